import { Trans, useLingui } from '@lingui/react/macro';
import { TextField } from '../../../shared/ui/TextField';
import type { WishFieldsProps } from './ReferralTerms';

/** Somebody without an account: written down, and told by other means. */
export function RemoteRecipient({ wish, onChange, missing, isDisabled }: WishFieldsProps) {
  const { t } = useLingui();
  return (
    <>
      <TextField
        label={t({ id: 'sharing.remote', message: 'Name of the recipient' })}
        value={wish.remote}
        onChange={(remote) => onChange({ remote })}
        isRequired
        isDisabled={isDisabled}
        errorMessage={
          missing.includes('remote') ? (
            <Trans id="sharing.remote_missing">Write who receives it.</Trans>
          ) : null
        }
      />
      <TextField
        label={t({ id: 'sharing.remote_agency', message: 'Organisation' })}
        value={wish.remoteAgency}
        onChange={(remoteAgency) => onChange({ remoteAgency })}
        isDisabled={isDisabled}
      />
    </>
  );
}

/** What giving a record to somebody outside means, said before it happens. */
export function RemoteNote({ way }: { way: 'refer' | 'transfer' }) {
  return (
    <p role="note">
      {way === 'refer' ? (
        <Trans id="sharing.remote_refer_note">
          Nobody outside gets access to this system. It is noted to whom you referred the child; you
          tell them yourself.
        </Trans>
      ) : (
        <Trans id="sharing.remote_transfer_note">
          The case is marked as transferred and leaves the open cases. Nobody outside gets access to
          this system; you hand the file over yourself.
        </Trans>
      )}
    </p>
  );
}
