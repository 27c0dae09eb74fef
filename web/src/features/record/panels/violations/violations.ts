import { asJson } from '../../../../shared/forms/definition';
import { isObject, type JsonObject, liveRows } from '../../../../shared/forms/json';
import { rowId } from '../../../../shared/forms/merge/rows';
import { type ViolationType, violation_types } from '../../../../shared/forms/violation-types';
import type { RecordData } from '../../../../shared/wire/records';

/** What an incident says beside its violations; each entry names those it belongs to. */
export const associations = [
  'individual_victims',
  'group_victims',
  'perpetrators',
  'sources',
  'responses',
] as const;
export type Association = (typeof associations)[number];

export interface Violation {
  readonly type: ViolationType;
  readonly id: string;
  readonly row: JsonObject;
  readonly of: Readonly<Record<Association, readonly JsonObject[]>>;
}

function rowsIn(record: RecordData, name: string): readonly JsonObject[] {
  return liveRows(asJson(record[name]));
}

/** A response names its violation as a text, the others as a list. */
function names(row: JsonObject, id: string): boolean {
  const named = row['violations_ids'];
  return Array.isArray(named) ? named.includes(id) : named === id;
}

/** Every violation of an incident with whom and what it concerns. */
export function violationsOf(record: RecordData): readonly Violation[] {
  const all = associations.map((name) => [name, rowsIn(record, name)] as const);
  return violation_types.flatMap((type) =>
    rowsIn(record, type).map((row) => {
      const id = rowId(row) ?? '';
      const pick = (name: Association) =>
        (all.find(([one]) => one === name)?.[1] ?? []).filter((entry) => names(entry, id));
      return {
        type,
        id,
        row,
        of: {
          individual_victims: pick('individual_victims'),
          group_victims: pick('group_victims'),
          perpetrators: pick('perpetrators'),
          sources: pick('sources'),
          responses: pick('responses'),
        },
      };
    }),
  );
}

/** How many children an entry counts, by the keys of the tally; zeros are left out. */
export function countsIn(value: unknown): readonly (readonly [string, number])[] {
  const json = asJson(value);
  if (json === undefined || !isObject(json)) return [];
  return Object.entries(json).flatMap(([key, count]) =>
    typeof count === 'number' && count > 0 ? [[key, count] as const] : [],
  );
}

const tallies = ['violation_tally', 'violation_killed_tally', 'violation_injured_tally'];

/** The children a violation counts, from the first of its tallies that says anything. */
export function tallyOf({ row }: Violation) {
  return tallies.map((name) => countsIn(row[name])).find((counts) => counts.length > 0) ?? [];
}

/** Children, or groups, who suffered several violations, with what was done to them. */
export interface SeveralViolations {
  readonly id: string;
  readonly row: JsonObject;
  readonly isGroup: boolean;
  readonly types: readonly ViolationType[];
}

export function hitSeveralTimes(record: RecordData): readonly SeveralViolations[] {
  const violations = violationsOf(record);
  const found = (name: 'individual_victims' | 'group_victims', mark: string, isGroup: boolean) =>
    rowsIn(record, name).flatMap((row) => {
      const types = violations
        .filter(({ of }) => of[name].some((one) => rowId(one) === rowId(row)))
        .map(({ type }) => type);
      const isMarked = row[mark] === true || row[mark] === 'true';
      return isMarked || types.length > 1
        ? [{ id: rowId(row) ?? '', row, isGroup, types: [...new Set(types)] }]
        : [];
    });
  return [
    ...found('individual_victims', 'individual_multiple_violations', false),
    ...found('group_victims', 'group_multiple_violations', true),
  ];
}
