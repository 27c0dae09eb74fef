import { open, seal, type Sealed } from './cipher';

/** Something in memory that is sealed while the app is locked. */
export interface Sealable {
  /** Everything it holds, as text; it is not cleared yet. */
  readonly take: () => Promise<string>;
  /** Only after the text was sealed: then nothing of it is lost. */
  readonly clear: () => void;
  /** Gives back what was taken. */
  readonly give: (text: string) => void;
}

const parts = new Map<string, Sealable>();
const sealed = new Map<string, Sealed>();

/** Makes something sealable for as long as it exists. Returns the clean-up. */
export function addSealable(name: string, part: Sealable): () => void {
  parts.set(name, part);
  return () => {
    parts.delete(name);
  };
}

export function isAnythingSealed(): boolean {
  return sealed.size > 0;
}

/** Seals all parts. One that cannot be taken or sealed stays as it is. */
export async function sealAll(key: CryptoKey): Promise<void> {
  for (const [name, part] of parts) {
    if (sealed.has(name)) continue;
    const text = await part.take().catch(() => undefined);
    if (text === undefined) continue;
    sealed.set(name, await seal(key, text));
    part.clear();
  }
}

/** Whether the key is the one under which this window was sealed. */
export async function opensSealed(key: CryptoKey): Promise<boolean> {
  const [one] = sealed.values();
  if (one === undefined) return true;
  return open(key, one).then(
    () => true,
    () => false,
  );
}

/** Gives everything back. */
export async function openAll(key: CryptoKey): Promise<void> {
  for (const [name, one] of sealed) {
    const text = await open(key, one);
    sealed.delete(name);
    parts.get(name)?.give(text);
  }
}

/** After many wrong guesses: what the server has is not kept here for more of them. */
export function forgetSealedPart(name: string): void {
  if (sealed.has(name)) sealed.delete(name);
}

/** Somebody else is here, or the person has left: what was sealed is never opened. */
export function forgetSealed(): void {
  sealed.clear();
}
