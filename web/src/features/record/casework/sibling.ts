import type { FormDefinition } from '../../../shared/forms/definition';
import { asJson } from '../../../shared/forms/definition';
import { type Json, type JsonObject, liveRows } from '../../../shared/forms/json';
import { newId } from '../../../shared/forms/new-id';
import type { Handover } from '../../../shared/intake/handover';
import type { RecordData } from '../../../shared/wire/records';
import type { PrimeroModule } from '../../../shared/wire/settings';

/** What brothers and sisters usually share: name of the family, where they live, where from. */
const shared_fields = [
  'name_last',
  'location_current',
  'address_current',
  'address_is_permanent',
  'telephone_current',
  'location_last',
  'address_last',
  'nationality',
  'country_of_origin',
  'ethnicity',
  'sub_ethnicity_1',
  'sub_ethnicity_2',
  'language',
  'religion',
];
const relatives = 'family_details_section';
const consent_form = 'consent';

export interface SiblingContext {
  readonly forms: readonly FormDefinition[];
  readonly module: PrimeroModule | undefined;
  /** Whether the person may put a case into a family. */
  readonly mayJoinFamily: boolean;
}

/**
 * With what the case of a brother or sister begins: the family, the place and what was agreed on
 * with the same people. Nothing of the first child but its place among the relatives.
 */
export function siblingBeginning(record: RecordData, context: SiblingContext): Handover {
  const { forms, module, mayJoinFamily } = context;
  const consentId = String(module?.module_options['consent_form'] ?? consent_form);
  const consent = forms.find(({ uniqueId }) => uniqueId === consentId)?.fields ?? [];
  const names = [...shared_fields, ...consent.map(({ name }) => name)];
  const known = names.flatMap((name) => {
    const value = record[name];
    return value === undefined || value === null ? [] : [[name, value] as const];
  });
  const family = record['family_id'];
  const isFamilyKnown = typeof family === 'string' && family !== '' && mayJoinFamily;
  return {
    ...Object.fromEntries(known),
    ...(isFamilyKnown ? { family_id: family } : { [relatives]: relativesOf(record) }),
  };
}

/** The relatives as new entries, with the first child among them where its name may be seen. */
function relativesOf(record: RecordData): JsonObject[] {
  const rows = liveRows(asJson(record[relatives])).map((row) => onlyAnswers(row));
  const name = record['name'];
  const isNamed = typeof name === 'string' && name !== '' && record['hidden_name'] !== true;
  const first: JsonObject = {
    unique_id: newId(),
    relation: record['sex'] === 'female' ? 'sister' : 'brother',
    relation_name: isNamed ? name : '',
    relation_age: numberOrNull(record['age']),
  };
  return isNamed ? [...rows, first] : rows;
}

/** An entry of its own: links of the old one to a member of a family stay behind. */
function onlyAnswers(row: JsonObject): JsonObject {
  const answers = Object.entries(row).filter(
    ([key]) => key.startsWith('relation') && !key.endsWith('_id'),
  );
  return { ...Object.fromEntries(answers), unique_id: newId() };
}

function numberOrNull(value: unknown): Json {
  return typeof value === 'number' ? value : null;
}
