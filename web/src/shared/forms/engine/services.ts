import type { FieldDefinition } from '../definition';
import type { JsonObject } from '../json';

const type = 'service_type';
const agency = 'service_implementing_agency';
const place = 'service_delivery_location';
const person = 'service_implementing_agency_individual';

/** Whether the fields are those of a service entry, whose choices depend on each other. */
export function isService(fields: readonly FieldDefinition[]): boolean {
  const names = fields.map((field) => field.name);
  return names.includes(type) && names.includes(person);
}

/** Answers that no longer fit after another one changed: a person of the former agency. */
export function afterServiceChange(name: string, values: JsonObject): JsonObject {
  const present = (key: string) => values[key] !== undefined && values[key] !== null;
  const cleared: Record<string, null> = {};
  if (name === type && present(agency)) cleared[agency] = null;
  if ([type, agency, place].includes(name) && present(person)) cleared[person] = null;
  return cleared;
}
