import { Trans, useLingui } from '@lingui/react/macro';
import type { UseQueryResult } from '@tanstack/react-query';
import { ComboBox } from '../../../shared/ui/ComboBox';
import { ErrorState } from '../../../shared/ui/ErrorState';
import { Skeleton } from '../../../shared/ui/Skeleton';
import type { Recipient } from './casework.wire';

interface RecipientFieldProps {
  users: UseQueryResult<readonly Recipient[]>;
  value: string | null;
  onChange: (recipient: string | null) => void;
  isDisabled: boolean;
  isMissing: boolean;
}

/** Who receives it, of those the server says can. */
export function RecipientField(props: RecipientFieldProps) {
  const { users, value, onChange, isDisabled, isMissing } = props;
  const { t } = useLingui();
  if (users.isPending) return <Skeleton lines={2} />;
  if (users.isError) {
    return <ErrorState error={users.error} onRetry={() => void users.refetch()} />;
  }
  return (
    <ComboBox
      label={t({ id: 'record.work.recipient', message: 'Recipient' })}
      choices={users.data.map((one) => ({
        id: one.user_name,
        text: [one.user_name, one.position, one.agency].filter(Boolean).join(' · '),
      }))}
      value={value}
      onChange={onChange}
      isRequired
      isDisabled={isDisabled}
      errorMessage={
        isMissing ? <Trans id="record.work.recipient_missing">Choose a person.</Trans> : null
      }
    />
  );
}
