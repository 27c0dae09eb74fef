import { asJson } from '../../../../shared/forms/definition';
import { isBlank, type JsonObject, liveRows } from '../../../../shared/forms/json';
import type { RecordData } from '../../../../shared/wire/records';
import type { Flag, Transition } from '../../casework/casework.wire';

/** Something that a successor has to see to. */
export interface OpenMatter {
  readonly what:
    | 'assessment'
    | 'case_plan'
    | 'approval'
    | 'hand_over'
    | 'service'
    | 'follow_up'
    | 'review'
    | 'flag';
  /** The id of an approval, a service, a kind of follow-up; else the words of people. */
  readonly about: string;
  /** Whose answer is awaited, who flagged it. */
  readonly who: string;
  /** The day by which it is to be done; empty when none was set. */
  readonly by: string;
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

const approvals = ['assessment', 'case_plan', 'closure', 'action_plan', 'gbv_closure'];

/** Conferences whose date of review nobody has met: neither by a review nor by a later meeting. */
function openReviews(conferences: readonly JsonObject[]): readonly JsonObject[] {
  const held = (row: JsonObject) => text(row['conference_date']);
  return conferences.filter(
    (row) =>
      text(row['conference_review_date']) !== '' &&
      text(row['conference_reviewed_on']) === '' &&
      !conferences.some((other) => held(row) !== '' && held(other) > held(row)),
  );
}

/** Where a matter is done: an answer of the form. What others answer has none. */
export const answer_of_matter: Partial<Record<OpenMatter['what'], string>> = {
  assessment: 'assessment_requested_on',
  case_plan: 'date_case_plan',
  service: 'services_section',
  follow_up: 'followup_subform_section',
  review: 'case_conferences_section',
};

/** Assessment and plan have a day to be done by until they have one on which they were done. */
function undone(record: RecordData): OpenMatter[] {
  const days = [
    ['assessment', 'assessment_due_date'],
    ['case_plan', 'case_plan_due_date'],
  ] as const;
  return days
    .filter(([what]) => isBlank(asJson(record[answer_of_matter[what] ?? ''])))
    .map(([what, due]): OpenMatter => ({ what, about: '', who: '', by: text(record[due]) }))
    .filter(({ by }) => by !== '');
}

/** What waits in a case: what is to be done, what others have to answer, and flags. */
export function openMatters(
  record: RecordData,
  transitions: readonly Transition[],
  flags: readonly Flag[],
): OpenMatter[] {
  const rows = (key: string) => liveRows(asJson(record[key]));
  const waiting = approvals
    .filter((one) => record[`approval_status_${one}`] === 'pending')
    .map((about): OpenMatter => ({ what: 'approval', about, who: '', by: '' }));
  const offered = transitions
    .filter(({ status, type }) => status === 'in_progress' && type !== 'Assign')
    .map((one): OpenMatter => ({
      what: 'hand_over',
      about: one.type,
      who: text(one.transitioned_to) || text(one.transitioned_to_remote),
      by: text(one.respond_by),
    }));
  const services = rows('services_section')
    .filter((row) => row['service_implemented'] !== 'implemented')
    .filter((row) => text(row['service_type']) !== '')
    .map((row): OpenMatter => ({
      what: 'service',
      about: text(row['service_type']),
      who: text(row['service_implementing_agency_individual']),
      by: text(row['service_appointment_date']),
    }));
  const followUps = rows('followup_subform_section')
    .filter((row) => text(row['followup_date']) === '')
    .map((row): OpenMatter => ({
      what: 'follow_up',
      about: text(row['followup_type']),
      who: '',
      by: text(row['followup_needed_by_date']),
    }));
  const reviews = openReviews(rows('case_conferences_section')).map((row): OpenMatter => ({
    what: 'review',
    about: '',
    who: '',
    by: text(row['conference_review_date']),
  }));
  const marked = flags
    .filter(({ removed }) => !removed)
    .map((flag): OpenMatter => ({
      what: 'flag',
      about: text(flag.message),
      who: text(flag.flagged_by),
      by: text(flag.due_date),
    }));
  return [
    ...undone(record),
    ...waiting,
    ...offered,
    ...services,
    ...followUps,
    ...reviews,
    ...marked,
  ];
}
