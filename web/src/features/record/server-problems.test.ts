import { describe, expect, it } from 'vitest';
import { FailureKind, WireFailure } from '../../shared/wire/failure';
import { serverProblems } from './server-problems';

function refusal(...errors: readonly object[]) {
  return new WireFailure(FailureKind.invalid, { status: 422, body: { errors } });
}

describe('what the server found wrong', () => {
  it('stands at its field with its sentence', () => {
    const code = 'errors.models.child.age';
    const failure = refusal({
      detail: ['/age'],
      problems: [{ pointer: '/age', code, message: 'x' }],
    });
    expect(serverProblems(failure, { age: 200 }, { age: 200 })).toMatchObject([
      { pointer: '/age', key: code },
    ]);
  });
  it('speaks in the words of the server where we have none, or not the figures for ours', () => {
    const problems = [
      { pointer: '/a', code: 'errors.validation.rows_count', message: 'Too many rows.' },
      { pointer: '/b', code: 'errors.validation.text_length', message: 'Too long.' },
      { pointer: '/c', code: 'errors.validation.text_length', message: 'y', params: { max: 9 } },
    ];
    expect(serverProblems(refusal({ detail: [], problems }), {}, {})).toEqual([
      { pointer: '/a', key: 'errors.validation.other', text: 'Too many rows.' },
      { pointer: '/b', key: 'errors.validation.other', text: 'Too long.' },
      { pointer: '/c', key: 'errors.validation.text_length', parameters: { max: 9 } },
    ]);
  });
  it('reads the rule of a model, with an attribute for a pointer', () => {
    const failure = refusal({
      detail: 'date_of_birth',
      message: ['errors.models.child.date_of_birth'],
    });
    expect(serverProblems(failure, {}, {})).toEqual([
      { pointer: '/date_of_birth', key: 'errors.models.child.date_of_birth' },
    ]);
  });
  it('reads the rule of a model in a sentence where the server has one', () => {
    const code = 'errors.models.child.identified_by_unique';
    const at = (pointer: string) => ({
      detail: pointer,
      message: [code],
      problems: [{ pointer, code, message: 'Another case is theirs.' }],
    });
    expect(serverProblems(refusal(at('identified_by'), at('base'), at('')), {}, {})).toEqual([
      {
        pointer: '/identified_by',
        key: 'errors.validation.other',
        text: 'Another case is theirs.',
      },
    ]);
  });
  it('gives an unknown sentence a general one', () => {
    expect(serverProblems(refusal({ detail: ['/x'], message: 'Odd' }), {}, {})).toEqual([
      { pointer: '/x', key: 'errors.validation.other' },
    ]);
  });
  it('finds the entry on screen that stood elsewhere in what was sent', () => {
    const sent = { rows: [{ unique_id: 'b', k: 1 }] };
    const values = { rows: [{ unique_id: 'a' }, { unique_id: 'b', k: 1 }] };
    const failure = refusal({ detail: ['/rows/0/k'], message: 'Invalid Record JSON' });
    expect(serverProblems(failure, sent, values)).toMatchObject([{ pointer: '/rows/1/k' }]);
  });
  it('names a field once, and nothing for a problem of the whole record', () => {
    const failure = refusal({ detail: ['/s', '/s'] }, { detail: 'base', message: ['x'] });
    expect(serverProblems(failure, {}, {})).toHaveLength(1);
  });
});
