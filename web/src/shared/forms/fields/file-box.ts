import { newId } from '../new-id';
import type { FileBox } from './form-view';

/** The files with what their owner may do. */
export interface OwnedFileBox extends FileBox {
  readonly all: () => readonly (readonly [string, Blob])[];
  /** Under the key it had before. */
  readonly putBack: (key: string, file: Blob) => void;
  readonly empty: () => void;
}

/** Files in memory while a form is open; `empty` gives their memory back. */
export function createFileBox(): OwnedFileBox {
  const files = new Map<string, { readonly file: Blob; readonly url: string }>();
  const drop = (key: string) => {
    const kept = files.get(key);
    if (kept !== undefined) URL.revokeObjectURL(kept.url);
    files.delete(key);
  };
  const putBack = (key: string, file: Blob) => {
    files.set(key, { file, url: URL.createObjectURL(file) });
  };
  return {
    put: (file) => {
      const key = newId();
      putBack(key, file);
      return key;
    },
    putBack,
    all: () => [...files].map(([key, { file }]) => [key, file] as const),
    get: (key) => files.get(key)?.file,
    url: (key) => files.get(key)?.url,
    drop,
    empty: () => [...files.keys()].forEach(drop),
  };
}
