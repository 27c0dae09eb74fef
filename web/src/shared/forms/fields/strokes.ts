/** One line of a signature: x, y and milliseconds since the first touch, again and again. */
export type Stroke = readonly number[];

/** A point of it. */
export interface Touch {
  readonly x: number;
  readonly y: number;
  readonly at: number;
}

/** Nobody signs with more; the rest would only make the file large. */
const points_max = 4000;

/** The strokes with one more touch: of a new stroke, or of the last. */
export function withTouch(
  strokes: readonly Stroke[],
  { x, y, at }: Touch,
  isStart: boolean,
): readonly Stroke[] {
  const count = strokes.reduce((sum, stroke) => sum + stroke.length / 3, 0);
  if (count >= points_max) return strokes;
  const point = [x, y, at].map(Math.round);
  const last = strokes.at(-1);
  return isStart || last === undefined
    ? [...strokes, point]
    : [...strokes.slice(0, -1), [...last, ...point]];
}
