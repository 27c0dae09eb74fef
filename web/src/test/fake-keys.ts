import { vi } from 'vitest';

/** Bytes of ASCII. */
function bytes(text: string): ArrayBuffer {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0)).buffer;
}

class FakeAssertion {
  clientDataJSON = bytes('client');
  authenticatorData = bytes('data');
  signature = bytes('signature');
  userHandle: ArrayBuffer | null = bytes('7');
}

class FakeAttestation {
  clientDataJSON = bytes('client');
  getAuthenticatorData() {
    return bytes('data');
  }
}

class FakeCredential {
  rawId = bytes('id');
  readonly response: FakeAssertion | FakeAttestation;
  constructor(response: FakeAssertion | FakeAttestation) {
    this.response = response;
  }
}

/**
 * A browser with one key, or whose person gives up. `get` and `create` tell what was asked of it.
 * The browser of the tests has none of this.
 */
export function installFakeKeys({ answers }: { answers: boolean }) {
  vi.stubGlobal('PublicKeyCredential', FakeCredential);
  vi.stubGlobal('AuthenticatorAssertionResponse', FakeAssertion);
  vi.stubGlobal('AuthenticatorAttestationResponse', FakeAttestation);
  const answer = (response: FakeAssertion | FakeAttestation) =>
    answers ? Promise.resolve(new FakeCredential(response)) : Promise.reject(new Error('given up'));
  const get = vi.fn((asked: unknown) => (void asked, answer(new FakeAssertion())));
  const create = vi.fn((asked: unknown) => (void asked, answer(new FakeAttestation())));
  Object.defineProperty(navigator, 'credentials', {
    configurable: true,
    value: { get, create },
  });
  return { get, create };
}
