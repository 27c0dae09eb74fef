import * as v from 'valibot';

/** How somebody likes a list: which columns it shows, and how wide those are that are not usual. */
export const listSetting = v.object({
  columns: v.optional(v.array(v.string())),
  widths: v.optional(v.record(v.string(), v.number()), {}),
});
export type ListSetting = v.InferOutput<typeof listSetting>;

/** In pixels: a column that can be taken hold of, and one that does not fill a whole screen. */
export const width = { min: 64, max: 640, step: 16 } as const;

/** The nearest width that a column may have. */
export function possibleWidth(wanted: number): number {
  return Math.round(Math.min(width.max, Math.max(width.min, wanted)));
}
