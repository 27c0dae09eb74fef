import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../shared/ui/Button';
import { ComboBox } from '../../../shared/ui/ComboBox';
import { ErrorState } from '../../../shared/ui/ErrorState';
import { Skeleton } from '../../../shared/ui/Skeleton';
import { TextField } from '../../../shared/ui/TextField';
import type { RecordType } from '../../../shared/wire/records';
import { assigneesQuery, type Assignee } from './work';

export interface BulkFieldsProps {
  type: RecordType;
  onSubmit: (data: Readonly<Record<string, string>>) => void;
}

/** Who shall be responsible from now on, and why. */
export function AssignFields({ type, onSubmit }: BulkFieldsProps) {
  const { t } = useLingui();
  const workOf = useWorkText();
  const users = useQuery(assigneesQuery(type));
  const [name, setName] = useState<string | null>(null);
  const [notes, setNotes] = useState('');
  const [isMissing, setMissing] = useState(false);
  if (users.isPending) return <Skeleton lines={3} />;
  if (users.isError) {
    return <ErrorState error={users.error} onRetry={() => void users.refetch()} />;
  }
  const choices = users.data.map((user) => ({
    id: user.user_name,
    text: [user.user_name, user.position, user.agency, ...workOf(user)].filter(Boolean).join(' · '),
  }));
  const submit = () => {
    setMissing(name === null);
    if (name !== null) onSubmit({ transitioned_to: name, notes });
  };
  return (
    <>
      <ComboBox
        label={t({ id: 'bulk.assign.to', message: 'New person responsible' })}
        choices={choices}
        value={name}
        onChange={setName}
        isRequired
        errorMessage={
          isMissing && name === null ? (
            <Trans id="bulk.assign.missing">Choose a person.</Trans>
          ) : null
        }
      />
      <TextField
        label={t({ id: 'bulk.assign.notes', message: 'Notes' })}
        rows={3}
        value={notes}
        onChange={setNotes}
      />
      <div className="dialog-foot">
        <Button kind="primary" onPress={submit}>
          <Trans id="bulk.assign.action">Assign</Trans>
        </Button>
      </div>
    </>
  );
}

/** How much somebody carries already: told to those who may assign. */
function useWorkText(): (user: Assignee) => readonly string[] {
  const { t } = useLingui();
  return ({ open_cases: count, out_of_office: isAway }) => [
    ...(typeof count === 'number'
      ? [
          t({
            id: 'bulk.assign.load',
            message: plural(count, { one: '# open case', other: '# open cases' }),
          }),
        ]
      : []),
    ...(isAway ? [t({ id: 'bulk.assign.away', message: 'away' })] : []),
  ];
}
