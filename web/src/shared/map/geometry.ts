import type { Coordinates } from '../capture/coordinates';

/** What of the world is seen: the place in the middle, and how near. */
export interface MapView {
  readonly centre: Coordinates;
  /** Each step shows half as much; a tile has 256 points of the page. */
  readonly zoom: number;
}

/** A place on the square that Web Mercator makes of the world: both from 0 to 1, from the north. */
export interface WorldPoint {
  readonly x: number;
  readonly y: number;
}

export const zoom_min = 1;
export const zoom_max = 18;
export const tile_points = 256;
/** Beyond it the square ends. */
const latitude_max = 85.05;

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** −180 to 180, also when somebody went around the world. */
function longitudeAround(degrees: number): number {
  return ((((degrees + 180) % 360) + 360) % 360) - 180;
}

export function worldPoint({ latitude, longitude }: Coordinates): WorldPoint {
  const angle = (within(latitude, -latitude_max, latitude_max) * Math.PI) / 180;
  return {
    x: (longitude + 180) / 360,
    y: (1 - Math.log(Math.tan(angle) + 1 / Math.cos(angle)) / Math.PI) / 2,
  };
}

export function coordinatesAt({ x, y }: WorldPoint): Coordinates {
  const latitude = (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
  return {
    latitude: within(latitude, -latitude_max, latitude_max),
    longitude: longitudeAround(x * 360 - 180),
  };
}

/** Points of the page that the whole world takes. */
export function worldSize(zoom: number): number {
  return tile_points * 2 ** zoom;
}

/** The view after the map was moved under the cross-hair by so many points. */
export function moved(view: MapView, right: number, down: number): MapView {
  const size = worldSize(view.zoom);
  const { x, y } = worldPoint(view.centre);
  return { ...view, centre: coordinatesAt({ x: x + right / size, y: y + down / size }) };
}

/** Nearer or further; the place in the middle stays. */
export function zoomed(view: MapView, steps: number): MapView {
  return { ...view, zoom: within(view.zoom + steps, zoom_min, zoom_max) };
}

export interface Tile {
  readonly key: string;
  readonly url: string;
  readonly left: number;
  readonly top: number;
  readonly size: number;
}

/** The tiles that cover the view, each with its place on it. */
export function tilesOf(
  view: MapView,
  width: number,
  height: number,
  template: string,
): readonly Tile[] {
  const level = Math.round(view.zoom);
  const count = 2 ** level;
  const size = worldSize(view.zoom) / count;
  const { x, y } = worldPoint(view.centre);
  const [left, top] = [x * count - width / 2 / size, y * count - height / 2 / size];
  const tiles: Tile[] = [];
  for (
    let row = Math.max(0, Math.floor(top));
    row < Math.min(count, top + height / size);
    row += 1
  ) {
    for (let column = Math.floor(left); column < left + width / size; column += 1) {
      const wrapped = ((column % count) + count) % count;
      const parts: Readonly<Record<string, number>> = { z: level, x: wrapped, y: row };
      tiles.push({
        key: `${level}/${column}/${row}`,
        url: template.replaceAll(/\{([zxy])\}/g, (_, part: string) => String(parts[part])),
        left: (column - left) * size,
        top: (row - top) * size,
        size,
      });
    }
  }
  return tiles;
}

/** Degrees from a line of the grid to the next: not more lines than eyes can follow. */
export function gridStep(zoom: number): number {
  const steps = [30, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];
  const wanted = (360 * 160) / worldSize(zoom);
  return steps.findLast((step) => step >= wanted) ?? 30;
}
