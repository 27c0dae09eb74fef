import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { AreaTexts } from '../../../shared/i18n/AreaTexts';
import { factorTexts } from '../../../shared/second-factor/factor-texts';
import { hasKeys } from '../../../shared/second-factor/keys';
import { secondFactorSetUp, signOut } from '../../../shared/session/session';
import { takeWantedAddress } from '../../../shared/session/wanted-address';
import { Button } from '../../../shared/ui/Button';
import { PageHeading } from '../../../shared/ui/PageHeading';
import { AddKeyDialog } from './AddKeyDialog';
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

/** A key in place of the app, where the browser speaks with these. */
function KeyInstead({ onDone }: { onDone: () => void }) {
  const [isAdding, setAdding] = useState(false);
  const isAdded = useRef(false);
  if (!hasKeys()) return null;
  return (
    <div>
      <Button onPress={() => setAdding(true)}>
        <Trans id="factor.add_key">Add a passkey or security key</Trans>
      </Button>
      {isAdding ? (
        <AddKeyDialog
          onChanged={() => (isAdded.current = true)}
          onClose={() => (isAdded.current ? onDone() : setAdding(false))}
        />
      ) : null}
    </div>
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
          computer with an app for one-time codes, or a passkey.
        </Trans>
      </p>
      <div className="panel stack">
        <SetUp onDone={done} />
      </div>
      <KeyInstead onDone={done} />
      <div>
        <Button kind="quiet" onPress={() => void signOut()}>
          <Trans id="nav.sign_out">Sign out</Trans>
        </Button>
      </div>
    </>
  );
}
