import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useAppName } from '../../../shared/session/useAppName';
import { NoKey } from '../../../shared/second-factor/keys';
import { Button } from '../../../shared/ui/Button';
import { Dialog } from '../../../shared/ui/Dialog';
import { TextField } from '../../../shared/ui/TextField';
import { reasonFor } from './factor-problems';
import { addKey } from './factor.wire';
import { PasswordBox } from './PasswordBox';
import { RecoveryCodes } from './RecoveryCodes';
import { Problem } from './SetUp';

interface AddKeyDialogProps {
  onChanged: () => void;
  onClose: () => void;
}

/** A passkey of this device, or a security key that is put in or held to it. */
export function AddKeyDialog({ onChanged, onClose }: AddKeyDialogProps) {
  const { t } = useLingui();
  const app = useAppName();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [isTried, setTried] = useState(false);
  const [codes, setCodes] = useState<readonly string[]>([]);
  const adding = useMutation({
    mutationFn: () => addKey(password, name.trim(), app),
    onSuccess: (told) => {
      onChanged();
      setCodes(told);
      if (told.length === 0) onClose();
    },
  });
  const title = t({ id: 'factor.add_key', message: 'Add a passkey or security key' });
  if (codes.length > 0) {
    return (
      <Dialog isOpen shape="form" isDismissable={false} onClose={onClose} title={title}>
        <RecoveryCodes codes={codes} onDone={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog isOpen shape="form" onClose={onClose} title={title}>
      <form
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (name.trim() !== '' && password !== '' && !adding.isPending) adding.mutate();
        }}
      >
        <p>
          <Trans id="factor.add_key_why">
            After this the browser asks for the key: the finger, face or PIN of this device, or a
            security key.
          </Trans>
        </p>
        {adding.error instanceof NoKey ? (
          <div role="alert">
            <p>
              <Trans id="factor.key_not_made">No key was made. Try again.</Trans>
            </p>
          </div>
        ) : (
          <Problem error={adding.error} />
        )}
        <TextField
          label={t({ id: 'factor.key_name', message: 'Name of the key' })}
          description={t({
            id: 'factor.key_name_why',
            message: 'So that you know it again, e.g. “Blue key” or “Work phone”.',
          })}
          maxLength={60}
          value={name}
          onChange={setName}
          errorMessage={
            isTried && name.trim() === '' ? (
              <Trans id="factor.key_name_missing">Give the key a name.</Trans>
            ) : (
              reasonFor(adding.error, 'name')
            )
          }
        />
        <PasswordBox
          value={password}
          onChange={setPassword}
          isMissing={isTried && password === ''}
          errorMessage={reasonFor(adding.error, 'password')}
        />
        <div className="dialog-foot">
          <Button onPress={onClose}>
            <Trans id="factor.cancel">Cancel</Trans>
          </Button>
          <Button type="submit" kind="primary" isPending={adding.isPending}>
            <Trans id="factor.continue">Continue</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
