import { LanguageSwitch } from '../../shared/i18n/LanguageSwitch';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Logo } from '../../shared/ui/Logo';
import { useBackOnline } from '../../shared/ui/useOnline';
import type { WireFailure } from '../../shared/wire/failure';
import './SignInScreen.css';

interface UnreachableScreenProps {
  failure: WireFailure;
  onRetry: () => void;
}

/** The server did not answer at the start. */
export function UnreachableScreen({ failure, onRetry }: UnreachableScreenProps) {
  useBackOnline(onRetry);
  return (
    <main className="door-main door-alone">
      <Logo size={56} />
      <ErrorState error={failure} onRetry={onRetry} />
      <LanguageSwitch />
    </main>
  );
}
