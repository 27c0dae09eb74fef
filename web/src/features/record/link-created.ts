import { newId } from '../../shared/forms/new-id';
import type { Handover } from '../../shared/intake/handover';
import type { RecordData } from '../../shared/wire/records';
import { send } from './casework/casework.wire';

/** What a case can be linked with, and the field of the case that names it. */
export const link_fields = {
  registry_records: 'registry_record_id',
  families: 'family_id',
} as const;
export type LinkedType = keyof typeof link_fields;

/** In the values of a new record: the case that shall name it. No form has it, nothing sends it. */
export const case_to_link = 'case_to_link';

/** Where people live may be taken over; who they are may not: others read these records too. */
const taken: Readonly<Record<LinkedType, Readonly<Record<string, string>>>> = {
  registry_records: {
    location_current: 'location_current',
    address_current: 'address_current',
    telephone_current: 'telephone_current',
  },
  families: {
    family_location_current: 'location_current',
    family_address_current: 'address_current',
    family_telephone_current: 'telephone_current',
  },
};

const named: Readonly<Record<LinkedType, { name: string; number: string }>> = {
  registry_records: { name: 'name', number: 'registry_no' },
  families: { name: 'family_name', number: 'family_number' },
};

/** What a record of a case begins with: where the child lives, and the words of the search. */
export function beginningFor(type: LinkedType, record: RecordData, words: string): Handover {
  const known = Object.entries(taken[type]).flatMap(([to, from]) =>
    record[from] === undefined || record[from] === null ? [] : [[to, record[from]] as const],
  );
  const { name, number } = named[type];
  const searched = words === '' ? {} : { [/\d/.test(words) ? number : name]: words };
  return { ...Object.fromEntries(known), ...searched, [case_to_link]: record.id };
}

/** Has the case name the record that was made for it. */
export async function linkCreated(type: LinkedType, caseId: string, id: string): Promise<void> {
  const data = { [link_fields[type]]: id };
  await send(`/cases/${caseId}`, { method: 'PATCH', path: '', data }, newId());
}

export function isLinkedType(type: string): type is LinkedType {
  return type in link_fields;
}
