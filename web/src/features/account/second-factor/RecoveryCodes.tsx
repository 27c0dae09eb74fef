import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { useUser } from '../../../shared/session/useSession';
import { Button } from '../../../shared/ui/Button';
import { Explanation } from './Explanation';

interface RecoveryCodesProps {
  codes: readonly string[];
  onDone: () => void;
}

/** The codes for paper. They are shown once, so nothing but the button leads on. */
export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  const { user_name: userName } = useUser();
  const [copied, setCopied] = useState<'yes' | 'no'>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(codes.join('\n'));
      setCopied('yes');
    } catch {
      setCopied('no');
    }
  };
  return (
    <div className="stack recovery-codes">
      <Explanation>
        <Trans id="factor.codes_why">
          If the phone is lost, each of these codes opens your account once. Write them down or
          print them, and keep them where nobody else finds them. They are not shown again.
        </Trans>
      </Explanation>
      <p className="factor-print-only">
        <bdi>{userName}</bdi>
      </p>
      <ul className="factor-codes" dir="ltr" translate="no">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="factor-row">
        <Button onPress={() => void copy()}>
          <Trans id="factor.codes_copy">Copy</Trans>
        </Button>
        <Button onPress={() => window.print()}>
          <Trans id="factor.codes_print">Print</Trans>
        </Button>
        <Button kind="primary" onPress={onDone}>
          <Trans id="factor.codes_kept">I have kept the codes</Trans>
        </Button>
      </div>
      <p role="status" className="soft">
        {copied === 'yes' ? <Trans id="factor.codes_copied">The codes were copied.</Trans> : null}
        {copied === 'no' ? (
          <Trans id="factor.codes_not_copied">Copying is not allowed here; write them down.</Trans>
        ) : null}
      </p>
    </div>
  );
}
