import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  changeSearch,
  savedSearchesQuery,
  type SavedSearch,
  type SearchChange,
} from './saved-searches';

interface Draft {
  name: string;
  isPinned: boolean;
  groups: readonly string[];
}

/** What is said anew of a kept search; of somebody else's only whether it is pinned. */
function changeOf(search: SavedSearch, { name, isPinned, groups }: Draft): SearchChange {
  return {
    pinned: isPinned,
    ...(search.can_change ? { name: name.trim(), user_group_ids: groups } : {}),
  };
}

/** The answers of the dialog about one kept search, and sending them. */
export function useSearchChange(search: SavedSearch, onDone: () => void) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>({
    name: search.name ?? '',
    isPinned: search.pinned,
    groups: search.user_group_ids,
  });
  const [isMissing, setMissing] = useState(false);
  const changing = useMutation({
    mutationFn: (change: SearchChange) => changeSearch(search.id, change),
    onSuccess: async () => {
      await queries.invalidateQueries(savedSearchesQuery);
      onDone();
    },
  });
  const submit = () => {
    const lacksName = search.can_change && draft.name.trim() === '';
    setMissing(lacksName);
    if (!lacksName) changing.mutate(changeOf(search, draft));
  };
  return {
    draft,
    set: (part: Partial<Draft>) => setDraft({ ...draft, ...part }),
    isMissing,
    submit,
    withdraw: () => changing.mutate({ user_group_ids: [] }),
    changing,
  };
}
