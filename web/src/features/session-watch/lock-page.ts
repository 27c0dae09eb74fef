/** Elements outside of React Aria's windows that stay usable: it hides all others itself. */
const topLayer = 'data-react-aria-top-layer';

/** Keys of the locked page: its own short-cuts must not act behind the lock. */
const kept = ['keydown', 'keyup', 'keypress', 'beforeinput', 'paste'] as const;

/** Where the lock screen stands, and what the page was before. */
export interface Lock {
  readonly place: HTMLElement;
  readonly titleBefore: string;
  readonly focusBefore: Element | null;
}

/** Makes a place for the lock screen. */
export function beginLock(): Lock {
  const place = document.createElement('div');
  place.className = 'lock-place';
  place.setAttribute(topLayer, 'true');
  document.body.append(place);
  return { place, titleBefore: document.title, focusBefore: document.activeElement };
}

/** Whoever has touched an empty spot of the lock screen comes back to its password by Tab. */
function leadsBack(event: Event): boolean {
  const isTab = event instanceof KeyboardEvent && event.key === 'Tab';
  return isTab && event.target === document.body;
}

/**
 * Hides everything but the lock screen from sight, from searching and from screen readers; what is
 * typed stays where it is. The returned function shows it again.
 */
export function hidePage({ place, titleBefore, focusBefore }: Lock): () => void {
  if (!place.isConnected) document.body.append(place);
  document.documentElement.setAttribute('data-locked', '');
  const stop = (event: Event) => {
    if (event.target instanceof Node && place.contains(event.target)) return;
    event.stopImmediatePropagation();
    if (!leadsBack(event)) event.preventDefault();
  };
  kept.forEach((kind) => window.addEventListener(kind, stop, { capture: true }));
  return () => {
    kept.forEach((kind) => window.removeEventListener(kind, stop, { capture: true }));
    document.documentElement.removeAttribute('data-locked');
    document.title = titleBefore;
    place.remove();
    if (focusBefore instanceof HTMLElement) focusBefore.focus();
  };
}
