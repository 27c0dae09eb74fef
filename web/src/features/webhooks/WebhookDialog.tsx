import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Refusal } from '../../shared/ui/Refusal';
import { Skeleton } from '../../shared/ui/Skeleton';
import { NoticeKind, notify } from '../../shared/ui/snackbar-store';
import { fieldProblems } from '../../shared/wire/field-problems';
import { bodyOf, formOf, type WebhookForm } from './webhook-form';
import { field_names, WebhookFields } from './WebhookFields';
import { fetchWebhook, saveWebhook, webhooksKey } from './webhooks.wire';

interface WebhookDialogProps {
  /** Undefined for a new one. */
  id?: string;
  onClose: () => void;
}

/** Makes or changes a receiver, upon what is stored now. */
export default function WebhookDialog({ id, onClose }: WebhookDialogProps) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const found = useStored(id);
  const before = found.data?.webhook;
  const isReady = id === undefined || (before !== undefined && !found.isFetching);
  const [changes, setChanges] = useState<Partial<WebhookForm>>({});
  const form = { ...formOf(before), ...changes };
  const saving = useMutation({
    mutationFn: () => saveWebhook(id, bodyOf(form, before), found.data?.tag),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [webhooksKey, 'list'] });
      const text = t({ id: 'webhooks.saved', message: 'The receiver is saved.' });
      notify({ key: 'webhooks.saved', kind: NoticeKind.success, text });
      onClose();
    },
  });
  const problems = fieldProblems(saving.error, field_names);
  const isMarked = Object.keys(problems).length > 0;
  return (
    <Dialog
      isOpen
      shape="form"
      title={
        id === undefined ? (
          <Trans id="webhooks.new">New receiver</Trans>
        ) : (
          <Trans id="webhooks.form.edit">Change the receiver</Trans>
        )
      }
      onClose={onClose}
      isDismissable={Object.keys(changes).length === 0}
      actions={
        <>
          <Button onPress={onClose} isDisabled={saving.isPending}>
            <Trans id="form.confirm.cancel">Cancel</Trans>
          </Button>
          <Button
            kind="primary"
            onPress={() => saving.mutate()}
            isPending={saving.isPending}
            isDisabled={!isReady}
          >
            <Trans id="webhooks.form.save">Save</Trans>
          </Button>
        </>
      }
    >
      {isReady ? (
        <WebhookFields
          form={form}
          before={before}
          problems={problems}
          onChange={(more) => setChanges({ ...changes, ...more })}
        />
      ) : found.isError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <Skeleton lines={6} />
      )}
      {saving.error ? <Refused error={saving.error} isMarked={isMarked} /> : null}
    </Dialog>
  );
}

/** What is stored, read once: what is typed is laid upon that. */
function useStored(id: string | undefined) {
  return useQuery({
    queryKey: [webhooksKey, 'one', id ?? ''],
    queryFn: ({ signal }) => fetchWebhook(id ?? '', signal),
    enabled: id !== undefined,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

interface RefusedProps {
  error: unknown;
  /** Whether what is wrong stands at its fields, which may be out of sight. */
  isMarked: boolean;
}

function Refused({ error, isMarked }: RefusedProps) {
  if (!isMarked) return <Refusal error={error} />;
  return (
    <p role="alert" className="field-error">
      <Trans id="webhooks.form.refused">
        Nothing is saved yet. What needs another look is marked above.
      </Trans>
    </p>
  );
}
