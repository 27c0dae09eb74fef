import { afterEach, describe, expect, it } from 'vitest';
import { forgetHandover, leaveHandover, readHandover } from './handover';

describe('what a new record begins with', () => {
  afterEach(forgetHandover);

  it('is left without what the other record protects', () => {
    leaveHandover({ name_last: '*******', language: ['*******'], sex: 'female', nationality: [] });
    expect(readHandover()).toEqual({ sex: 'female', nationality: [] });
  });

  it('is forgotten at the end', () => {
    leaveHandover({ sex: 'male' });
    forgetHandover();
    expect(readHandover()).toEqual({});
  });
});
