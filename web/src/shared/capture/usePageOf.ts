import { useEffect, useState } from 'react';
import { callForFile } from '../wire/client';

/** A page as it is on its way, has come, or cannot be shown. */
export interface PageState {
  /** What an image can show; undefined until it has come. */
  readonly picture?: string;
  /** How many pages there are; 0 until that is known. */
  readonly pages: number;
  readonly failure?: unknown;
}

const api = '/api/v2';

/** Fetches a page of a document; the picture is given back when another is wanted. */
export function usePageOf(url: string, number: number): PageState {
  const [state, setState] = useState<PageState & { of?: number }>({ pages: 0 });
  useEffect(() => {
    const asked = new AbortController();
    let picture: string | undefined;
    const path = url.startsWith(api) ? url.slice(api.length) : url;
    callForFile(path, { query: { page: number }, signal: asked.signal }).then(
      ({ blob, headers }) => {
        if (asked.signal.aborted) return;
        picture = URL.createObjectURL(blob);
        setState({ of: number, picture, pages: Number(headers.get('page-count') ?? 0) });
      },
      (failure: unknown) => {
        if (!asked.signal.aborted) setState(({ pages }) => ({ of: number, pages, failure }));
      },
    );
    return () => {
      asked.abort();
      if (picture !== undefined) URL.revokeObjectURL(picture);
    };
  }, [url, number]);
  // What was shown before is gone while the next one is on its way.
  return state.of === number ? state : { pages: state.pages };
}
