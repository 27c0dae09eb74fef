import { sessionState, subscribeToSession } from '../../../../shared/session/session';
import type { HandOver } from '../../casework/hand-over';
import type { HandOverWish } from '../../casework/hand-over-wish';

/** What somebody filled in and took back, or what was refused: the dialog begins with it again. */
const kept = new Map<string, HandOverWish>();

const keyOf = (way: HandOver, recordId: string) => `${way}/${recordId}`;

export function keepWish(way: HandOver, recordId: string, wish: HandOverWish): void {
  kept.set(keyOf(way, recordId), wish);
}

export function keptWish(way: HandOver, recordId: string): HandOverWish | undefined {
  return kept.get(keyOf(way, recordId));
}

export function forgetWish(way: HandOver, recordId: string): void {
  kept.delete(keyOf(way, recordId));
}

// It is about a child: it goes with whoever wrote it.
subscribeToSession(() => {
  if (sessionState().phase === 'signed-out') kept.clear();
});
