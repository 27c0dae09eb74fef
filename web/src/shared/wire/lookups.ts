import * as v from 'valibot';
import { localizedText, option, pageMetadata } from './text';

/** A list of options shared by many fields, named by `unique_id` (`lookup-gender`). */
export const lookup = v.looseObject({
  id: v.optional(v.number()),
  unique_id: v.string(),
  name: v.optional(localizedText, {}),
  values: v.optional(v.array(option), []),
});
export type Lookup = v.InferOutput<typeof lookup>;
export const lookupList = v.object({
  data: v.array(lookup),
  metadata: v.optional(pageMetadata),
});

/** A place. `name` is the path of place names from the country down, joined with `::`. */
export const location = v.looseObject({
  id: v.optional(v.number()),
  code: v.string(),
  type: v.optional(v.nullable(v.string())),
  disabled: v.optional(v.boolean(), false),
  name: v.optional(localizedText, {}),
  admin_level: v.optional(v.number()),
  placename: v.optional(localizedText),
  hierarchy: v.optional(v.array(v.string())),
});
export type Location = v.InferOutput<typeof location>;
export const locationList = v.object({ data: v.array(location), metadata: pageMetadata });
