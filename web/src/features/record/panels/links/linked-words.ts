import type { LinkedType } from '../../link-created';

type Values = Readonly<Record<string, unknown>>;

/** Keys of what tells one such record from another. */
export const linked_keys = {
  registry_records: {
    name: 'name',
    number: 'registry_no',
    place: 'location_current',
    registered: 'registration_date',
    id: 'registry_id_display',
  },
  families: {
    name: 'family_name',
    number: 'family_number',
    place: 'family_location_current',
    registered: 'family_registration_date',
    id: 'family_id_display',
  },
} as const satisfies Readonly<Record<LinkedType, Readonly<Record<string, string>>>>;

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

export const nameOf = (type: LinkedType, record: Values) => textOf(record[linked_keys[type].name]);
export const numberOf = (type: LinkedType, record: Values) =>
  textOf(record[linked_keys[type].number]);
/** The code of the place. */
export const placeOf = (type: LinkedType, record: Values) =>
  textOf(record[linked_keys[type].place]);
export const registeredOf = (type: LinkedType, record: Values) =>
  textOf(record[linked_keys[type].registered]);
