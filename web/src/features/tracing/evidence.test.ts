import { describe, expect, it } from 'vitest';
import { highlights, pictureOf, sideOf, strengthOf } from './evidence';
import type { EvidenceBar } from './matches.wire';

const bar = (comparator: string, weight: number): EvidenceBar => ({
  comparator,
  weight_bits: weight,
  level: '',
  text_key: '',
  text: '',
  fields: [],
  values: [],
});

describe('the picture of the evidence', () => {
  it('is a staircase from the prior to the total', () => {
    const picture = pictureOf(-10, [bar('a', 12), bar('b', -4), bar('c', 2)]);
    // From -10 to 2 is the whole width: a unit is a twelfth.
    const unit = 100 / 12;
    const spans = picture.steps.map(({ span }) => [span.start / unit, span.size / unit]);
    const rounded = spans.map((pair) => pair.map((value) => Math.round(value * 1000) / 1000));
    expect(rounded).toEqual([
      [0, 12],
      [8, 4],
      [8, 2],
    ]);
    expect(picture.prior.start).toBe(0);
  });

  it('keeps what weighs nothing in sight, and stands without any evidence', () => {
    expect(pictureOf(-4, [bar('a', 0)]).steps[0]?.span.size).toBe(0.75);
    expect(pictureOf(0, [])).toEqual({
      prior: { start: 0, size: 0.75 },
      steps: [],
    });
  });
});

describe('the weight of a reason', () => {
  it.each([
    [0.24, 'neutral'],
    [0.25, 'for'],
    [-0.25, 'against'],
  ])('of %d bits is %s', (bits, side) => expect(sideOf(bits)).toBe(side));

  it.each([
    [1.49, 'little'],
    [-1.5, 'some'],
    [-3, 'strong'],
  ])('of %d bits is %s in strength', (bits, strength) => expect(strengthOf(bits)).toBe(strength));

  it('picks the strongest of each side for a card', () => {
    const bars = [bar('a', 5), bar('b', -3), bar('c', 2), bar('d', 0.1), bar('e', 1)];
    const picked = highlights(bars, { for: 2, against: 2 }).map(({ comparator }) => comparator);
    expect(picked).toEqual(['a', 'c', 'b']);
  });
});
