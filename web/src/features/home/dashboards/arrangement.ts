import * as v from 'valibot';
import { homePreset, type SystemSettings } from '../../../shared/wire/settings';

/** How somebody likes their home: which parts come first, and which are not shown. */
export type Arrangement = Readonly<v.InferOutput<typeof homePreset>>;

export const usual: Arrangement = { order: [], hidden: [] };

/** The preset of roles that have none of their own. */
export const usual_role = 'default';

/** What the deployment set for the role, else for all. */
export function presetOf(settings: SystemSettings | undefined, role: string | undefined) {
  const presets = settings?.home_presets ?? {};
  return presets[role ?? usual_role] ?? presets[usual_role] ?? usual;
}

const storageKey = (userId: number) => `amparo.home.${userId}`;

/** What was arranged on this device before it was kept for the person. */
export function formerArrangement(userId: number): Arrangement | undefined {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey(userId)) ?? 'null');
    return v.is(homePreset, stored) ? stored : undefined;
  } catch {
    return undefined;
  }
}

export function forgetFormerArrangement(userId: number): void {
  localStorage.removeItem(storageKey(userId));
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
