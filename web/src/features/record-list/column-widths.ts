import type { CSSProperties } from 'react';

/** How wide the columns of a table are, and how that is changed. */
export interface ColumnWidths {
  /** Undefined: as wide as it needs. */
  of: (field: string) => number | undefined;
  styleOf: (field: string) => CSSProperties | undefined;
  /** While an edge is being moved: in sight, not kept. */
  show: (field: string, wide: number) => void;
  keep: (field: string, wide: number | undefined) => void;
}

/** All three, or a table makes of them what it likes. */
export function styleOfWidth(wide: number | undefined): CSSProperties | undefined {
  if (wide === undefined) return undefined;
  return { inlineSize: wide, minInlineSize: wide, maxInlineSize: wide };
}
