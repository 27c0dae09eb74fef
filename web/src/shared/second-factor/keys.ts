import type { PasskeyAnswer, PasskeyWish } from '../session/second-factor';
import { noteKey } from './known-key';

/** How long a person may look for their key. */
const patience_ms = 120_000;

/** Whether this browser speaks with passkeys and security keys. */
export function hasKeys(): boolean {
  return typeof PublicKeyCredential === 'function';
}

/** The person gave up, or no key of theirs was there. */
export class NoKey extends Error {}

interface AskOptions {
  /** It signs in without a password, so it must verify the person. */
  readonly alone: boolean;
  /** It is only offered beside what the browser fills in, until this aborts. */
  readonly offered?: AbortSignal | undefined;
}

/** Asks a key for a proof. Throws `NoKey`. */
export async function askKey(
  wish: PasskeyWish,
  { alone, offered }: AskOptions,
): Promise<PasskeyAnswer> {
  const found = await navigator.credentials
    .get({
      ...(offered === undefined ? {} : { mediation: 'conditional', signal: offered }),
      publicKey: {
        challenge: bytesOf(wish.challenge),
        rpId: wish.rp_id,
        timeout: patience_ms,
        userVerification: alone ? 'required' : 'preferred',
        allowCredentials: wish.credentials.map(asDescriptor),
      },
    })
    .catch((cause: unknown) => {
      throw new NoKey('keys.none', { cause });
    });
  if (!(found instanceof PublicKeyCredential)) throw new NoKey('keys.none');
  const { response } = found;
  if (!(response instanceof AuthenticatorAssertionResponse)) throw new NoKey('keys.other');
  noteKey();
  return {
    id: textOf(found.rawId),
    client_data: textOf(response.clientDataJSON),
    authenticator_data: textOf(response.authenticatorData),
    signature: textOf(response.signature),
    user_handle: response.userHandle === null ? null : textOf(response.userHandle),
  };
}

export interface NewKeyWish {
  challenge: string;
  rp_id: string;
  user_handle: string;
  user_name: string;
  known: readonly string[];
}

/** Makes a key for the person who is signed in. Throws `NoKey`. */
export async function makeKey(
  wish: NewKeyWish,
  app: string,
): Promise<{ client_data: string; authenticator_data: string }> {
  const made = await navigator.credentials
    .create({
      publicKey: {
        challenge: bytesOf(wish.challenge),
        rp: { id: wish.rp_id, name: app },
        user: {
          id: bytesOf(wish.user_handle),
          name: wish.user_name,
          displayName: wish.user_name,
        },
        // ES256, EdDSA, RS256: what the server checks.
        pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })),
        timeout: patience_ms,
        attestation: 'none',
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
        excludeCredentials: wish.known.map(asDescriptor),
      },
    })
    .catch((cause: unknown) => {
      throw new NoKey('keys.none', { cause });
    });
  if (!(made instanceof PublicKeyCredential)) throw new NoKey('keys.none');
  const { response } = made;
  if (!(response instanceof AuthenticatorAttestationResponse)) throw new NoKey('keys.other');
  noteKey();
  return {
    client_data: textOf(response.clientDataJSON),
    authenticator_data: textOf(response.getAuthenticatorData()),
  };
}

function asDescriptor(id: string): PublicKeyCredentialDescriptor {
  return { type: 'public-key', id: bytesOf(id) };
}

/** Bytes of base64url. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/** Bytes as base64url without padding. */
export function textOf(bytes: ArrayBuffer): string {
  const plain = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  return plain.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
