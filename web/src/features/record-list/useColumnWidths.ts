import { useState } from 'react';
import { styleOfWidth, type ColumnWidths } from './column-widths';

interface Kept {
  widths: Readonly<Record<string, number>>;
  setWidth: (field: string, wide: number | undefined) => void;
}

/** The kept widths, with the one that is being changed over them. */
export function useColumnWidths({ widths, setWidth }: Kept): ColumnWidths {
  const [moving, setMoving] = useState<{ field: string; wide: number }>();
  const of = (field: string) => (moving?.field === field ? moving.wide : widths[field]);
  return {
    of,
    styleOf: (field) => styleOfWidth(of(field)),
    show: (field, wide) => setMoving({ field, wide }),
    keep: (field, wide) => {
      setMoving(undefined);
      setWidth(field, wide);
    },
  };
}
