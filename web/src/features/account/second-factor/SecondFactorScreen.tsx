import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { AreaTexts } from '../../../shared/i18n/AreaTexts';
import { factorTexts } from '../../../shared/second-factor/factor-texts';
import { secondFactorSetUp, signOut } from '../../../shared/session/session';
import { takeWantedAddress } from '../../../shared/session/wanted-address';
import { Button } from '../../../shared/ui/Button';
import { PageHeading } from '../../../shared/ui/PageHeading';
import { SetUp } from './SetUp';
import '../AccountScreen.css';

/** The role requires a second factor: before any work one is set up. */
export function SecondFactorScreen() {
  return (
    <main className="account-alone stack">
      <AreaTexts ready={factorTexts}>
        <Required />
      </AreaTexts>
    </main>
  );
}

function Required() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const done = () => {
    secondFactorSetUp();
    void navigate({ href: takeWantedAddress() ?? '/v2/dashboards', replace: true });
  };
  return (
    <>
      <PageHeading
        title={t({ id: 'factor.required_title', message: 'Set up your second factor' })}
      />
      <p>
        <Trans id="factor.required_why">
          Your role opens sensitive files, so a password alone is not enough. You need a phone or
          computer with an app for one-time codes.
        </Trans>
      </p>
      <div className="panel">
        <SetUp onDone={done} />
      </div>
      <div>
        <Button kind="quiet" onPress={() => void signOut()}>
          <Trans id="nav.sign_out">Sign out</Trans>
        </Button>
      </div>
    </>
  );
}
