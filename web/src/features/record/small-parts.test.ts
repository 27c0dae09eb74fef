import { describe, expect, it } from 'vitest';
import { createAttemptKeys } from './attempt-keys';
import { displayId, pathTo, recordTypeOf } from '../../shared/records/record-type';
import { revisionOf } from './record.wire';

describe('idempotency keys', () => {
  it('stay with the same content and change with it', () => {
    const keys = createAttemptKeys();
    const first = keys.of({ id: '1', data: { a: 1 } });
    expect(keys.of({ id: '1', data: { a: 1 } })).toBe(first);
    expect(keys.of({ id: '1', data: { a: 2 } })).not.toBe(first);
    expect(createAttemptKeys().of({ id: '1', data: { a: 1 } })).not.toBe(first);
  });
});

describe('addresses', () => {
  it('name the record type', () => {
    expect(
      ['/cases/1', '/v2/families/1/edit', '/tracing_requests/x/new', '/elsewhere'].map(
        recordTypeOf,
      ),
    ).toEqual(['cases', 'families', 'tracing_requests', 'cases']);
    expect(pathTo('cases', '1', 'edit')).toBe('/cases/1/edit');
  });
});

describe('the number of a record', () => {
  it('is the one people write on paper', () => {
    expect(displayId('cases', { id: 'x', case_id_display: 'SEL-1', short_id: '1' })).toBe('SEL-1');
    expect(displayId('incidents', { id: 'x', short_id: 'abc' })).toBe('abc');
    expect(displayId('cases', { id: '0000-1234567' })).toBe('1234567');
  });
});

describe('the version of a record', () => {
  it('stands behind the id in the entity tag', () => {
    expect(['"1-2-3:17"', 'W/"abc"', undefined].map(revisionOf)).toEqual([
      17,
      undefined,
      undefined,
    ]);
  });
});
