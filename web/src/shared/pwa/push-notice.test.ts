import { describe, expect, it } from 'vitest';
import { pathOf, pushNotice, tagOf } from './push-notice';

const referral = {
  title: 'Amparo',
  body: 'You have 1 new referral',
  link: 'amparo.example/v2/cases/x',
};

describe('a notice on the device', () => {
  it('says what the server says and leads to the record', () => {
    const { title, options } = pushNotice(referral, []);
    expect(title).toBe('Amparo');
    expect(options.body).toBe('You have 1 new referral');
    expect(options.renotify).toBe(false);
    expect(pathOf(options.data)).toBe('/v2/cases/x');
  });

  it('takes up those of the same words, and leads to all news', () => {
    const first = pushNotice(referral, []);
    const second = pushNotice({ ...referral, link: 'amparo.example/v2/cases/y' }, [
      first.options.data,
    ]);
    expect(second.options.tag).toBe(first.options.tag);
    expect(second.title).toBe('Amparo (2)');
    expect(pathOf(second.options.data)).toBe('/v2/notifications');
    const third = pushNotice(referral, [second.options.data]);
    expect(third.title).toBe('Amparo (3)');
    expect(third.options.renotify).toBe(true);
  });

  it('keeps other words apart', () => {
    expect(tagOf(referral)).not.toBe(tagOf({ ...referral, body: 'A case was assigned to you' }));
  });

  it('opens no page but one of the app, whatever was sent', () => {
    expect(pathOf('/v2/cases/x')).toBe('/v2/dashboards');
    expect(pathOf({ path: 'https://elsewhere.example' })).toBe('/v2/dashboards');
    expect(pathOf(null)).toBe('/v2/dashboards');
    expect(pushNotice({}, ['old']).title).toBe('• (2)');
  });
});
