import type { Configuration, Criterion, Model, Patch } from './configuration.wire';

/** The two halves of a configuration. */
export const ModelName = { tracing: 'tracing', duplicates: 'duplicates' } as const;
export type ModelName = (typeof ModelName)[keyof typeof ModelName];

/** A configuration with another model in it. */
export function withModel(
  configuration: Configuration,
  name: ModelName,
  change: Partial<Model>,
): Configuration {
  return { ...configuration, [name]: { ...configuration[name], ...change } };
}

/** A model with one criterion changed, or left out when there is none. */
export function withCriterion(
  model: Model,
  id: string,
  next: Criterion | undefined,
): Partial<Model> {
  const kept = model.comparators.flatMap((one) => {
    if (one.id !== id) return [one];
    return next === undefined ? [] : [next];
  });
  return { comparators: kept };
}

/** The question of cases that a criterion compares first. */
export function fieldOf(criterion: Criterion): string {
  const own: unknown = criterion['case'];
  const first: unknown = Array.isArray(own) ? own[0] : own;
  return typeof first === 'string' ? first : '';
}

/** A model in which one that counts by itself counts otherwise, or is left out. */
export function withAutomatic(
  model: Model,
  one: Criterion,
  next: Criterion | undefined,
): Partial<Model> {
  const others = model.comparators.filter(({ id }) => id !== one.id);
  if (next === undefined) {
    return { comparators: others, left_out: [...(model.left_out ?? []), fieldOf(one)] };
  }
  const own = Object.fromEntries(Object.entries(next).filter(([key]) => key !== 'automatic'));
  return {
    comparators: [...others, { ...own, id: next.id, type: next.type, measure: next.measure }],
  };
}

/** One outcome of a criterion: its name, or its place among those that are measured. */
export interface Outcome {
  readonly key: string;
  readonly weight: number;
  /** Measured outcomes end here; the last one does not. */
  readonly below?: number | undefined;
}

/** What a criterion may find, in the order of the configuration. */
export function outcomesOf(criterion: Criterion): readonly Outcome[] {
  if (criterion.levels) {
    return criterion.levels.map(({ below, w }, at) => ({ key: String(at), weight: w, below }));
  }
  return Object.entries(criterion.weights ?? {}).map(([key, weight]) => ({ key, weight }));
}

/** The criterion with another weight for one of its outcomes. */
export function withWeight(criterion: Criterion, key: string, weight: number): Criterion {
  if (criterion.levels) {
    const levels = criterion.levels.map((level, at) =>
      String(at) === key ? { ...level, w: weight } : level,
    );
    return { ...criterion, levels };
  }
  return { ...criterion, weights: { ...criterion.weights, [key]: weight } };
}

/** How strongly an outcome speaks, in steps that people can tell apart. */
export const Strength = {
  against3: 'against3',
  against2: 'against2',
  against1: 'against1',
  neutral: 'neutral',
  for1: 'for1',
  for2: 'for2',
  for3: 'for3',
} as const;
export type Strength = (typeof Strength)[keyof typeof Strength];

const strongFrom = 4;
const clearFrom = 1.5;
const someFrom = 0.25;

/** A bit makes a match twice as probable, or half as probable. */
export function strengthOf(bits: number): Strength {
  const size = Math.abs(bits);
  if (size < someFrom) return Strength.neutral;
  if (size >= strongFrom) return bits > 0 ? Strength.for3 : Strength.against3;
  if (size >= clearFrom) return bits > 0 ? Strength.for2 : Strength.against2;
  return bits > 0 ? Strength.for1 : Strength.against1;
}

/** Whether some number was typed that is none. */
export function hasWrongNumber(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasWrongNumber);
}

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other) && !hasWrongNumber(other);
}

/** What differs: objects key by key, lists whole, null for what is no longer there. */
export function patchOf(before: Json, after: Json): Patch {
  const patch: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const from = before[key];
    const to = after[key];
    if (isSame(from, to)) continue;
    patch[key] = isObject(from) && isObject(to) ? patchOf(from, to) : (to ?? null);
  }
  return patch;
}

/** The configuration with a change of `patchOf` laid over it. */
export function patched<Whole extends Json>(whole: Whole, patch: Json): Whole {
  const next: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(patch)) {
    const before = whole[key];
    const isInside = isObject(before) && isObject(value);
    next[key] = isInside ? patched(before, value) : (value ?? undefined);
  }
  return { ...whole, ...next };
}

/** Where the server found a problem, as far as a person at this screen would say it. */
export interface Place {
  readonly model: ModelName | undefined;
  readonly criterion: string | undefined;
  readonly threshold: string | undefined;
}

/** Reads "/data/tracing/comparators/3/weights" and "/data/tracing/thresholds/likely". */
export function placeOf(pointer: string, configuration: Configuration): Place {
  const [, , name, part, at] = pointer.split('/');
  const model = Object.values(ModelName).find((one) => one === name);
  const index = part === 'comparators' ? Number(at) : Number.NaN;
  const found = model && Number.isInteger(index) ? configuration[model].comparators[index] : null;
  const threshold = model && part === 'thresholds' ? at : undefined;
  return { model, criterion: found?.id, threshold };
}
