import { asJson } from '../../../../shared/forms/definition';
import { liveRows } from '../../../../shared/forms/json';
import type { RecordData, RecordType } from '../../../../shared/wire/records';

/** A relative as the case or the family tells of them. */
export interface Relative {
  readonly id: string;
  readonly name: string;
  /** The option of the relation to the child; empty when nobody said. */
  readonly relation: string;
  readonly age: number | undefined;
  readonly isCaregiver: boolean;
  readonly isDead: boolean;
  readonly caseId: string | undefined;
  readonly caseNumber: string;
  /** Whether the case of the relative may be opened. */
  readonly mayOpen: boolean;
}

/** Where a relative stands in the picture: above, beside or below the child. */
export type Generation = 'before' | 'same' | 'after';

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** The relatives a case or a family names. */
export function relativesOf(type: RecordType, record: RecordData): Relative[] {
  const key = type === 'families' ? 'family_members' : 'family_details_section';
  return liveRows(asJson(record[key])).map((row, at) => ({
    id: text(row['unique_id']) || String(at),
    name: text(row['relation_name']),
    relation: text(row['relation']) || text(row['family_relationship']),
    age: typeof row['relation_age'] === 'number' ? row['relation_age'] : undefined,
    isCaregiver:
      row['relation_is_caregiver'] === true || row['family_relation_is_caregiver'] === true,
    isDead: text(row['relation_is_alive']) === 'dead',
    caseId: text(row['case_id']) || undefined,
    caseNumber: text(row['case_id_display']),
    mayOpen: row['can_read_record'] !== false,
  }));
}

const before = /mother|father|parent|uncle|aunt|guardian|caregiver|grand(?!(child|son|daughter))/;
const after = /^(son|daughter|child|grandchild|grandson|granddaughter|nephew|niece)/;

/** By the words in which relations are coded; others stand beside the child. */
export function generationOf({ relation }: Relative): Generation {
  if (after.test(relation)) return 'after';
  return before.test(relation) ? 'before' : 'same';
}
