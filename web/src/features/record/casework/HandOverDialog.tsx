import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { singularOf } from '../../../shared/records/record-type';
import { useUser } from '../../../shared/session/useSession';
import { ComboBox } from '../../../shared/ui/ComboBox';
import { ErrorState } from '../../../shared/ui/ErrorState';
import { Skeleton } from '../../../shared/ui/Skeleton';
import { TextField } from '../../../shared/ui/TextField';
import { fetchRecipients } from './casework.wire';
import type { CaseworkProps } from './casework-props';
import { ConsentOverride } from './ConsentOverride';
import { hasConsent, type HandOver } from './hand-over';
import { noFilter, RecipientFilters, type RecipientFilter } from './RecipientFilters';
import { useCaseworkTexts } from './useCaseworkTexts';
import { useDeed } from './useDeed';
import { WorkDialog } from './WorkDialog';

const paths: Readonly<Record<HandOver, string>> = {
  refer: '/referrals',
  transfer: '/transfers',
  assign: '/assigns',
};

function useRecipients(props: CaseworkProps & { way: HandOver }, filter: RecipientFilter) {
  const { type, record, way } = props;
  const query = {
    record_type: singularOf(type),
    ...(record.module_id ? { record_module_id: record.module_id } : {}),
    ...(filter.service === null ? {} : { service: filter.service }),
    ...(filter.agency === null ? {} : { agency: filter.agency }),
  };
  return useQuery({
    queryKey: ['recipients', way, query],
    queryFn: ({ signal }) => fetchRecipients(way, query, signal),
    staleTime: 0,
  });
}

/** Gives the record to a colleague: for a service, for good, or as the one responsible. */
export function HandOverDialog(props: CaseworkProps & { way: HandOver }) {
  const { type, record, deployment, way, onClose } = props;
  const { t } = useLingui();
  const { names } = useCaseworkTexts();
  const user = useUser();
  const [isConsented] = useState(() => hasConsent(way, { record, user, deployment }));
  const [override, setOverride] = useState<string>();
  const [filter, setFilter] = useState(noFilter);
  const [recipient, setRecipient] = useState<string | null>(null);
  const [notes, setNotes] = useState('');
  const [isMissing, setMissing] = useState(false);
  const users = useRecipients(props, filter);
  const { isPending, error, start } = useDeed(type, record.id, onClose);
  const isClosed = !isConsented && override === undefined;
  const submit = () => {
    const lacksReason = !isConsented && (override ?? '').trim() === '';
    setMissing(recipient === null || lacksReason);
    if (recipient === null || lacksReason) return;
    const data = {
      transitioned_to: recipient,
      notes: notes.trim(),
      ...(way === 'refer' && filter.service !== null ? { service: filter.service } : {}),
      ...(isConsented ? {} : { consent_overridden: true, consent_override_reason: override }),
    };
    start({ method: 'POST', path: paths[way], data });
  };
  const choices = (users.data ?? []).map((one) => ({
    id: one.user_name,
    text: [one.user_name, one.position, one.agency].filter(Boolean).join(' · '),
  }));
  return (
    <WorkDialog
      title={names[way]}
      confirm={names[way]}
      isPending={isPending}
      error={error}
      onConfirm={submit}
      onClose={onClose}
    >
      {isConsented ? null : (
        <ConsentOverride reason={override} onChange={setOverride} isMissing={isMissing} />
      )}
      {way === 'assign' ? null : (
        <RecipientFilters
          deployment={deployment}
          hasService={way === 'refer'}
          isDisabled={isClosed}
          value={filter}
          onChange={(next) => {
            setFilter(next);
            setRecipient(null);
          }}
        />
      )}
      {users.isPending ? <Skeleton lines={2} /> : null}
      {users.isError ? (
        <ErrorState error={users.error} onRetry={() => void users.refetch()} />
      ) : null}
      {users.isSuccess ? (
        <ComboBox
          key={`${filter.service ?? ''}/${filter.agency ?? ''}`}
          label={t({ id: 'record.work.recipient', message: 'Recipient' })}
          choices={choices}
          value={recipient}
          onChange={setRecipient}
          isRequired
          isDisabled={isClosed}
          errorMessage={
            isMissing && recipient === null ? (
              <Trans id="record.work.recipient_missing">Choose a person.</Trans>
            ) : null
          }
        />
      ) : null}
      <TextField
        label={t({ id: 'record.work.notes', message: 'Notes' })}
        rows={3}
        value={notes}
        onChange={setNotes}
        isDisabled={isClosed}
      />
    </WorkDialog>
  );
}
