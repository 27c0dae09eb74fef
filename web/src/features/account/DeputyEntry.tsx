import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useUser } from '../../shared/session/useSession';
import { ComboBox } from '../../shared/ui/ComboBox';
import { DateInput } from '../../shared/ui/DateInput';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Skeleton } from '../../shared/ui/Skeleton';
import { TextField } from '../../shared/ui/TextField';
import { colleaguesQuery, isUpsideDown, type Draft } from './deputies';

interface DeputyEntryProps {
  draft: Draft;
  onChange: (draft: Draft) => void;
  /** Why the server refused the person. */
  problem: ReactNode;
}

/** Names one more deputy, from and until a day if need be. */
export function DeputyEntry({ draft, onChange, problem }: DeputyEntryProps) {
  const { t } = useLingui();
  return (
    <div className="deputy-entry">
      <PersonField
        value={draft.userName}
        problem={problem}
        onChange={(userName) => onChange({ ...draft, userName })}
      />
      <DateInput
        label={t({ id: 'account.quiet_from', message: 'From' })}
        value={draft.from}
        onChange={(from) => onChange({ ...draft, from })}
      />
      <DateInput
        label={t({ id: 'account.quiet_to', message: 'Until' })}
        value={draft.until}
        onChange={(until) => onChange({ ...draft, until })}
        errorMessage={
          isUpsideDown(draft) ? (
            <Trans id="account.deputy_days">The last day is before the first.</Trans>
          ) : null
        }
      />
    </div>
  );
}

interface PersonFieldProps {
  value: string | null;
  problem: ReactNode;
  onChange: (userName: string | null) => void;
}

/** One of the colleagues this person may look up; else their user name is typed. */
function PersonField({ value, problem, onChange }: PersonFieldProps) {
  const { t } = useLingui();
  const colleagues = useQuery(colleaguesQuery(useUser()));
  const label = t({ id: 'account.user_name', message: 'User name' });
  if (colleagues.isPending) return <Skeleton lines={2} />;
  if (colleagues.isError) {
    return <ErrorState error={colleagues.error} onRetry={() => void colleagues.refetch()} />;
  }
  if (colleagues.data === null) {
    return (
      <TextField
        label={label}
        textDirection="ltr"
        autoComplete="off"
        value={value ?? ''}
        onChange={onChange}
        errorMessage={problem}
      />
    );
  }
  return (
    <ComboBox
      label={label}
      choices={colleagues.data.map((one) => ({
        id: one.user_name,
        text: [one.user_name, one.full_name, one.position, one.agency].filter(Boolean).join(' · '),
      }))}
      value={value}
      onChange={onChange}
      errorMessage={problem}
    />
  );
}
