import type { Handover } from '../../../../shared/intake/handover';
import type { RecordData } from '../../../../shared/wire/records';
import { case_to_link, type LinkedType } from '../../link-created';

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
