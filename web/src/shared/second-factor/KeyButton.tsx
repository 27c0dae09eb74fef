import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { PasskeyAnswer, PasskeyWish } from '../session/second-factor';
import { Button } from '../ui/Button';
import { askKey, hasKeys } from './keys';

interface KeyButtonProps {
  wish: PasskeyWish;
  onAnswer: (answer: PasskeyAnswer) => void;
  isPending: boolean;
  kind?: 'primary' | 'secondary';
}

/** Proves the person with a passkey or security key, where the browser speaks with these. */
export function KeyButton({ wish, onAnswer, isPending, kind = 'secondary' }: KeyButtonProps) {
  const [state, setState] = useState<'idle' | 'asking' | 'none'>('idle');
  const ask = async () => {
    setState('asking');
    try {
      const answer = await askKey(wish, { alone: false });
      setState('idle');
      onAnswer(answer);
    } catch {
      setState('none');
    }
  };
  if (!hasKeys()) {
    return (
      <p>
        <Trans id="factor.keys_not_here">This browser cannot use your key.</Trans>
      </p>
    );
  }
  return (
    <>
      <Button
        kind={kind}
        wide
        isPending={isPending || state === 'asking'}
        onPress={() => void ask()}
      >
        <Trans id="factor.use_key">Use a passkey or security key</Trans>
      </Button>
      <div role="alert">
        {state === 'none' ? (
          <p>
            <Trans id="factor.no_key">
              No key answered. Try again, or prove yourself otherwise.
            </Trans>
          </p>
        ) : null}
      </div>
    </>
  );
}
