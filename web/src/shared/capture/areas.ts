/** A point on a picture: parts of its width and height, 0 to 1. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle on a picture, in the same parts. Never reaches beyond the picture. */
export interface Area extends Point {
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What is done to a picture before it is kept. */
export interface Edits {
  /** What is kept of it; all of it when absent. */
  readonly crop: Area | undefined;
  /** What nobody shall recognise any more. */
  readonly blurs: readonly Area[];
}

export const no_edits: Edits = { crop: undefined, blurs: [] };

const whole: Area = { x: 0, y: 0, width: 1, height: 1 };

/** Anything smaller was a touch, not a drag, and could not be taken hold of again. */
const side_min = 0.04;

/** More faces than this are no picture of one child. */
export const blurs_max = 40;

/** How far one press of an arrow moves or resizes. */
export const step = 0.02;

function within(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}

/** The area between two corners, cut off where the picture ends; undefined for a mere touch. */
export function areaBetween(from: Point, to: Point): Area | undefined {
  const [left, right] = [from.x, to.x].map((x) => within(x, 0, 1)).toSorted((a, b) => a - b);
  const [top, bottom] = [from.y, to.y].map((y) => within(y, 0, 1)).toSorted((a, b) => a - b);
  const area = {
    x: left ?? 0,
    y: top ?? 0,
    width: (right ?? 0) - (left ?? 0),
    height: (bottom ?? 0) - (top ?? 0),
  };
  return area.width < side_min || area.height < side_min ? undefined : area;
}

/** The area somewhere else, stopped by the edges of the picture. */
export function moved(area: Area, by: Point): Area {
  return {
    ...area,
    x: within(area.x + by.x, 0, 1 - area.width),
    y: within(area.y + by.y, 0, 1 - area.height),
  };
}

/** The area grown (or shrunk) around its middle. */
export function grown(area: Area, by: number): Area {
  const width = within(area.width + by, side_min, 1);
  const height = within(area.height + by, side_min, 1);
  const middle = {
    ...area,
    width,
    height,
    x: area.x - (width - area.width) / 2,
    y: area.y - (height - area.height) / 2,
  };
  return moved(middle, { x: 0, y: 0 });
}

/** An area to begin with, beside the earlier ones so that it does not hide them. */
export function firstArea(count: number): Area {
  const shift = (count % 5) * 0.06;
  return moved({ x: 0.38, y: 0.2, width: 0.24, height: 0.24 }, { x: shift, y: shift });
}

/** The size in which the picture is kept: its crop, with the longer side at most `side`. */
export function keptSize(picture: Size, crop: Area | undefined, side: number): Size {
  const kept = crop ?? whole;
  const width = picture.width * kept.width;
  const height = picture.height * kept.height;
  const scale = Math.min(1, side / Math.max(width, height, 1));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/** A rectangle in pixels. */
export interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

/** Where an area lies on a picture of that size: whole pixels, outwards, so that none stays out. */
export function boxOf(area: Area, { width, height }: Size): Box {
  const left = Math.floor(area.x * width);
  const top = Math.floor(area.y * height);
  return {
    left,
    top,
    width: Math.max(1, Math.min(width, Math.ceil((area.x + area.width) * width)) - left),
    height: Math.max(1, Math.min(height, Math.ceil((area.y + area.height) * height)) - top),
  };
}

/** Into so few colours is a blurred area put together that no face can be made of them again. */
const cells_max = 6;

/** How many cells a blurred area is made of. */
export function cellsOf({ width, height }: Size): Size {
  const longer = Math.max(width, height, 1);
  return {
    width: Math.max(1, Math.round((cells_max * width) / longer)),
    height: Math.max(1, Math.round((cells_max * height) / longer)),
  };
}
