import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { NoticeKind, notify } from '../../shared/ui/snackbar-store';
import {
  configurationQuery,
  matchingKey,
  preview,
  save,
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

/** Tries changes out, and puts them in force. */
export function useSaving(loaded: Loaded, patch: Patch, onSaved: () => void): Saving {
  const { t } = useLingui();
  const queries = useQueryClient();
  const trying = useMutation({ mutationFn: () => preview({ configuration: patch }) });
  const keeping = useMutation({
    mutationFn: (note: string) => save(patch, note, loaded.tag),
    onSuccess: (saved) => {
      const text = t({ id: 'matching.save.done', message: 'The configuration is in force.' });
      notify({ key: 'matching.saved', kind: NoticeKind.success, text });
      queries.setQueryData(configurationQuery.queryKey, saved);
      void queries.invalidateQueries({ queryKey: [matchingKey] });
      onSaved();
    },
  });
  return {
    preview: trying.data,
    previewError: trying.error,
    saveError: keeping.error,
    isPreviewing: trying.isPending,
    isSaving: keeping.isPending,
    startPreview: () => trying.mutate(),
    save: (note) => keeping.mutate(note),
    forget: () => {
      trying.reset();
      keeping.reset();
    },
  };
}
