import { afterEach, describe, expect, it, vi } from 'vitest';
import { open, seal } from './cipher';
import {
  dropKey,
  forgetKeys,
  forgetPin,
  hasPin,
  knownWays,
  openByPassword,
  openByPin,
  rememberPassword,
  setPin,
  windowKey,
} from './keys';

const password = 'correct horse battery';
const pin = '402957';

function key(): CryptoKey {
  const found = windowKey();
  if (found === undefined) throw new Error('no key');
  return found;
}

afterEach(forgetKeys);

describe('the key of a window', () => {
  it('comes back with the right password alone, and opens what was sealed', async () => {
    await rememberPassword(password);
    const sealed = await seal(key(), 'Amina, 7');
    expect(new TextDecoder().decode(sealed.bytes)).not.toContain('Amina');
    dropKey();
    expect(windowKey()).toBeUndefined();
    expect(await openByPassword('wrong')).toBe(false);
    expect(windowKey()).toBeUndefined();
    expect(await openByPassword(password)).toBe(true);
    expect(await open(key(), sealed)).toBe('Amina, 7');
  });

  it('is known to nobody before a password was typed', async () => {
    expect(await openByPassword(password)).toBeUndefined();
    expect(await setPin(pin, password)).toBe(false);
    expect(await openByPin(pin)).toBeUndefined();
  });

  it('stays the same under a new password', async () => {
    await rememberPassword(password);
    const sealed = await seal(key(), 'typed');
    await rememberPassword('another one entirely');
    dropKey();
    expect(await openByPassword(password)).toBe(false);
    expect(await openByPassword('another one entirely')).toBe(true);
    expect(await open(key(), sealed)).toBe('typed');
  });

  it('comes back with a password that was new when the window was locked', async () => {
    await rememberPassword(password);
    const sealed = await seal(key(), 'typed');
    const remembering = rememberPassword('another one entirely');
    dropKey();
    expect(await openByPassword('another one entirely')).toBe(true);
    expect(await open(key(), sealed)).toBe('typed');
    dropKey();
    await remembering;
    expect(windowKey()).toBeUndefined();
    expect(await openByPassword(password)).toBe(false);
  });

  it('leaves no way back for a password that came too late', async () => {
    await rememberPassword(password);
    const remembering = rememberPassword('another one entirely');
    forgetKeys();
    await remembering;
    expect(knownWays()).toBeUndefined();
    const first = rememberPassword(password);
    dropKey();
    await first;
    expect(knownWays()).toBeUndefined();
  });

  it('is one, however often it is remembered at once', async () => {
    await Promise.all([rememberPassword(password), rememberPassword(password)]);
    const sealed = await seal(key(), 'typed');
    dropKey();
    await openByPassword(password);
    expect(await open(key(), sealed)).toBe('typed');
  });

  it('leaves no secret in what is remembered, and nothing on the disk', async () => {
    const written = vi.spyOn(Storage.prototype, 'setItem');
    await rememberPassword(password);
    await setPin(pin, password);
    const text = JSON.stringify(knownWays(), (_name, value: unknown) =>
      value instanceof ArrayBuffer ? [...new Uint8Array(value)] : value,
    );
    expect(text).not.toContain('horse');
    expect(text).not.toContain(pin);
    expect(written).not.toHaveBeenCalled();
  });
});

describe('a PIN', () => {
  it('is set only by who knows the password', async () => {
    await rememberPassword(password);
    expect(await setPin(pin, 'wrong')).toBe(false);
    expect(hasPin()).toBe(false);
    expect(await setPin(pin, password)).toBe(true);
    expect(hasPin()).toBe(true);
  });

  it('gives back key and password, in digits of any script', async () => {
    await rememberPassword(password);
    await setPin(pin, password);
    dropKey();
    expect(await openByPin('٤٠٢٩٥٧')).toBe(password);
    expect(windowKey()).toBeDefined();
  });

  it('is gone after five wrong ones; the password still opens', async () => {
    await rememberPassword(password);
    await setPin(pin, password);
    dropKey();
    for (const wrong of ['918273', '918274', '918275', '918276', '918277']) {
      expect(hasPin()).toBe(true);
      expect(await openByPin(wrong)).toBeUndefined();
    }
    expect(hasPin()).toBe(false);
    expect(await openByPin(pin)).toBeUndefined();
    expect(await openByPassword(password)).toBe(true);
  });

  it('begins to count anew when it was right', async () => {
    await rememberPassword(password);
    await setPin(pin, password);
    dropKey();
    for (const wrong of ['918273', '918274', '918275', '918276']) await openByPin(wrong);
    expect(await openByPin(pin)).toBe(password);
    dropKey();
    await openByPin('918273');
    expect(hasPin()).toBe(true);
  });

  it('can be taken away', async () => {
    await rememberPassword(password);
    await setPin(pin, password);
    forgetPin();
    expect(hasPin()).toBe(false);
  });

  it('goes with a new password', async () => {
    await rememberPassword(password);
    await setPin(pin, password);
    await rememberPassword('another one entirely');
    expect(hasPin()).toBe(false);
  });
});
