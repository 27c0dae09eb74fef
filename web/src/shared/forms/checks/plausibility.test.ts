import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json';
import { readVectors } from '../testing';
import { type Doubt, findDoubts, plausibilityRules } from './plausibility';

interface Vector {
  readonly id: string;
  readonly record_type: string;
  readonly data: JsonObject;
  readonly warnings: readonly (readonly [string, string, string | number])[];
}

interface VectorFile {
  readonly context: { readonly today: string; readonly time_zone: string };
  readonly vectors: readonly Vector[];
  readonly count: number;
}

const file: VectorFile = JSON.parse(readVectors('plausibility-vectors.json'));
const config = join(import.meta.dirname, '../../../../../config/system_settings.json');
const setting: readonly unknown[] = JSON.parse(readFileSync(config, 'utf8')).settings
  .plausibility_rules;
const rules = plausibilityRules(setting);
const when = { today: file.context.today, zone: file.context.time_zone };

const lineOf = ({ pointer, key, other, max }: Doubt) => [pointer, key, other ?? max];

describe('the vectors shared with the server', () => {
  it('are all there, and every rule of the default configuration is one', () => {
    expect(file.vectors).toHaveLength(file.count);
    expect(rules).toHaveLength(setting.length);
  });

  it.each(file.vectors.map((vector) => [vector.id, vector] as const))('%s', (_id, vector) => {
    const { record_type: recordType, data, warnings } = vector;
    const { module_id: module } = data;
    const subject = { recordType, module: module === undefined ? undefined : String(module), data };
    expect(findDoubts(rules, subject, when).map(lineOf)).toEqual(warnings);
  });
});

describe('rules of a deployment', () => {
  it('leaves out what is no rule', () => {
    const odd = [
      1,
      {},
      { record_type: 'case', kind: 'guess', age: 'a', birth: 'b' },
      { record_type: 'case', kind: 'order', earlier: 'a' },
      { record_type: 'case', kind: 'age', age: 'a' },
      { record_type: 'case', kind: 'age_max', age: 'a', birth: 'b', max: 0 },
      { kind: 'order', earlier: 'a', later: 'b' },
    ];
    expect(plausibilityRules(odd)).toEqual([]);
    expect(plausibilityRules(undefined)).toEqual([]);
    expect(plausibilityRules({ kind: 'order' })).toEqual([]);
  });

  it('takes no more than the limit', () => {
    const rule = { record_type: 'case', kind: 'order', earlier: 'a', later: 'b' };
    expect(plausibilityRules(Array.from({ length: 201 }, () => rule))).toHaveLength(200);
  });

  it('escapes the signs of pointers', () => {
    const named = { record_type: 'case', kind: 'order', rows: 'a/b', earlier: 'x', later: 'y~z' };
    const data = { 'a/b': [{ x: '2025-01-02', 'y~z': '2025-01-01' }] };
    const found = findDoubts(
      plausibilityRules([named]),
      { recordType: 'case', module: undefined, data },
      when,
    );
    expect(found.map(({ pointer }) => pointer)).toEqual(['/a~1b/0/y~0z']);
  });
});
