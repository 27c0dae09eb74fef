import { useLingui } from '@lingui/react/macro';
import { useMemo, useState } from 'react';
import type { Choice } from '../../ui/choice';
import { findable, found, recentFirst } from './find-choices';
import { recentChoices, rememberChoice } from './recent-choices';

/** What a list shows: what fits the typed words, and before anything is typed the latest first. */
export function useFoundChoices(choices: readonly Choice[], list: string | undefined) {
  const { t } = useLingui();
  const [recent, setRecent] = useState(() => last(list));
  const all = useMemo(() => findable(choices), [choices]);
  const note = t({ id: 'form.choice.recent', message: 'recent' });
  return {
    /** `undefined` while nothing is looked for. */
    fitting: (typed: string | undefined) =>
      typed === undefined || typed.trim() === ''
        ? recentFirst(choices, recent, note)
        : found(all, typed),
    remember: (id: string) => (list === undefined ? undefined : rememberChoice(list, id)),
    /** The order stays while the list is open. */
    refresh: () => setRecent(last(list)),
  };
}

function last(list: string | undefined): readonly string[] {
  return list === undefined ? [] : recentChoices(list);
}
