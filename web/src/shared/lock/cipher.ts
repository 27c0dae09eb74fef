/** So that each guess costs a guesser as long as it costs us once. */
const iterations = 600_000;
const saltBytes = 16;
const nonceBytes = 12;
const kind = { name: 'AES-GCM', length: 256 } as const;

/** Bytes that only the key opens. */
export interface Sealed {
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
}

/** A key that only a secret gives back. */
export interface Wrapped extends Sealed {
  readonly salt: Uint8Array<ArrayBuffer>;
}

const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));

/** The key of one window: everything that is sealed is sealed under it. */
export function newKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey(kind, true, ['encrypt', 'decrypt']);
}

export async function seal(key: CryptoKey, text: string): Promise<Sealed> {
  const nonce = random(nonceBytes);
  const clear = new TextEncoder().encode(text);
  return { nonce, bytes: await crypto.subtle.encrypt({ ...kind, iv: nonce }, key, clear) };
}

export async function open(key: CryptoKey, { nonce, bytes }: Sealed): Promise<string> {
  const clear = await crypto.subtle.decrypt({ ...kind, iv: nonce }, key, bytes);
  return new TextDecoder().decode(clear);
}

async function keyOf(secret: string, salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(secret.normalize('NFC'));
  const base = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveKey']);
  const way = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return crypto.subtle.deriveKey(way, base, kind, false, ['wrapKey', 'unwrapKey']);
}

/** Puts the key behind a secret. */
export async function wrap(key: CryptoKey, secret: string): Promise<Wrapped> {
  const salt = random(saltBytes);
  const nonce = random(nonceBytes);
  const by = await keyOf(secret, salt);
  const bytes = await crypto.subtle.wrapKey('raw', key, by, { ...kind, iv: nonce });
  return { salt, nonce, bytes };
}

/** The key, or undefined when the secret is another. */
export async function unwrap(wrapped: Wrapped, secret: string): Promise<CryptoKey | undefined> {
  const by = await keyOf(secret, wrapped.salt);
  const way = { ...kind, iv: wrapped.nonce };
  try {
    const uses: KeyUsage[] = ['encrypt', 'decrypt'];
    return await crypto.subtle.unwrapKey('raw', wrapped.bytes, by, way, kind, true, uses);
  } catch {
    return undefined;
  }
}
