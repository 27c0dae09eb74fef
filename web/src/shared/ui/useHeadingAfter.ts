import { useEffect } from 'react';

/**
 * When what is shown goes away together with the focus, as a button that deletes its own row,
 * the heading of the page takes the focus: else the keyboard would begin at the top again.
 */
export function useHeadingAfter(isShown: boolean): void {
  useEffect(() => (isShown ? takeLostFocus : undefined), [isShown]);
}

function takeLostFocus(): void {
  const isLost = document.activeElement === null || document.activeElement === document.body;
  if (isLost) document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
}
