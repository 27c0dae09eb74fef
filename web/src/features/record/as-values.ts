import { asJson } from '../../shared/forms/definition';
import type { Json, JsonObject } from '../../shared/forms/json';

/** A record of the wire as the values of a form. */
export function asValues(record: Readonly<Record<string, unknown>>): JsonObject {
  const values: Record<string, Json> = {};
  for (const [key, value] of Object.entries(record)) {
    const json = asJson(value);
    if (json !== undefined) values[key] = json;
  }
  return values;
}
