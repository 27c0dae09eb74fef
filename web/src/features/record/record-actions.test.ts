import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { record as recordSchema } from '../../shared/wire/records';
import { extendedUser } from '../../shared/wire/user';
import { mayEdit, possibleActions } from './record-actions';

function userWith(...actions: string[]) {
  const permissions = { list: [{ resource: 'cases', actions }] };
  return v.parse(extendedUser, { id: 1, user_name: 'x', permissions });
}

function recordWith(more: object) {
  return v.parse(recordSchema, { id: '1', status: 'open', record_state: true, ...more });
}

describe('the actions of a record', () => {
  it.each([
    ['open', { status: 'open' }, ['close', 'disable']],
    ['closed', { status: 'closed' }, ['reopen', 'disable']],
    ['out of use', { record_state: false }, ['enable']],
    ['outside the scope', { record_in_scope: false }, []],
    [
      'with a protected name',
      { hidden_name: true, name: '***' },
      ['close', 'disable', 'unprotect'],
    ],
    ['with a name', { name: 'Ana' }, ['close', 'disable', 'protect']],
  ])('%s', (_name, more, expected) => {
    expect(possibleActions(userWith('manage'), 'cases', recordWith(more))).toEqual(expected);
  });
  it('need the right to each', () => {
    expect(possibleActions(userWith('read', 'write'), 'cases', recordWith({}))).toEqual([]);
    expect(possibleActions(userWith('close'), 'cases', recordWith({}))).toEqual(['close']);
  });
  it('do not close what cannot be closed', () => {
    const user = v.parse(extendedUser, {
      id: 1,
      user_name: 'x',
      permissions: { list: [{ resource: 'incidents', actions: ['manage'] }] },
    });
    expect(possibleActions(user, 'incidents', recordWith({}))).toEqual(['disable']);
  });
});

describe('editing', () => {
  it('needs the right to write, the scope, and a record in use', () => {
    const user = userWith('write');
    expect(mayEdit(user, 'cases', recordWith({}))).toBe(true);
    expect(mayEdit(user, 'cases', recordWith({ record_state: false }))).toBe(false);
    expect(mayEdit(user, 'cases', recordWith({ record_in_scope: false }))).toBe(false);
    expect(mayEdit(userWith('read'), 'cases', recordWith({}))).toBe(false);
  });
});
