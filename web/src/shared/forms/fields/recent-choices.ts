import { sessionState, subscribeToSession } from '../../session/session';

/** More than these are no quicker to read than to type. */
const shown_most = 5;

/**
 * What was chosen last in each list. In memory only, and not beyond the person who chose: places
 * of children are nothing to leave on a shared phone.
 */
const recent = new Map<string, readonly string[]>();

subscribeToSession(() => {
  if (sessionState().phase === 'signed-out') recent.clear();
});

/** The options of a list that were chosen last, the latest first. */
export function recentChoices(list: string): readonly string[] {
  return recent.get(list) ?? [];
}

export function rememberChoice(list: string, id: string): void {
  const others = recentChoices(list).filter((one) => one !== id);
  recent.set(list, [id, ...others].slice(0, shown_most));
}
