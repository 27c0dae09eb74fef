import { gridStep, type MapView, worldPoint, worldSize } from './geometry';
import type { Outlines } from './outlines';

export interface Colours {
  readonly line: string;
  readonly grid: string;
}

/** What is drawn with. */
type Pen = Pick<
  CanvasRenderingContext2D,
  'beginPath' | 'clearRect' | 'lineTo' | 'lineWidth' | 'moveTo' | 'stroke' | 'strokeStyle'
>;

interface Sheet {
  readonly context: Pen;
  readonly width: number;
  readonly height: number;
}

/** The outlines and the lines of whole degrees, with the view's place in the middle. */
export function drawMap(sheet: Sheet, view: MapView, outlines: Outlines, colours: Colours): void {
  const { context, width, height } = sheet;
  context.clearRect(0, 0, width, height);
  const size = worldSize(view.zoom);
  const middle = worldPoint(view.centre);
  const [left, top] = [width / 2 - middle.x * size, height / 2 - middle.y * size];
  context.lineWidth = 1;
  context.strokeStyle = colours.grid;
  drawGrid(sheet, view, { size, left, top });
  context.lineWidth = 1.5;
  context.strokeStyle = colours.line;
  // The world goes on beyond its edge, where somebody stands near the date line.
  for (const around of [-1, 0, 1]) {
    const from = left + around * size;
    if (from > width || from + size < 0) continue;
    context.beginPath();
    outlines.forEach((line) => traceLine(sheet, line, { size, left: from, top }));
    context.stroke();
  }
}

interface Frame {
  readonly size: number;
  readonly left: number;
  readonly top: number;
}

/** A step of half the world is none: an island on the date line goes on at the other edge. */
const across = 0.5;

function traceLine({ context, width, height }: Sheet, line: Float32Array, frame: Frame): void {
  const { size, left, top } = frame;
  let wasSeen = false;
  for (let at = 0; at + 3 < line.length; at += 2) {
    const [start, end] = [line[at] ?? 0, line[at + 2] ?? 0];
    const [x, y] = [left + start * size, top + (line[at + 1] ?? 0) * size];
    const [x2, y2] = [left + end * size, top + (line[at + 3] ?? 0) * size];
    const isSeen =
      Math.abs(end - start) < across &&
      Math.max(x, x2) >= 0 &&
      Math.min(x, x2) <= width &&
      Math.max(y, y2) >= 0 &&
      Math.min(y, y2) <= height;
    if (isSeen) {
      if (!wasSeen) context.moveTo(x, y);
      context.lineTo(x2, y2);
    }
    wasSeen = isSeen;
  }
}

function drawGrid({ context, width, height }: Sheet, view: MapView, frame: Frame): void {
  const step = gridStep(view.zoom);
  const { size, left, top } = frame;
  const { latitude, longitude } = view.centre;
  const lines = Math.ceil(((width / size) * 360) / step / 2) + 1;
  context.beginPath();
  for (let n = -lines; n <= lines; n += 1) {
    const degrees = (Math.round(longitude / step) + n) * step;
    const x = left + ((degrees + 180) / 360) * size;
    context.moveTo(x, 0);
    context.lineTo(x, height);
    const north = (Math.round(latitude / step) + n) * step;
    if (Math.abs(north) > 85) continue;
    const y = top + worldPoint({ latitude: north, longitude: 0 }).y * size;
    context.moveTo(0, y);
    context.lineTo(width, y);
  }
  context.stroke();
}
