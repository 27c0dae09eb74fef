import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newId } from '../forms/new-id';
import { useReturn } from '../session/useReturn';
import { ConfirmDialog } from '../ui/ConfirmDialog';
import { NoticeKind, notify } from '../ui/snackbar-store';
import { FailureKind, isFailure } from '../wire/failure';
import { rereadCases, undoMerge } from './merge.wire';
import { ServerReasons } from './ServerReasons';
import { useFieldNames } from './useFieldNames';

interface UndoMergeProps {
  survivor: string;
  other: string;
  onClose: () => void;
}

/** Asks once more, takes the merge back, and says what stands in the way when it cannot be. */
export function UndoMerge({ survivor, other, onClose }: UndoMergeProps) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const fieldName = useFieldNames();
  // A lost answer is asked for again under the same key.
  const [key] = useState(newId);
  const undoing = useMutation({
    mutationFn: () => undoMerge(survivor, other, key),
    onSuccess: async () => {
      await rereadCases(queries);
      const text = t({ id: 'merge.undo.done', message: 'The merge is undone.' });
      notify({ key: 'merge', kind: NoticeKind.success, text });
      onClose();
    },
  });
  useReturn(isFailure(undoing.error, FailureKind.unauthenticated), () => undoing.mutate());
  const placeText = (place: string) => {
    const [, side = '', name = ''] = /^\/(this|other)\/(.+)$/.exec(place) ?? [];
    if (name === '') return '';
    const field = fieldName(name);
    return side === 'this'
      ? t({ id: 'merge.place.survivor', message: `Surviving case, ${field}` })
      : t({ id: 'merge.place.other', message: `Other case, ${field}` });
  };
  return (
    <ConfirmDialog
      title={<Trans id="merge.undo.title">Undo the merge?</Trans>}
      confirm={<Trans id="merge.undo.action">Undo the merge</Trans>}
      onConfirm={() => undoing.mutate()}
      onClose={onClose}
      isPending={undoing.isPending}
    >
      <p>
        <Trans id="merge.undo.explain">
          Both cases become what they were before, and what moved goes back. What was written since
          stays; where undoing would write over it, nothing is undone.
        </Trans>
      </p>
      {undoing.isError ? (
        <div role="alert" className="merge-problem">
          <ServerReasons error={undoing.error} placeText={placeText} />
        </div>
      ) : null}
    </ConfirmDialog>
  );
}
