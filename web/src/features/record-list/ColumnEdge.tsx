import { useLingui } from '@lingui/react/macro';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { directionOf } from '../../shared/i18n/direction';
import type { Column } from './columns';
import type { ColumnWidths } from './column-widths';
import { possibleWidth, width } from './list-setting';

interface ColumnEdgeProps {
  column: Column;
  widths: ColumnWidths;
}

/**
 * The edge of a column, which makes it wider or narrower: dragged, or by the arrows once it has the
 * focus. Pressed twice, or by Delete, the column is as wide again as it needs.
 */
export function ColumnEdge({ column: { field, title }, widths }: ColumnEdgeProps) {
  const { t } = useLingui();
  const forward = directionOf(useLanguage()) === 'rtl' ? -1 : 1;
  const start = useRef<{ x: number; wide: number }>(undefined);
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    event.currentTarget.focus({ preventScroll: true });
    start.current = { x: event.clientX, wide: wideNow(event.currentTarget) };
  };
  const wideAt = ({ clientX }: PointerEvent) => {
    const from = start.current;
    return from && possibleWidth(from.wide + (clientX - from.x) * forward);
  };
  const onPointerMove = (event: PointerEvent) => {
    const wide = wideAt(event);
    if (wide !== undefined) widths.show(field, wide);
  };
  const onPointerUp = (event: PointerEvent) => {
    const wide = wideAt(event);
    const hasMoved = start.current !== undefined && event.clientX !== start.current.x;
    start.current = undefined;
    if (wide !== undefined && hasMoved) widths.keep(field, wide);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const wide = wideAfter(event, forward);
    if (wide === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    widths.keep(field, wide === 'usual' ? undefined : wide);
  };
  return (
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={t({ id: 'columns.width', message: `Width: ${title}` })}
      aria-valuemin={width.min}
      aria-valuemax={width.max}
      aria-valuenow={widths.of(field) ?? width.min}
      aria-valuetext={
        widths.of(field) === undefined
          ? t({ id: 'columns.usual_widths', message: 'Usual widths' })
          : undefined
      }
      tabIndex={0}
      className="column-edge"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onDoubleClick={() => widths.keep(field, undefined)}
      onKeyDown={onKeyDown}
    />
  );
}

function wideNow(edge: HTMLElement): number {
  return edge.closest('th')?.getBoundingClientRect().width ?? width.min;
}

/** The width after a key, or undefined for one that says nothing here. */
function wideAfter(
  { key, currentTarget }: KeyboardEvent<HTMLElement>,
  forward: number,
): number | 'usual' | undefined {
  const now = wideNow(currentTarget);
  switch (key) {
    case 'ArrowRight':
      return possibleWidth(now + width.step * forward);
    case 'ArrowLeft':
      return possibleWidth(now - width.step * forward);
    case 'Home':
      return width.min;
    case 'End':
      return width.max;
    case 'Delete':
    case 'Backspace':
      return 'usual';
    default:
      return undefined;
  }
}
