import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newId } from '../../shared/forms/new-id';
import { merge, type MergeOrder, rereadCases } from '../../shared/merge/merge.wire';
import { ServerReasons } from '../../shared/merge/ServerReasons';
import { useFieldNames } from '../../shared/merge/useFieldNames';
import { pathTo } from '../../shared/records/record-type';
import { useReturn } from '../../shared/session/useReturn';
import { Button } from '../../shared/ui/Button';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { NoticeKind, notify } from '../../shared/ui/snackbar-store';
import { FailureKind, isFailure } from '../../shared/wire/failure';

interface ConfirmMergeProps {
  order: MergeOrder;
  onClose: () => void;
  onReload: () => void;
}

/** Says once more what will happen, merges, and goes to the case that stays. */
export function ConfirmMerge({ order, onClose, onReload }: ConfirmMergeProps) {
  const { seen } = order;
  const survivor = seen.this.case_id_display ?? seen.this.id;
  const duplicate = seen.other.case_id_display ?? seen.other.id;
  const merging = useMerge(order);
  useReturn(isFailure(merging.error, FailureKind.unauthenticated), () => merging.mutate());
  const fieldName = useFieldNames();
  const placeText = (place: string) => {
    const [, name = ''] = /^\/data\/choices\/([^/]+)/.exec(place) ?? [];
    return name === '' ? '' : fieldName(name);
  };
  return (
    <ConfirmDialog
      title={<Trans id="merge.confirm.title">Merge these two cases?</Trans>}
      confirm={<Trans id="merge.action">Merge the cases</Trans>}
      onConfirm={() => merging.mutate()}
      onClose={onClose}
      isPending={merging.isPending}
    >
      <p>
        <Trans id="merge.confirm.explain" comment="Both are numbers of cases.">
          <bdi>{duplicate}</bdi> becomes a duplicate of <bdi>{survivor}</bdi>. Nothing is deleted,
          and you can undo it while nobody changed the same answers.
        </Trans>
      </p>
      {merging.isError ? (
        <div role="alert" className="merge-problem stack">
          <ServerReasons error={merging.error} placeText={placeText} />
          {isFailure(merging.error, FailureKind.conflict, FailureKind.stale) ? (
            <div>
              <Button
                onPress={() => {
                  onClose();
                  onReload();
                }}
              >
                <Trans id="merge.reload">Compare again</Trans>
              </Button>
            </div>
          ) : null}
        </div>
      ) : null}
    </ConfirmDialog>
  );
}

function useMerge(order: MergeOrder) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const navigate = useNavigate();
  // A lost answer is asked for again under the same key.
  const [key] = useState(newId);
  return useMutation({
    mutationFn: () => merge(order, key),
    onSuccess: async () => {
      // What was chosen is done: nobody is asked whether to leave.
      await navigate({ to: pathTo('cases', order.seen.this.id), ignoreBlocker: true });
      void rereadCases(queries);
      const text = t({ id: 'merge.done', message: 'The cases are merged.' });
      notify({ key: 'merge', kind: NoticeKind.success, text });
    },
  });
}
