import type { ListedEntry } from '../engine/entries';
import type { Json, JsonObject } from '../json';

/** How far something is: done, still to come, or late. Undefined where nobody can tell. */
export type MomentState = 'done' | 'planned' | 'late';

/** What belongs to one day. */
export interface Moment {
  /** `YYYY-MM-DD`; undefined for what has no date yet. */
  readonly day: string | undefined;
  readonly state: MomentState | undefined;
  readonly entries: readonly ListedEntry[];
}

/** Which answers say when an entry was done, and when it was to be. */
interface Dates {
  readonly done: string;
  readonly due: string;
  /** The day it was written down: a place in time for what has neither. */
  readonly written?: string;
  readonly isDone: (entry: JsonObject) => boolean;
}

const dates: Readonly<Record<string, Dates>> = {
  services_section: {
    done: 'service_implemented_day_time',
    due: 'service_appointment_date',
    written: 'service_response_day_time',
    isDone: (entry) =>
      entry['service_implemented'] === 'implemented' ||
      dayOf(entry['service_implemented_day_time']) !== undefined,
  },
  followup_subform_section: {
    done: 'followup_date',
    due: 'followup_needed_by_date',
    isDone: (entry) => dayOf(entry['followup_date']) !== undefined,
  },
};

function dayOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value)
    ? value.slice(0, 10)
    : undefined;
}

function stateOf(entry: JsonObject, known: Dates, today: string): MomentState | undefined {
  const due = dayOf(entry[known.due]);
  if (known.isDone(entry)) {
    // A visit entered for a day to come has not been made yet.
    return (dayOf(entry[known.done]) ?? today) > today ? 'planned' : 'done';
  }
  if (due === undefined) return undefined;
  return due < today ? 'late' : 'planned';
}

function momentOf(listed: ListedEntry, known: Dates, today: string) {
  const { entry } = listed;
  const state = stateOf(entry, known, today);
  const done = state === 'late' ? undefined : dayOf(entry[known.done]);
  const written = known.written === undefined ? undefined : dayOf(entry[known.written]);
  return { day: done ?? dayOf(entry[known.due]) ?? written, state, listed };
}

/** The entries of such a subform by day, the earliest first; those without a day come last. */
export function momentsOf(
  subform: string,
  entries: readonly ListedEntry[],
  today: string,
): readonly Moment[] {
  const known = dates[subform];
  if (known === undefined) return [];
  const placed = entries.map((listed) => momentOf(listed, known, today));
  const groups = Map.groupBy(placed, ({ day, state }) => `${day ?? '~'} ${state ?? ''}`);
  return [...groups]
    .toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
    .flatMap(([, members]): Moment[] => {
      const [first] = members;
      if (first === undefined) return [];
      const { day, state } = first;
      return [{ day, state, entries: members.map(({ listed }) => listed) }];
    });
}

/** Where today stands among them: before the first that is still to come. */
export function todayAmong(moments: readonly Moment[], today: string): number {
  const next = moments.findIndex(({ day }) => day === undefined || day >= today);
  return next === -1 ? moments.length : next;
}
