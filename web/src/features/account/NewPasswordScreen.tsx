import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { signOut } from '../../shared/session/session';
import { takeWantedAddress } from '../../shared/session/wanted-address';
import { WorkTexts } from '../../shared/text/WorkTexts';
import { Button } from '../../shared/ui/Button';
import { PageHeading } from '../../shared/ui/PageHeading';
import { PasswordForm } from './PasswordForm';
import './AccountScreen.css';

/** Somebody else chose the password: before any work one chooses one's own. */
export function NewPasswordScreen() {
  return (
    <main className="account-alone stack">
      <WorkTexts>
        <NewPassword />
      </WorkTexts>
    </main>
  );
}

function NewPassword() {
  const { t } = useLingui();
  const navigate = useNavigate();
  return (
    <>
      <PageHeading title={t({ id: 'password.own.title', message: 'Choose your own password' })} />
      <p>
        <Trans id="password.own.why">
          Your password was chosen by somebody else. Choose one that only you know.
        </Trans>
      </p>
      <div className="panel">
        <PasswordForm
          asksCurrent={false}
          onChanged={() =>
            void navigate({ href: takeWantedAddress() ?? '/v2/dashboards', replace: true })
          }
        />
      </div>
      <div>
        <Button kind="quiet" onPress={() => void signOut()}>
          <Trans id="nav.sign_out">Sign out</Trans>
        </Button>
      </div>
    </>
  );
}
