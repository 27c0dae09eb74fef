import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { formatDate } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { hasKeys } from '../../../shared/second-factor/keys';
import { Button } from '../../../shared/ui/Button';
import { AddKeyDialog } from './AddKeyDialog';
import { removeKey, type Passkey } from './factor.wire';
import { ProofDialog } from './ProofDialog';

interface KeysProps {
  keys: readonly Passkey[];
  onChanged: () => void;
}

/** Passkeys and security keys, with when each was used last. */
export function Keys({ keys, onChanged }: KeysProps) {
  const [isAdding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Passkey>();
  const name = leaving?.name ?? '';
  return (
    <>
      {keys.length === 0 ? null : (
        <ul className="sessions">
          {keys.map((key) => (
            <li key={key.id} className="session">
              <OneKey passkey={key} onRemove={() => setLeaving(key)} />
            </li>
          ))}
        </ul>
      )}
      {hasKeys() ? (
        <div>
          <Button onPress={() => setAdding(true)}>
            <Trans id="factor.add_key">Add a passkey or security key</Trans>
          </Button>
        </div>
      ) : null}
      {isAdding ? <AddKeyDialog onChanged={onChanged} onClose={() => setAdding(false)} /> : null}
      {leaving === undefined ? null : (
        <ProofDialog
          kind="danger"
          title={<Trans id="factor.remove_key">Remove a key</Trans>}
          explanation={
            <Trans id="factor.remove_key_why">
              The key <bdi>{name}</bdi> will open your account no more.
            </Trans>
          }
          action={<Trans id="factor.remove_action">Remove</Trans>}
          run={(proof) => removeKey(leaving.id, proof)}
          onChanged={onChanged}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </>
  );
}

function OneKey({ passkey, onRemove }: { passkey: Passkey; onRemove: () => void }) {
  const language = useLanguage();
  const { name, last_used_at: used } = passkey;
  const day = formatDate(used ?? passkey.created_at, language);
  return (
    <>
      <span>
        <bdi>{name}</bdi>{' '}
        <span className="soft">
          {used === null ? (
            <Trans id="factor.key_unused">
              added <bdi>{day}</bdi>, not used yet
            </Trans>
          ) : (
            <Trans id="factor.key_used">
              last used <bdi>{day}</bdi>
            </Trans>
          )}
        </span>
      </span>
      <Button onPress={onRemove}>
        <Trans id="factor.remove_key_action">
          Remove <bdi>{name}</bdi>
        </Trans>
      </Button>
    </>
  );
}
