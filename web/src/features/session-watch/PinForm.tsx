import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type ReactNode } from 'react';
import { pinDigitsMax } from '../../shared/lock/pin-rules';
import { Button } from '../../shared/ui/Button';
import { FailureText } from '../../shared/ui/FailureText';
import { TextField } from '../../shared/ui/TextField';

interface PinFormProps {
  refused: ReactNode;
  failure: unknown;
  isPending: boolean;
  onPin: (pin: string) => Promise<void>;
  onUsePassword: () => void;
}

/** The PIN of this window, in place of the password. */
export function PinForm({ refused, failure, isPending, onPin, onUsePassword }: PinFormProps) {
  const { t } = useLingui();
  const [pin, setPin] = useState('');
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setPin('');
        void onPin(pin);
      }}
    >
      {failure === undefined ? null : (
        <div role="alert">
          <FailureText error={failure} />
        </div>
      )}
      <TextField
        label={t({ id: 'lock.pin', message: 'PIN' })}
        type="password"
        inputMode="numeric"
        autoComplete="off"
        textDirection="ltr"
        maxLength={pinDigitsMax}
        autoFocus
        value={pin}
        onChange={setPin}
        errorMessage={refused}
      />
      <Button type="submit" kind="primary" isPending={isPending}>
        <Trans id="lock.unlock">Unlock</Trans>
      </Button>
      <Button onPress={onUsePassword}>
        <Trans id="lock.use_password">Use the password</Trans>
      </Button>
    </form>
  );
}
