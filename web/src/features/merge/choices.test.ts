import { describe, expect, it } from 'vitest';
import { FieldState, type MergeField, type MergePreview } from '../../shared/merge/merge.wire';
import { choicesOf, nothing_picked, reducePicked, undecided, type PickAction } from './choices';

const field = (name: string, more: Partial<MergeField> = {}): MergeField => ({
  name,
  display_name: { en: name },
  type: 'text_field',
  state: FieldState.different,
  this: 'a',
  other: 'b',
  choices: ['this', 'other', 'value'],
  suggested: null,
  ...more,
});

const rows = field('services_section', {
  type: 'subform',
  choices: ['this', 'other', 'both', 'rows'],
  suggested: 'both',
  this: [{ unique_id: '1' }],
  other: [{ unique_id: '2' }, { unique_id: '3' }],
});

const side = { id: 'x', revision: 1 };
const nothing_moved = {
  incidents: 0,
  referrals: 0,
  attachments: 0,
  flags: 0,
  traces: 0,
  relationships: 0,
  family: false,
  registry_record: false,
};
const preview = (...fields: MergeField[]): MergePreview => ({
  this: side,
  other: side,
  forms: [{ unique_id: 'f', name: {}, fields }],
  withheld: 0,
  moved: nothing_moved,
  shared_with: 0,
  obstacles: [],
});
const after = (...actions: PickAction[]) => actions.reduce(reducePicked, nothing_picked);

describe('the choices of a merge', () => {
  it('are asked for where the two differ, and nowhere else', () => {
    const taken = field('phone', { state: FieldState.onlyOther, suggested: 'other' });
    const both = field('sex', { state: FieldState.same, suggested: 'this' });
    const seen = preview(field('name'), taken, both, rows);
    expect(undecided(seen, nothing_picked).map(({ name }) => name)).toEqual(['name']);
    expect(choicesOf(seen, nothing_picked)).toEqual({ services_section: 'both' });
  });

  it('are sent as they were picked, one that was taken back too', () => {
    const taken = field('phone', { state: FieldState.onlyOther, suggested: 'other' });
    const picked = after(
      { kind: 'pick', name: 'name', pick: 'other' },
      { kind: 'pick', name: 'phone', pick: 'this' },
    );
    expect(choicesOf(preview(field('name'), taken), picked)).toEqual({
      name: 'other',
      phone: 'this',
    });
  });

  it('need the new answer where one was announced', () => {
    const seen = preview(field('age', { type: 'numeric_field' }));
    const announced = after({ kind: 'pick', name: 'age', pick: 'value' });
    expect(undecided(seen, announced)).toHaveLength(1);
    const typed = reducePicked(announced, { kind: 'type', name: 'age', answer: ' 11 ' });
    expect(undecided(seen, typed)).toHaveLength(0);
    expect(choicesOf(seen, typed)).toEqual({ age: { value: 11 } });
  });

  it('leave entries out one by one, and take them in again', () => {
    const left = after(
      { kind: 'pick', name: rows.name, pick: 'rows' },
      { kind: 'drop', name: rows.name, entry: 'other:2', isDropped: true },
      { kind: 'drop', name: rows.name, entry: 'this:1', isDropped: true },
      { kind: 'drop', name: rows.name, entry: 'this:1', isDropped: false },
    );
    expect(choicesOf(preview(rows), left)).toEqual({
      services_section: { rows: [{ this: '1' }, { other: '3' }] },
    });
  });

  it('join an entry with one other at most, as long as both stay', () => {
    const join = (entry: string, to?: string): PickAction => ({
      kind: 'join',
      name: rows.name,
      entry,
      to,
    });
    const pick: PickAction = { kind: 'pick', name: rows.name, pick: 'rows' };
    const sent = (...actions: PickAction[]) =>
      choicesOf(preview(rows), after(pick, ...actions))[rows.name];
    expect(sent(join('other:2', 'this:1'))).toEqual({
      rows: [{ this: '1', other: '2' }, { other: '3' }],
    });
    expect(sent(join('other:2', 'this:1'), join('other:3', 'this:1'))).toEqual({
      rows: [{ this: '1', other: '3' }, { other: '2' }],
    });
    const dropped: PickAction = {
      kind: 'drop',
      name: rows.name,
      entry: 'this:1',
      isDropped: true,
    };
    expect(sent(join('other:2', 'this:1'), dropped)).toEqual({
      rows: [{ other: '2' }, { other: '3' }],
    });
    expect(sent(join('other:2', 'this:1'), join('other:2'))).toEqual({
      rows: [{ this: '1' }, { other: '2' }, { other: '3' }],
    });
  });
});
