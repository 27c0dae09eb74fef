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
import { bodyOf, field_names, formOf, type ProviderForm, ProviderKind } from './provider-form';
import { ProviderCheck } from './ProviderCheck';
import { ProviderFields } from './ProviderFields';
import { fetchProvider, providersKey, saveProvider } from './providers.wire';

interface ProviderDialogProps {
  /** Undefined for a new one. */
  id?: number;
  onClose: () => void;
}

/** Makes or changes a provider, upon what is stored now. */
export default function ProviderDialog({ id, onClose }: ProviderDialogProps) {
  const found = useStored(id);
  const before = found.data?.provider;
  const isReady = id === undefined || (before !== undefined && !found.isFetching);
  const [changes, setChanges] = useState<Partial<ProviderForm>>({});
  const form = { ...formOf(before), ...changes };
  const body = bodyOf(form, before);
  const saving = useSaving(() => saveProvider(id, body, found.data?.tag), onClose);
  const problems = fieldProblems(saving.error, field_names);
  return (
    <Dialog
      isOpen
      shape="form"
      title={
        id === undefined ? (
          <Trans id="identity.new">New provider</Trans>
        ) : (
          <Trans id="identity.form.edit">Change the provider</Trans>
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
            <Trans id="identity.form.save">Save</Trans>
          </Button>
        </>
      }
    >
      {isReady ? (
        <ProviderFields
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
      {isReady && form.kind !== ProviderKind.local ? (
        <ProviderCheck body={id === undefined ? body : { ...body, id }} />
      ) : null}
      {saving.error ? (
        <Refused error={saving.error} isMarked={Object.keys(problems).length > 0} />
      ) : null}
    </Dialog>
  );
}

/** What is stored, read once: what is typed is laid upon that. */
function useStored(id: number | undefined) {
  return useQuery({
    queryKey: [providersKey, 'one', id ?? 0],
    queryFn: ({ signal }) => fetchProvider(id ?? 0, signal),
    enabled: id !== undefined,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

function useSaving(save: () => Promise<unknown>, onClose: () => void) {
  const { t } = useLingui();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: save,
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [providersKey, 'list'] });
      const text = t({ id: 'identity.saved', message: 'The provider is saved.' });
      notify({ key: 'identity.saved', kind: NoticeKind.success, text });
      onClose();
    },
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
      <Trans id="identity.form.refused">
        Nothing is saved yet. What needs another look is marked above.
      </Trans>
    </p>
  );
}
