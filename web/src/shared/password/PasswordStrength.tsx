import { Trans, useLingui } from '@lingui/react/macro';
import { passwordLengthMin } from './length';
import { Strength, strengthOf } from './strength';
import './PasswordStrength.css';

interface PasswordStrengthProps {
  password: string;
  /** User name, address, full name, as far as known. */
  names?: readonly string[];
}

const levels: readonly Strength[] = [Strength.weak, Strength.fair, Strength.good, Strength.strong];

/** How good a password is while one types it, in words beside the bar. */
export function PasswordStrength({ password, names = [] }: PasswordStrengthProps) {
  const { t } = useLingui();
  const lengthMin = passwordLengthMin();
  const strength = strengthOf(password, { lengthMin, names });
  return (
    <div className="password-strength">
      <meter
        aria-hidden="true"
        min={0}
        max={levels.length}
        low={1.5}
        high={2.5}
        optimum={levels.length}
        value={password === '' ? 0 : levels.indexOf(strength) + 1}
      />
      {/* Heard once somebody stops typing; the label keeps it apart from other news. */}
      <p
        role="status"
        aria-label={t({ id: 'strength.label', message: 'Strength of the password' })}
      >
        {password === '' ? null : <StrengthText strength={strength} lengthMin={lengthMin} />}
      </p>
    </div>
  );
}

function StrengthText({ strength, lengthMin }: { strength: Strength; lengthMin: number }) {
  switch (strength) {
    case Strength.short:
      return <Trans id="strength.short">Too short: it needs {lengthMin} characters.</Trans>;
    case Strength.known:
      return <Trans id="strength.known">Everybody tries this first: choose another.</Trans>;
    case Strength.weak:
      return <Trans id="strength.weak">Weak: add another word.</Trans>;
    case Strength.fair:
      return <Trans id="strength.fair">Fair: one more word makes it good.</Trans>;
    case Strength.good:
      return <Trans id="strength.good">Good.</Trans>;
    case Strength.strong:
      return <Trans id="strength.strong">Strong.</Trans>;
  }
}
