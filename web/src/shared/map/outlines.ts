import * as v from 'valibot';
import fineUrl from 'world-atlas/countries-50m.json?url';
import roughUrl from 'world-atlas/countries-110m.json?url';
import { worldPoint } from './geometry';

/** Borders and coasts as lines: x and y of each point in turn, on the square of the world. */
export type Outlines = readonly Float32Array[];

const numbers = v.array(v.number());
/** What we need of a TopoJSON file: each line counts from its point before, in steps of a grid. */
const topology = v.looseObject({
  transform: v.object({ scale: numbers, translate: numbers }),
  arcs: v.array(v.array(numbers)),
});

/** The lines of a TopoJSON file. Throws when it is none. */
export function outlinesOf(json: unknown): Outlines {
  const { transform, arcs } = v.parse(topology, json);
  const [scaleX = 1, scaleY = 1] = transform.scale;
  const [fromX = 0, fromY = 0] = transform.translate;
  return arcs.map((arc) => {
    const line = new Float32Array(arc.length * 2);
    let [column, row] = [0, 0];
    arc.forEach(([right = 0, up = 0], index) => {
      column += right;
      row += up;
      const { x, y } = worldPoint({
        longitude: column * scaleX + fromX,
        latitude: row * scaleY + fromY,
      });
      line[2 * index] = x;
      line[2 * index + 1] = y;
    });
    return line;
  });
}

const kept = new Map<string, Promise<Outlines>>();

function fetched(url: string): Promise<Outlines> {
  const known = kept.get(url);
  if (known !== undefined) return known;
  const coming = fetch(url)
    .then((answer) => answer.json())
    .then(outlinesOf);
  kept.set(url, coming);
  // Without a line the next opening asks again.
  coming.catch(() => kept.delete(url));
  return coming;
}

/** Enough for a continent, and soon there. */
export const roughOutlines = () => fetched(roughUrl);
/** Enough for a country; six times as large. */
export const fineOutlines = () => fetched(fineUrl);
