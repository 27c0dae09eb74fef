import { describe, expect, it } from 'vitest';
import { testField, testForm } from '../../../../shared/forms/testing';
import { entryBefore } from './entry-before';

const visits = testField({
  name: 'visits',
  type: 'subform',
  fields: [{ name: 'note', type: 'text_field' }],
});
const list = {
  ...testField({ name: 'plans', type: 'subform' }),
  subform: testForm('plan', [testField({ name: 'aim', type: 'text_field' }), visits]),
};
const now = { unique_id: 'p', aim: 'b', visits: [{ unique_id: 'v2', note: 'new' }] };
const before = { unique_id: 'p', aim: 'b', visits: [{ unique_id: 'v1', note: 'old' }] };
const change = { kind: 'changed', field: list, entry: now, before, changes: [] } as const;

describe('an earlier entry', () => {
  it('has the lists inside it as they were', () => {
    expect(entryBefore(change, [now])).toEqual({
      plans: [
        {
          unique_id: 'p',
          visits: [
            { unique_id: 'v1', note: 'old' },
            { unique_id: 'v2', _destroy: true },
          ],
        },
      ],
    });
  });

  it('comes whole when it is not there any more', () => {
    expect(entryBefore(change, [])).toEqual({ plans: [before] });
  });

  it('is not offered where entries may only be added', () => {
    const field = { ...list, subform: { ...list.subform, appendOnly: true } };
    expect(entryBefore({ ...change, field }, [now])).toBeUndefined();
    expect(entryBefore({ ...change, field }, [])).toBeDefined();
  });
});
