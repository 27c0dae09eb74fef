import { describe, expect, it } from 'vitest';
import type { Configuration, Criterion } from './configuration.wire';
import {
  outcomesOf,
  patched,
  patchOf,
  placeOf,
  Strength,
  strengthOf,
  withCriterion,
  withModel,
  withWeight,
} from './draft';

const sex: Criterion = {
  id: 'sex',
  type: 'sex',
  measure: 'usual',
  weights: { agree: 0.7, disagree: -4 },
};
const name: Criterion = {
  id: 'name',
  type: 'person_name',
  measure: 'usual',
  levels: [{ below: 3, w: -1 }, { w: 8 }],
};
const configuration: Configuration = {
  version: 1,
  tracing: { thresholds: { list: 0.02, likely: 0.8 }, comparators: [name, sex] },
  duplicates: { thresholds: {}, comparators: [name, sex] },
  visibility: { counterpart: 'masked' },
  two_person_confirmation: true,
  score_mode: 'probability',
};

describe('a patch', () => {
  it('laid over what it was made from gives what it was made for', () => {
    const before = { a: { b: 1, c: [1] }, gone: 'x', same: true };
    const after = { a: { b: 2, c: [1, 2] }, same: true, fresh: { d: 1 } };
    expect(patched<Record<string, unknown>>(before, patchOf(before, after))).toEqual(after);
    expect(patched(before, {})).toEqual(before);
  });
});

describe('a change of the configuration', () => {
  it('is sent as what differs, lists whole', () => {
    const thresholds = { ...configuration.tracing.thresholds, likely: 0.9 };
    const after = withModel(configuration, 'tracing', { thresholds });
    expect(patchOf(configuration, after)).toEqual({ tracing: { thresholds: { likely: 0.9 } } });
    const fewer = withModel(
      configuration,
      'duplicates',
      withCriterion(configuration.duplicates, 'sex', undefined),
    );
    expect(patchOf(configuration, fewer)).toEqual({ duplicates: { comparators: [name] } });
    expect(patchOf(configuration, configuration)).toEqual({});
    expect(patchOf({ a: 1, b: { c: 2 } }, { b: {} })).toEqual({ a: null, b: { c: null } });
  });

  it('touches one weight alone', () => {
    expect(withWeight(sex, 'agree', 2).weights).toEqual({ agree: 2, disagree: -4 });
    expect(withWeight(name, '1', 5).levels).toEqual([{ below: 3, w: -1 }, { w: 5 }]);
    expect(outcomesOf(name)).toEqual([
      { key: '0', weight: -1, below: 3 },
      { key: '1', weight: 8, below: undefined },
    ]);
    expect(outcomesOf(sex).map(({ key }) => key)).toEqual(['agree', 'disagree']);
  });

  it('is put in words by how strongly it speaks', () => {
    expect([-6, -2, -0.5, 0, 0.5, 2, 6].map(strengthOf)).toEqual([
      Strength.against3,
      Strength.against2,
      Strength.against1,
      Strength.neutral,
      Strength.for1,
      Strength.for2,
      Strength.for3,
    ]);
  });

  it('finds the criterion that the server speaks of', () => {
    expect(placeOf('/data/tracing/comparators/1/weights', configuration)).toEqual({
      model: 'tracing',
      criterion: 'sex',
      threshold: undefined,
    });
    expect(placeOf('/data/duplicates/thresholds/likely', configuration)).toEqual({
      model: 'duplicates',
      criterion: undefined,
      threshold: 'likely',
    });
    expect(placeOf('/data/colour', configuration)).toEqual({
      model: undefined,
      criterion: undefined,
      threshold: undefined,
    });
  });
});
