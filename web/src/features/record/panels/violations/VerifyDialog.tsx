import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { DateInput } from '../../../../shared/ui/DateInput';
import { RadioGroup } from '../../../../shared/ui/RadioGroup';
import { useDeed } from '../../casework/useDeed';
import { WorkDialog } from '../../casework/WorkDialog';
import { verification_texts } from './verification';
import type { Violation } from './violations';

interface VerifyDialogProps {
  /** The incident. */
  id: string;
  violation: Violation;
  name: string;
  onClose: () => void;
}

/** Says how sure a violation is, and since when. */
export function VerifyDialog({
  id,
  violation: { type, id: row, row: now },
  name,
  onClose,
}: VerifyDialogProps) {
  const { i18n, t } = useLingui();
  const [status, setStatus] = useState(String(now['ctfmr_verified'] ?? ''));
  const [day, setDay] = useState(String(now['ctfmr_verified_date'] ?? ''));
  const [isMissing, setMissing] = useState(false);
  const { isPending, error, start } = useDeed('incidents', id, onClose);
  const submit = () => {
    setMissing(status === '');
    if (status === '') return;
    const change = {
      unique_id: row,
      ctfmr_verified: status,
      ctfmr_verified_date: status === 'verified' && day !== '' ? day : null,
    };
    start({ method: 'PATCH', path: '', data: { [type]: [change] } });
  };
  return (
    <WorkDialog
      title={<Trans id="mrm.verify_title">Verification: {name}</Trans>}
      confirm={<Trans id="mrm.verify_save">Save</Trans>}
      isPending={isPending}
      error={error}
      onConfirm={submit}
      onClose={onClose}
    >
      <RadioGroup
        label={t({ id: 'mrm.verify_status', message: 'How sure is it?' })}
        choices={Object.entries(verification_texts).map(([one, text]) => ({
          id: one,
          text: i18n._(text),
        }))}
        value={status === '' ? null : status}
        onChange={setStatus}
        isRequired
        errorMessage={
          isMissing && status === '' ? (
            <Trans id="mrm.verify_missing">Choose how sure it is.</Trans>
          ) : undefined
        }
      />
      {status === 'verified' ? (
        <DateInput
          label={t({ id: 'mrm.verified_on', message: 'Verified on' })}
          value={day === '' ? null : day}
          onChange={(next) => setDay(next ?? '')}
        />
      ) : null}
    </WorkDialog>
  );
}
