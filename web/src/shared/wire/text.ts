import * as v from 'valibot';

/** A translated text of the wire: one member per language, missing ones empty or absent. */
export const localizedText = v.record(v.string(), v.nullable(v.string()));
export type LocalizedText = v.InferOutput<typeof localizedText>;

/** `LocalizedText` where the server may leave it out or send null. */
export const optionalText = v.optional(v.nullable(localizedText));

/** An option of a select, radio or tally field or of a lookup. */
export const option = v.looseObject({
  id: v.string(),
  display_text: v.optional(v.union([localizedText, v.string()]), {}),
  disabled: v.optional(v.boolean(), false),
  tags: v.optional(v.array(v.string()), []),
});
export type Option = v.InferOutput<typeof option>;

/** Page data beside every list. */
export const pageMetadata = v.looseObject({
  total: v.number(),
  per: v.optional(v.nullable(v.number())),
  page: v.optional(v.nullable(v.number())),
  /** There are more than `total`. */
  total_capped: v.optional(v.nullable(v.boolean())),
  /** Where the next page begins, when there is one. */
  next: v.optional(v.nullable(v.string())),
});
export type PageMetadata = v.InferOutput<typeof pageMetadata>;
