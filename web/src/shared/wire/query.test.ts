import { describe, expect, it } from 'vitest';
import { queryString } from './query';

const decoded = (query: Parameters<typeof queryString>[0]) =>
  decodeURIComponent(queryString(query));

describe('the query of a call', () => {
  it('is empty when there is nothing to send', () => {
    expect(queryString()).toBe('');
    expect(queryString({ a: undefined, b: [] })).toBe('');
  });

  it('writes arrays in index form', () => {
    expect(decoded({ status: ['open', 'closed'], per: 20, extended: true })).toBe(
      '?status[0]=open&status[1]=closed&per=20&extended=true',
    );
  });

  it('escapes what people type', () => {
    expect(queryString({ query: 'a&b=ü' })).toBe('?query=a%26b%3D%C3%BC');
  });
});
