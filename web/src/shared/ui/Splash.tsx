import { Trans } from '@lingui/react/macro';
import { Logo } from './Logo';
import './Splash.css';

/** The quiet moment before the first screen; appears only when it takes a while. */
export function Splash() {
  return (
    <div className="splash" role="status">
      <Logo size={64} />
      <span className="visually-hidden">
        <Trans id="app.loading" comment="Read by screen readers while the app starts.">
          Loading…
        </Trans>
      </span>
    </div>
  );
}
