import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { NoticeKind, notify } from '../../shared/ui/snackbar-store';
import {
  configurationQuery,
  matchingKey,
  preview,
  save,
  type Configuration,
  type Loaded,
  type Patch,
  type Rehearsal,
} from './configuration.wire';

export interface Saving {
  readonly preview: Rehearsal | undefined;
  readonly previewError: Error | null;
  readonly saveError: Error | null;
  readonly isPreviewing: boolean;
  readonly isSaving: boolean;
  readonly startPreview: () => void;
  readonly save: (note: string) => void;
  readonly forget: () => void;
}

interface SavingSpec {
  readonly loaded: Loaded;
  readonly draft: Configuration;
  /** How the draft differs from what was loaded. */
  readonly patch: Patch;
  /** Told what came into force, and the draft as it was sent. */
  readonly onSaved: (saved: Loaded, sent: Configuration) => void;
}

/** Tries changes out, and puts them in force. */
export function useSaving({ loaded, draft, patch, onSaved }: SavingSpec): Saving {
  const { t } = useLingui();
  const queries = useQueryClient();
  const trying = useMutation({ mutationFn: () => preview({ configuration: patch }) });
  const keeping = useMutation({
    mutationFn: ({ note }: { note: string; sent: Configuration }) => save(patch, note, loaded.tag),
    onSuccess: (saved, { sent }) => {
      const text = t({ id: 'matching.save.done', message: 'The configuration is in force.' });
      notify({ key: 'matching.saved', kind: NoticeKind.success, text });
      queries.setQueryData(configurationQuery.queryKey, saved);
      void queries.invalidateQueries({ queryKey: [matchingKey] });
      onSaved(saved, sent);
    },
  });
  return {
    preview: trying.data,
    previewError: trying.error,
    saveError: keeping.error,
    isPreviewing: trying.isPending,
    isSaving: keeping.isPending,
    startPreview: () => trying.mutate(),
    save: (note) => keeping.mutate({ note, sent: draft }),
    forget: () => {
      trying.reset();
      // A save that is under way is still told of.
      if (!keeping.isPending) keeping.reset();
    },
  };
}
