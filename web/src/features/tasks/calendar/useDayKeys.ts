import { type KeyboardEvent, useEffect, useRef } from 'react';
import { addDays } from '../../../shared/text/days';
import type { CalendarPage, Span } from './useCalendarPage';

interface Where {
  page: CalendarPage;
  day: string;
  span: Span;
  onChange: (next: { day: string; span: Span }) => void;
}

/** Where a key leads from a day; undefined for keys that lead nowhere. */
function dayAfter(key: string, from: string, isRtl: boolean, page: CalendarPage) {
  const ahead = isRtl ? -1 : 1;
  const week = page.weeks.find((days) => days.includes(from));
  switch (key) {
    case 'ArrowRight':
      return addDays(from, ahead);
    case 'ArrowLeft':
      return addDays(from, -ahead);
    case 'ArrowDown':
      return addDays(from, 7);
    case 'ArrowUp':
      return addDays(from, -7);
    case 'Home':
      return week?.[0];
    case 'End':
      return week?.at(-1);
    case 'PageUp':
      return page.before;
    case 'PageDown':
      return page.after;
    default:
      return undefined;
  }
}

/** Moves the focus from day to day, and turns the page where the next one lies beyond. */
export function useDayKeys({ page, day, span, onChange }: Where) {
  const table = useRef<HTMLTableElement>(null);
  const isMoving = useRef(false);
  useEffect(() => {
    if (!isMoving.current) return;
    isMoving.current = false;
    buttonOf(table.current, day)?.focus();
  }, [day]);
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    const button = event.target instanceof HTMLElement ? event.target : undefined;
    const from = button?.dataset['day'];
    if (from === undefined) return;
    const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl';
    const next = dayAfter(event.key, from, isRtl, page);
    if (next === undefined) return;
    event.preventDefault();
    isMoving.current = true;
    onChange({ day: next, span });
  };
  return { table, onKeyDown };
}

function buttonOf(table: HTMLElement | null, day: string): HTMLElement | null | undefined {
  return table?.querySelector<HTMLElement>(`[data-day="${day}"]`);
}
