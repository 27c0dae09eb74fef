import { newId } from '../new-id';
import type { FileBox } from './form-view';

/** Files in memory while a form is open; `empty` gives their memory back. */
export function createFileBox(): FileBox & { readonly empty: () => void } {
  const files = new Map<string, { readonly file: Blob; readonly url: string }>();
  const drop = (key: string) => {
    const kept = files.get(key);
    if (kept !== undefined) URL.revokeObjectURL(kept.url);
    files.delete(key);
  };
  return {
    put: (file) => {
      const key = newId();
      files.set(key, { file, url: URL.createObjectURL(file) });
      return key;
    },
    get: (key) => files.get(key)?.file,
    url: (key) => files.get(key)?.url,
    drop,
    empty: () => [...files.keys()].forEach(drop),
  };
}
