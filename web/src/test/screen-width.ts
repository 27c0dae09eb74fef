import { vi } from 'vitest';

/** Answers media queries of the layout as a screen of this width would, for one test. */
export function screenWidth(width: number): void {
  vi.stubGlobal('matchMedia', (query: string) => {
    const most = /max-width:\s*(\d+)px/.exec(query)?.[1];
    return {
      matches: most !== undefined && width <= Number(most),
      media: query,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    };
  });
}
