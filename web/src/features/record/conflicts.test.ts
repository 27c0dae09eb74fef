import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/forms/json';
import { patchOf } from '../../shared/forms/engine/patch';
import { OptionBook } from '../../shared/forms/options';
import { testField } from '../../shared/forms/testing';
import { decided, meet } from './conflicts';

const options = new OptionBook({ lookups: [], locations: [], agencies: [], reportingLevel: 0 });
const fields = [
  { name: 'a', type: 'text_field' },
  { name: 'b', type: 'text_field' },
  {
    name: 'rows',
    type: 'subform',
    fields: [
      { name: 'k', type: 'text_field' },
      { name: 'z', type: 'text_field' },
    ],
  },
].map(testField);

function meeting(base: JsonObject, mine: JsonObject, theirs: JsonObject) {
  const changes = patchOf(fields, base, mine).data;
  return meet({ fields, base, changes, mine, theirs, options });
}

/** What would be sent after the decisions. */
function sentAfter(found: ReturnType<typeof meet>, theirs: JsonObject, choice: 'mine' | 'theirs') {
  const choices = Object.fromEntries(found.clashes.map(({ pointer }) => [pointer, choice]));
  return patchOf(fields, theirs, decided(found, choices)).data;
}

describe('meeting what others saved', () => {
  it('needs no question when the changes fit together', () => {
    const theirs = { a: 'x', b: 'theirs' };
    const found = meeting({ a: 'x', b: 'y' }, { a: 'mine', b: 'y' }, theirs);
    expect(found.clashes).toEqual([]);
    expect(patchOf(fields, theirs, found.values).data).toEqual({ a: 'mine' });
  });

  it('asks about an answer that both changed, and sends what is chosen', () => {
    const theirs = { a: 'theirs' };
    const found = meeting({ a: 'x' }, { a: 'mine' }, theirs);
    expect(found.clashes).toMatchObject([{ pointer: '/a', mine: 'mine', theirs: 'theirs' }]);
    expect(sentAfter(found, theirs, 'mine')).toEqual({ a: 'mine' });
    expect(sentAfter(found, theirs, 'theirs')).toEqual({});
  });

  it('asks about one answer of an entry and names the entry', () => {
    const theirs = { rows: [{ unique_id: '1', k: 'theirs', z: 'new' }] };
    const found = meeting(
      { rows: [{ unique_id: '1', k: 'x' }] },
      { rows: [{ unique_id: '1', k: 'mine' }] },
      theirs,
    );
    const [clash] = found.clashes;
    expect(clash?.fields.map((field) => field.name)).toEqual(['rows', 'k']);
    expect(clash?.entry).toMatchObject({ unique_id: '1' });
    expect(sentAfter(found, theirs, 'mine')).toEqual({ rows: [{ unique_id: '1', k: 'mine' }] });
  });

  it('carries out the removal of an entry that nobody else touched', () => {
    const theirs = { rows: [{ unique_id: '1', k: 'x' }], a: 'theirs' };
    const found = meeting(
      { rows: [{ unique_id: '1', k: 'x' }] },
      { rows: [{ unique_id: '1', _destroy: true }] },
      theirs,
    );
    expect(found.clashes).toEqual([]);
    expect(patchOf(fields, theirs, found.values).data).toEqual({
      rows: [{ unique_id: '1', _destroy: true }],
    });
  });

  it('asks when one removed an entry that the other changed', () => {
    const theirs = { rows: [{ unique_id: '1', k: 'theirs' }] };
    const found = meeting(
      { rows: [{ unique_id: '1', k: 'x' }] },
      { rows: [{ unique_id: '1', _destroy: true }] },
      theirs,
    );
    expect(found.clashes).toMatchObject([{ pointer: '/rows/1' }]);
    expect(sentAfter(found, theirs, 'mine')).toEqual({
      rows: [{ unique_id: '1', _destroy: true }],
    });
    expect(sentAfter(found, theirs, 'theirs')).toEqual({});
  });

  it('keeps the entry that others removed only when that is chosen', () => {
    const found = meeting(
      { rows: [{ unique_id: '1', k: 'x', z: 'z' }] },
      { rows: [{ unique_id: '1', k: 'mine', z: 'z' }] },
      { rows: [] },
    );
    expect(sentAfter(found, { rows: [] }, 'mine')).toEqual({
      rows: [{ unique_id: '1', k: 'mine', z: 'z' }],
    });
    expect(sentAfter(found, { rows: [] }, 'theirs')).toEqual({});
  });
});
