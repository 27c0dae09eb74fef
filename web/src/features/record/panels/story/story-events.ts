import { asJson } from '../../../../shared/forms/definition';
import { type JsonObject, liveRows } from '../../../../shared/forms/json';
import { chosenIds } from '../../../../shared/forms/options';
import type { RecordData } from '../../../../shared/wire/records';
import type { Flag, Transition } from '../../casework/casework.wire';
import type { HistoryEntry } from '../../record.wire';
import { approvalEntries } from '../approvals/approval-entries';
import type { Incident } from '../links/links.wire';
import type { StoryEvent } from './story-event';
import { changeEvents, firstSeen } from './story-history';

/** What the story is told from; what this person may not read is absent. */
export interface StorySources {
  readonly record: RecordData;
  readonly transitions?: readonly Transition[] | undefined;
  readonly flags?: readonly Flag[] | undefined;
  readonly incidents?: readonly Incident[] | undefined;
  readonly history?: readonly HistoryEntry[] | undefined;
  /** The form a field stands on; undefined for keys of the system. */
  readonly formOf: (field: string) => string | undefined;
}

/** Everything that happened to a case, newest first. */
export function storyOf(sources: StorySources): StoryEvent[] {
  const seen = firstSeen(sources.history ?? []);
  return [
    ...courseEvents(sources),
    ...approvalEvents(sources.record, seen),
    ...(sources.transitions ?? []).flatMap(handOverEvents),
    ...serviceEvents(sources.record, seen),
    ...followUpEvents(sources.record, seen),
    ...conferenceEvents(sources.record, seen),
    ...noteEvents(sources.record),
    ...(sources.flags ?? []).flatMap(flagEvents),
    ...(sources.incidents ?? []).map(incidentEvent),
    ...changeEvents(sources.history ?? [], sources.formOf),
  ]
    .filter(({ at }) => at !== '')
    .toReversed()
    .toSorted((left, right) => compare(moment(right), moment(left)));
}

const compare = (left: string, right: string) => (left === right ? 0 : left < right ? -1 : 1);

/**
 * To the second, as the log counts. A bare day stands at its end: what has a time of that day came
 * before it, as far as known. Nothing comes before the registration.
 */
function moment({ at, what }: StoryEvent): string {
  if (what === 'registered') return '';
  return at.length > 10 ? at.slice(0, 19) : `${at}T24`;
}

/** The moment at which a row came into the record, where that was on the day it speaks of. */
function written(row: JsonObject, day: string, seen: ReadonlyMap<string, string>): string {
  const at = seen.get(text(row, 'unique_id')) ?? '';
  return at.slice(0, 10) === day.slice(0, 10) ? at : day;
}

function text(row: JsonObject, key: string): string {
  const value = row[key];
  return typeof value === 'string' ? value : '';
}

function rows(record: RecordData, key: string): JsonObject[] {
  return liveRows(asJson(record[key]));
}

function courseEvents({ record, history }: StorySources): StoryEvent[] {
  const own = (key: string) => (typeof record[key] === 'string' ? String(record[key]) : '');
  const reopened = rows(record, 'reopened_logs').map((row): StoryEvent => ({
    at: text(row, 'reopened_date'),
    kind: 'course',
    what: 'reopened',
    who: text(row, 'reopened_user'),
  }));
  const isTold = history?.some((entry) => closes(entry)) ?? false;
  const closed: StoryEvent = { at: own('date_closure'), kind: 'course', what: 'closed' };
  return [
    { at: own('created_at'), kind: 'course', what: 'registered', who: own('created_by') },
    ...reopened,
    ...(isTold || record['status'] !== 'closed' ? [] : [closed]),
  ];
}

function closes(entry: HistoryEntry): boolean {
  return (entry.record_changes ?? []).some((change) => change['status']?.to === 'closed');
}

function approvalEvents(record: RecordData, seen: ReadonlyMap<string, string>): StoryEvent[] {
  return approvalEntries(record).map((entry) => ({
    at: seen.get(entry.id) ?? entry.on,
    kind: 'approvals',
    what: `approval_${entry.state}`,
    who: entry.who,
    about: entry.approval,
    words: entry.comment,
  }));
}

