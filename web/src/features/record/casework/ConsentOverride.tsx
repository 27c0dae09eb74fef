import { Trans, useLingui } from '@lingui/react/macro';
import { can } from '../../../shared/session/permissions';
import { useUser } from '../../../shared/session/useSession';
import { Checkbox } from '../../../shared/ui/Checkbox';
import { TextField } from '../../../shared/ui/TextField';

interface ConsentOverrideProps {
  /** Undefined until somebody decides to go on without consent. */
  reason: string | undefined;
  onChange: (reason: string | undefined) => void;
  isMissing: boolean;
}

/** Says that consent is missing; with the right to, one goes on for a reason. */
export function ConsentOverride({ reason, onChange, isMissing }: ConsentOverrideProps) {
  const { t } = useLingui();
  const user = useUser();
  return (
    <>
      <p role="note">
        <strong>
          <Trans id="record.work.no_consent">
            The child or caregiver has not consented to sharing with others.
          </Trans>
        </strong>
      </p>
      {can(user, 'cases', 'consent_override') ? (
        <Checkbox
          isSelected={reason !== undefined}
          onChange={(isOn) => onChange(isOn ? '' : undefined)}
        >
          <Trans id="record.work.anyway">Share without consent</Trans>
        </Checkbox>
      ) : null}
      {reason === undefined ? null : (
        <TextField
          label={t({ id: 'record.work.override_reason', message: 'Reason to share anyway' })}
          value={reason}
          onChange={onChange}
          isRequired
          errorMessage={
            isMissing && reason.trim() === '' ? (
              <Trans id="record.work.reason_missing">Write the reason.</Trans>
            ) : null
          }
        />
      )}
    </>
  );
}
