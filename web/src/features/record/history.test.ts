import { describe, expect, it } from 'vitest';
import { testField, testForm } from '../../shared/forms/testing';
import { answerBefore, changesIn, fieldIndex } from './history';
import type { HistoryEntry } from './record.wire';

const fields = fieldIndex([
  testForm(
    'form',
    [
      { name: 'age', type: 'numeric_field' },
      { name: 'rows', type: 'subform', fields: [{ name: 'k', type: 'text_field' }] },
    ].map(testField),
  ),
]);

function entry(...changes: HistoryEntry['record_changes'] & object): HistoryEntry {
  return {
    datetime: '2026-01-01T00:00:00Z',
    user_name: 'x',
    action: 'update',
    record_changes: changes,
  };
}

describe('an entry of the change log', () => {
  it('tells answers of known questions and keys that have a word', () => {
    const changes = changesIn(
      entry({ age: { from: 1, to: 2 } }, { status: { from: 'open', to: 'closed' } }),
      fields,
    );
    expect(changes.map((change) => change.kind)).toEqual(['answer', 'system']);
  });
  it('leaves out what the reader has no name for, and flags', () => {
    const changes = changesIn(
      entry({ secret: { from: 1, to: 2 } }, { flags: { from: [], to: [1] } }),
      fields,
    );
    expect(changes).toEqual([]);
  });
  it('tells which files of a question came and went', () => {
    const withFiles = fieldIndex([
      testForm('papers', [testField({ name: 'photos', type: 'photo_upload_box' })]),
    ]);
    const file = (id: number, name: string, of = 'photos') => ({
      ...{ id, file_name: name, field_name: of },
    });
    const from = [file(1, 'a.jpg'), file(2, 'b.jpg')];
    const to = [file(2, 'b.jpg'), file(3, 'c.jpg'), file(4, 'x.jpg', 'unknown')];
    const [change, ...more] = changesIn(entry({ attachments: { from, to } }), withFiles);
    expect(more).toEqual([]);
    expect(change).toMatchObject({ kind: 'files', from: ['a.jpg'], to: ['c.jpg'] });
  });
  it('tells of records that were linked', () => {
    const changes = changesIn(entry({ incidents: { from: null, to: ['i1'] } }), fields);
    expect(changes).toMatchObject([{ kind: 'system', key: 'incidents' }]);
  });
  it('leaves out what went from nothing to nothing', () => {
    expect(changesIn(entry({ age: { from: null, to: '' } }), fields)).toEqual([]);
  });
  it('tells entries that came, changed and went, by their id', () => {
    const changes = changesIn(
      entry({
        rows: {
          from: [
            { unique_id: 'same', k: 'a' },
            { unique_id: 'changed', k: 'a' },
            { unique_id: 'gone', k: 'a' },
          ],
          to: [
            { unique_id: 'same', k: 'a' },
            { unique_id: 'changed', k: 'b' },
            { unique_id: 'new', k: 'c' },
          ],
        },
      }),
      fields,
    );
    expect(
      changes.map((change) => [
        change.kind,
        'entry' in change ? change.entry['unique_id'] : undefined,
        'changes' in change ? change.changes.length : undefined,
      ]),
    ).toEqual([
      ['changed', 'changed', 1],
      ['added', 'new', 1],
      ['removed', 'gone', 1],
    ]);
  });
});

describe('an earlier date', () => {
  const born = {
    ...testField({ name: 'date_of_birth', type: 'date_field' }),
    companions: { precision: 'date_of_birth_precision', estimated: undefined },
  };
  const change = { kind: 'answer' as const, field: born, from: '2014-01-01', to: '2014-05-03' };
  const day = { date_of_birth: { from: '2014-01-01', to: '2014-05-03' } };

  it('comes back as exactly as it was known then', () => {
    const made = entry(day, { date_of_birth_precision: { from: 'year', to: null } });
    expect(answerBefore(change, [made], {})).toEqual({
      date_of_birth: '2014-01-01',
      date_of_birth_precision: 'year',
    });
  });

  it('was known as exactly as the next entry says, or as the record says now', () => {
    const later = entry({ date_of_birth_precision: { from: 'month', to: 'year' } });
    const now = { date_of_birth_precision: 'year' };
    expect(answerBefore(change, [later, entry(day)], now)).toMatchObject({
      date_of_birth_precision: 'month',
    });
    expect(answerBefore(change, [entry(day)], now)).toMatchObject({
      date_of_birth_precision: 'year',
    });
  });

  it('goes alone where its form asks for whole days only', () => {
    const field = testField({ name: 'date_of_birth', type: 'date_field' });
    expect(answerBefore({ ...change, field }, [entry(day)], {})).toEqual({
      date_of_birth: '2014-01-01',
    });
  });
});
