import * as v from 'valibot';

const arrangement = v.object({ order: v.array(v.string()), hidden: v.array(v.string()) });

/** How somebody likes their home: which parts come first, and which are not shown. */
export type Arrangement = Readonly<v.InferOutput<typeof arrangement>>;

export const usual: Arrangement = { order: [], hidden: [] };

const storageKey = (userId: number) => `amparo.home.${userId}`;

export function rememberedArrangement(userId: number): Arrangement {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey(userId)) ?? 'null');
    return v.is(arrangement, stored) ? stored : usual;
  } catch {
    return usual;
  }
}

export function rememberArrangement(userId: number, chosen: Arrangement): void {
  const isUsual = chosen.order.length === 0 && chosen.hidden.length === 0;
  if (isUsual) localStorage.removeItem(storageKey(userId));
  else localStorage.setItem(storageKey(userId), JSON.stringify(chosen));
}

interface Part {
  readonly id: string;
}

/** All parts in the chosen order; what is new since the choice keeps its place behind. */
export function inChosenOrder<T extends Part>(
  parts: readonly T[],
  { order }: Arrangement,
): readonly T[] {
  const place = ({ id }: Part) => (order.includes(id) ? order.indexOf(id) : order.length);
  return parts.toSorted((left, right) => place(left) - place(right));
}

/** The parts to show, in order. */
export function arranged<T extends Part>(parts: readonly T[], chosen: Arrangement): readonly T[] {
  return inChosenOrder(parts, chosen).filter(({ id }) => !chosen.hidden.includes(id));
}

/** The order after a part has gone up or down by one. */
export function moved(ids: readonly string[], id: string, by: -1 | 1): string[] {
  const from = ids.indexOf(id);
  const to = from + by;
  const other = ids[to];
  return other === undefined
    ? [...ids]
    : ids.map((one, at) => (at === from ? other : at === to ? id : one));
}
