import { asJson } from '../../../../shared/forms/definition';
import { liveRows } from '../../../../shared/forms/json';
import { displayId } from '../../../../shared/records/record-type';
import type { RecordData, RecordType } from '../../../../shared/wire/records';
import type { Relationship } from './links.wire';

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
  /** The incident that names somebody as having harmed the child. */
  readonly incidentId?: string;
  /** Given where another record says it, not the form of the family. */
  readonly elsewhere?: { readonly relation: string; readonly generation: Generation };
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

/** Related cases that belong into the picture; not farms, and not the same child once more. */
const generations: Readonly<Record<string, Generation>> = {
  sibling_of: 'same',
  same_household_as: 'same',
  cared_for_by: 'before',
  caregiver_of: 'after',
};

/** Brothers and sisters, the household and caregivers with a case of their own. */
export function relatedCases(
  relationships: readonly Relationship[],
  known: readonly Relative[],
  textOf: (relation: string) => string,
): Relative[] {
  return relationships.flatMap((one): Relative[] => {
    const { relationship_type: type, case_id: caseId, data, disabled } = one;
    const generation = generations[type];
    if (disabled || generation === undefined || known.some((other) => other.caseId === caseId)) {
      return [];
    }
    const mayOpen = data['record_in_scope'] !== false;
    return [
      {
        id: one.id,
        name: mayOpen ? text(data['name']) : '',
        relation: '',
        age: mayOpen && typeof data['age'] === 'number' ? data['age'] : undefined,
        isCaregiver: type === 'cared_for_by',
        isDead: false,
        caseId,
        caseNumber: displayId('cases', { ...data, id: caseId }),
        mayOpen,
        elsewhere: { relation: textOf(type), generation },
      },
    ];
  });
}

/** Whom the incidents of a case name as having harmed the child, each once. */
export function perpetrators(
  incidents: readonly Readonly<Record<string, unknown>>[],
  textOf: (relation: string) => string,
): Relative[] {
  const found = incidents.flatMap((incident): Relative[] => {
    const name = text(incident['cp_incident_abuser_name']);
    const relation = text(incident['cp_incident_perpetrator_relationship']);
    if (name === '' && relation === '') return [];
    const age = incident['cp_incident_perpetrator_age'];
    return [
      {
        id: `harm ${text(incident['id'])}`,
        name,
        relation: '',
        age: typeof age === 'number' ? age : undefined,
        isCaregiver: false,
        isDead: false,
        caseId: undefined,
        caseNumber: '',
        mayOpen: false,
        elsewhere: { relation: textOf(relation), generation: 'same' },
        incidentId: text(incident['id']),
      },
    ];
  });
  const same = (one: Relative, other: Relative) =>
    one.name !== '' &&
    one.name === other.name &&
    one.elsewhere?.relation === other.elsewhere?.relation;
  return found.filter((one, at) => !found.slice(0, at).some((before) => same(one, before)));
}

/** The registry record of a case: where a child lives who does not live with the family. */
export function placeOf(record: RecordData, relation: string): Relative[] {
  const name = text(record['registry_name']) || text(record['registry_no']);
  if (text(record['registry_record_id']) === '' || name === '') return [];
  return [
    {
      id: 'registry',
      name,
      relation: '',
      age: undefined,
      isCaregiver: false,
      isDead: false,
      caseId: undefined,
      caseNumber: '',
      mayOpen: false,
      elsewhere: { relation, generation: 'before' },
    },
  ];
}

const before = /mother|father|parent|uncle|aunt|guardian|caregiver|grand(?!(child|son|daughter))/;
const after = /^(son|daughter|child|grandchild|grandson|granddaughter|nephew|niece)/;

/** By the words in which relations are coded; others stand beside the child. */
export function generationOf({ relation, elsewhere }: Relative): Generation {
  if (elsewhere !== undefined) return elsewhere.generation;
  if (after.test(relation)) return 'after';
  return before.test(relation) ? 'before' : 'same';
}
