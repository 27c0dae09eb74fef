import { asJson } from '../../../../shared/forms/definition';
import { liveRows } from '../../../../shared/forms/json';
import type { HistoryEntry } from '../../record.wire';
import type { StoryEvent } from './story-event';

/** Told by events of their own. */
const told_elsewhere: ReadonlySet<string> = new Set([
  'approval_subforms',
  'notes_section',
  'services_section',
  'followup_subform_section',
  'case_conferences_section',
  'reopened_logs',
]);

/** When a row of any subform first stood in the record, by its id. */
export function firstSeen(history: readonly HistoryEntry[]): ReadonlyMap<string, string> {
  const seen = new Map<string, string>();
  for (const entry of history.toReversed()) {
    for (const id of rowsAfter(entry)) {
      if (!seen.has(id)) seen.set(id, entry.datetime);
    }
  }
  return seen;
}

function rowsAfter({ record_changes: changes }: HistoryEntry): string[] {
  return (changes ?? [])
    .flatMap((change) => Object.values(change))
    .flatMap(({ to }) => liveRows(asJson(to)))
    .flatMap(({ unique_id: id }) => (typeof id === 'string' ? [id] : []));
}

/** What the log tells beyond the record itself: who closed it, whose it became, what changed. */
export function changeEvents(
  history: readonly HistoryEntry[],
  formOf: (field: string) => string | undefined,
): StoryEvent[] {
  const events = history.flatMap((entry) => [
    ...taskOf(entry),
    ...courseOf(entry),
    ...(entry.action === 'create' ? [] : answersOf(entry, formOf)),
  ]);
  return joined(events);
}

/** Somebody set themselves a task, gave one away, or finished theirs. */
function taskOf(entry: HistoryEntry): StoryEvent[] {
  if (!entry.action.startsWith('task_')) return [];
  const to = entry.given_to ?? undefined;
  return [{ at: entry.datetime, kind: 'tasks', what: entry.action, who: entry.user_name, to }];
}

function courseOf(entry: HistoryEntry): StoryEvent[] {
  const shared = { at: entry.datetime, kind: 'course', who: entry.user_name } as const;
  return (entry.record_changes ?? []).flatMap((change): StoryEvent[] => {
    const { status, owned_by: owner, record_state: state } = change;
    return [
      ...(status?.to === 'closed' ? [{ ...shared, what: 'closed' }] : []),
      ...(typeof owner?.from === 'string' && typeof owner.to === 'string'
        ? [{ ...shared, what: 'owner', to: owner.to }]
        : []),
      ...(state?.to === false ? [{ ...shared, what: 'disabled' }] : []),
      ...(state?.to === true && state.from === false ? [{ ...shared, what: 'enabled' }] : []),
    ];
  });
}

function answersOf(
  entry: HistoryEntry,
  formOf: (field: string) => string | undefined,
): StoryEvent[] {
  const keys = (entry.record_changes ?? []).flatMap((change) => Object.keys(change));
  const forms = keys.flatMap((key) => {
    const form = told_elsewhere.has(key) ? undefined : formOf(key);
    return form === undefined ? [] : [form];
  });
  if (forms.length === 0) return [];
  const [at, who] = [entry.datetime, entry.user_name];
  return [{ at, kind: 'changes', what: 'changed', who, forms: [...new Set(forms)] }];
}

/** Saves of one person on one day, with nobody's between, are one event. */
function joined(events: readonly StoryEvent[]): StoryEvent[] {
  return events.reduce<StoryEvent[]>((all, event) => {
    const last = all.at(-1);
    const isSame =
      event.what === 'changed' &&
      last?.what === 'changed' &&
      last.who === event.who &&
      last.at.slice(0, 10) === event.at.slice(0, 10);
    if (!isSame) return [...all, event];
    const forms = [...new Set([...(last.forms ?? []), ...(event.forms ?? [])])];
    return [...all.slice(0, -1), { ...last, forms }];
  }, []);
}
