import type { EvidenceBar } from './matches.wire';

/** Below this a comparison speaks neither for nor against. */
const telling_bits = 0.25;
const some_bits = 1.5;
const strong_bits = 3;

export type Side = 'for' | 'against' | 'neutral';

export function sideOf(bits: number): Side {
  if (bits >= telling_bits) return 'for';
  return bits <= -telling_bits ? 'against' : 'neutral';
}

/** How loud a comparison speaks, in three steps. */
export type Strength = 'little' | 'some' | 'strong';

export function strengthOf(bits: number): Strength {
  const weight = Math.abs(bits);
  if (weight >= strong_bits) return 'strong';
  return weight >= some_bits ? 'some' : 'little';
}

/** Where a bar of the picture lies: percentages of the width, from the start of the line. */
export interface Span {
  readonly start: number;
  readonly size: number;
}

export interface Step {
  readonly bar: EvidenceBar;
  readonly side: Side;
  readonly span: Span;
}

export interface Picture {
  readonly prior: Span;
  readonly steps: readonly Step[];
}

/** A bar of no weight is still seen. */
const least_size = 0.75;

/**
 * The evidence as a staircase: each bar begins where the one before ended, the first at the prior.
 */
export function pictureOf(prior: number, bars: readonly EvidenceBar[]): Picture {
  const sums = bars.reduce<number[]>(
    (known, bar) => [...known, (known.at(-1) ?? prior) + bar.weight_bits],
    [prior],
  );
  const low = Math.min(0, ...sums);
  const high = Math.max(0, ...sums);
  const width = high - low || 1;
  const span = (from: number, to: number): Span => ({
    start: ((Math.min(from, to) - low) / width) * 100,
    size: Math.max(least_size, (Math.abs(to - from) / width) * 100),
  });
  return {
    prior: span(0, prior),
    steps: bars.map((bar, at) => ({
      bar,
      side: sideOf(bar.weight_bits),
      span: span(sums[at] ?? 0, sums[at + 1] ?? 0),
    })),
  };
}

/** The kind of comparison a sentence is about: `matching.evidence.<kind>.<side>`. */
export function kindOf(bar: EvidenceBar): string {
  return bar.text_key.split('.')[2] ?? '';
}

/** The strongest sentences of each side, for a card. */
export function highlights(
  bars: readonly EvidenceBar[],
  most: { readonly for: number; readonly against: number },
): readonly EvidenceBar[] {
  const of = (side: Side) => bars.filter((bar) => sideOf(bar.weight_bits) === side);
  return [...of('for').slice(0, most.for), ...of('against').slice(0, most.against)];
}
