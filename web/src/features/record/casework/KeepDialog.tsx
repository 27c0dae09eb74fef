import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { DateInput } from '../../../shared/ui/DateInput';
import { todayIn } from '../deployment';
import type { CaseworkProps } from './casework-props';
import { useCaseworkTexts } from './useCaseworkTexts';
import { useDeed } from './useDeed';
import { WorkDialog } from './WorkDialog';

/** Until when a closed case is kept before somebody has to decide again; without a day the usual
 * time counts. */
export function KeepDialog({ type, record, deployment, onClose }: CaseworkProps) {
  const { t } = useLingui();
  const { names } = useCaseworkTexts();
  const known = record['retention_keep_until'];
  const [day, setDay] = useState<string | null>(typeof known === 'string' ? known : null);
  const [isTried, setTried] = useState(false);
  const { isPending, error, start } = useDeed(type, record.id, onClose);
  const isPast = day !== null && day <= todayIn(deployment.zone);
  const submit = () => {
    setTried(true);
    if (!isPast) start({ method: 'PATCH', path: '', data: { retention_keep_until: day } });
  };
  return (
    <WorkDialog
      title={names.keep}
      confirm={<Trans id="record.keep.save">Save</Trans>}
      isPending={isPending}
      error={error}
      onConfirm={submit}
      onClose={onClose}
    >
      <p>
        <Trans id="record.keep.explain">
          A closed case comes up for a decision after the time that your organisation has set.
          Nothing is deleted by itself. Before the day you choose it does not come up; without a day
          the usual time counts.
        </Trans>
      </p>
      <DateInput
        label={t({ id: 'record.keep.until', message: 'Keep the case until' })}
        value={day}
        onChange={setDay}
        errorMessage={
          isTried && isPast ? (
            <Trans id="record.keep.past">Choose a day to come, or none.</Trans>
          ) : null
        }
      />
    </WorkDialog>
  );
}
