import * as v from 'valibot';

const text = v.optional(v.nullable(v.string()));

const attachment = v.looseObject({
  id: v.union([v.number(), v.string()]),
  attachment_url: text,
  file_name: text,
});
export type MatchAttachment = v.InferOutput<typeof attachment>;

/** Files are there only for those who may see them. */
export const matchFiles = {
  photos: v.fallback(v.optional(v.array(attachment), []), []),
  recorded_audio: v.fallback(v.optional(v.array(attachment), []), []),
};

/** The case of a possible match; out of the reader's scope it is hinted at only. */
export const matchCase = v.looseObject({
  id: v.string(),
  case_id_display: text,
  name: text,
  /** A masked age is a band in words. */
  age: v.optional(v.nullable(v.union([v.number(), v.string()]))),
  sex: text,
  owned_by: text,
  owned_by_agency_id: text,
  ...matchFiles,
});
export type MatchCase = v.InferOutput<typeof matchCase>;
