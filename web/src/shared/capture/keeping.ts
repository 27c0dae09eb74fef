/** How small photos are made before they are sent. */
export interface Keeping {
  /** Longer side, in pixels. */
  readonly side: number;
  /** Quality of the JPEG, 0 to 1. */
  readonly quality: number;
}

/** A document must stay readable, and no phone may be asked for a picture it cannot hold. */
const side = { least: 600, usual: 1600, most: 2400 } as const;
const quality = { least: 0.5, usual: 0.8, most: 0.95 } as const;

type Range = Readonly<Record<'least' | 'usual' | 'most', number>>;

function inRange(set: unknown, { least, usual, most }: Range): number {
  return typeof set === 'number' ? Math.min(Math.max(set, least), most) : usual;
}

/** What the system options of the deployment say, within reason. */
export function keepingOf(options: Readonly<Record<string, unknown>>): Keeping {
  return {
    side: inRange(options['photo_side_max'], side),
    quality: inRange(options['photo_quality'], quality),
  };
}