function handOverEvents(one: Transition): StoryEvent[] {
  const to = one.transitioned_to ?? one.transitioned_to_remote ?? '';
  const begun: StoryEvent = {
    at: one.created_at ?? '',
    kind: 'hand_overs',
    what: one.type,
    who: one.transitioned_by ?? '',
    to,
    words: one.notes ?? '',
  };
  const answer = (at: string | null | undefined, what: string, words = ''): StoryEvent => ({
    at: at ?? '',
    kind: 'hand_overs',
    what,
    who: to,
    to: one.transitioned_by ?? '',
    words,
  });
  if (one.type === 'Assign' || one.status === 'in_progress') return [begun];
  const first = one.status === 'done' ? 'accepted' : one.status;
  return [
    begun,
    answer(one.responded_at, `${one.type}_${first}`, one.rejected_reason ?? ''),
    ...(one.status === 'done'
      ? [answer(one.completed_at, 'Referral_done', one.rejection_note ?? '')]
      : []),
  ];
}

function serviceEvents(record: RecordData, seen: ReadonlyMap<string, string>): StoryEvent[] {
  return rows(record, 'services_section').flatMap((row): StoryEvent[] => {
    const about = text(row, 'service_type');
    const shared = { kind: 'services', about } as const;
    const planned = written(row, text(row, 'service_response_day_time'), seen);
    const done = text(row, 'service_implemented_day_time');
    return [
      { ...shared, at: planned, what: 'service_planned' },
      {
        ...shared,
        at: done,
        what: 'service_done',
        words: text(row, 'note_on_referral_from_provider'),
      },
    ];
  });
}

function followUpEvents(record: RecordData, seen: ReadonlyMap<string, string>): StoryEvent[] {
  return rows(record, 'followup_subform_section').map((row) => ({
    at: written(row, text(row, 'followup_date'), seen),
    kind: 'services',
    what: 'follow_up',
    about: text(row, 'followup_type'),
    words: text(row, 'followup_comments'),
  }));
}

/** Meetings about the child, with the parts of the plan that they were about. */
function conferenceEvents(record: RecordData, seen: ReadonlyMap<string, string>): StoryEvent[] {
  const plan = rows(record, 'cp_case_plan_subform_case_plan_interventions');
  const named = (id: string) => {
    const part = plan.find((row) => text(row, 'unique_id') === id) ?? {};
    return (
      text(part, 'intervention_service_to_be_provided') || text(part, 'intervention_service_goal')
    );
  };
  return rows(record, 'case_conferences_section').map((row) => ({
    at: written(row, text(row, 'conference_date'), seen),
    kind: 'conferences',
    what: 'conference',
    about: text(row, 'conference_type'),
    words: [
      ...chosenIds(row['conference_plan_entries']).map(named),
      text(row, 'conference_decisions'),
    ]
      .filter(Boolean)
      .join('\n'),
  }));
}

function noteEvents(record: RecordData): StoryEvent[] {
  return rows(record, 'notes_section').map((row) => ({
    at: text(row, 'note_date'),
    kind: 'notes',
    what: 'note',
    who: text(row, 'note_created_by'),
    words: [text(row, 'note_subject'), text(row, 'note_text')].filter(Boolean).join('\n'),
  }));
}

function flagEvents(flag: Flag): StoryEvent[] {
  const raised: StoryEvent = {
    at: flag.created_at ?? flag.date ?? '',
    kind: 'flags',
    what: 'flagged',
    who: flag.flagged_by ?? '',
    words: flag.message ?? '',
  };
  if (!flag.removed) return [raised];
  return [
    raised,
    {
      at: flag.unflagged_date ?? '',
      kind: 'flags',
      what: 'unflagged',
      who: flag.unflagged_by ?? '',
      words: flag.unflag_message ?? '',
    },
  ];
}

function incidentEvent(incident: Incident): StoryEvent {
  return {
    at: incident.created_at ?? incident.incident_date ?? '',
    kind: 'incidents',
    what: 'incident',
    who: incident.created_by ?? '',
  };
}
