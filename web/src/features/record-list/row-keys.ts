import type { KeyboardEvent } from 'react';

/** A row of the table, or a card on a phone. */
const row_of = 'tr, li';
const way_in = '.row-link';

/** How far an arrow goes; Home and End go to the ends. */
const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/**
 * Arrows lead from record to record, Space chooses the one that has the focus; Enter opens it, as
 * any link does. Keys inside other controls keep their meaning.
 */
export function onRowKeys(event: KeyboardEvent<HTMLElement>): void {
  const { key, target, currentTarget } = event;
  if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return;
  const isOnRow = target.matches(way_in);
  if (!isOnRow && target !== currentTarget) return;
  if (key === ' ' && isOnRow) {
    event.preventDefault();
    target.closest(row_of)?.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click();
    return;
  }
  const step = steps[key];
  if (step === undefined) return;
  event.preventDefault();
  const links = [...currentTarget.querySelectorAll<HTMLElement>(way_in)];
  const place = isOnRow ? links.indexOf(target) + step : step > 0 ? 0 : -1;
  links.at(Math.max(0, Math.min(links.length - 1, place)))?.focus();
}
