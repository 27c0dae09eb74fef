import type { Handover } from '../../../../shared/intake/handover';
import type { RecordData } from '../../../../shared/wire/records';
import { case_to_link, type LinkedType } from '../../link-created';
import { type LinkedSearch, SearchWay } from './linked-search';
import { linked_keys } from './linked-words';

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

/** What a record of a case begins with: where the child lives, and what was searched for. */
export function beginningFor(type: LinkedType, record: RecordData, search: LinkedSearch): Handover {
  const known = Object.entries(taken[type]).flatMap(([to, from]) =>
    record[from] === undefined || record[from] === null ? [] : [[to, record[from]] as const],
  );
  const { way, value } = search;
  // Nobody searches by the place without meaning it; it comes before that of the child.
  const key = linked_keys[type][way === SearchWay.place ? 'place' : way];
  return { ...Object.fromEntries(known), [key]: value, [case_to_link]: record.id };
}
