import type { Area } from './areas';

/** Where an area lies on the stage. Pictures have no reading direction, so the stage is `ltr`. */
export function placeOf({ x, y, width, height }: Area) {
  return {
    insetInlineStart: `${x * 100}%`,
    insetBlockStart: `${y * 100}%`,
    inlineSize: `${width * 100}%`,
    blockSize: `${height * 100}%`,
  };
}
