import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDate } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { AreaTexts } from '../../../shared/i18n/AreaTexts';
import { factorTexts } from '../../../shared/second-factor/factor-texts';
import { Button } from '../../../shared/ui/Button';
import { Dialog } from '../../../shared/ui/Dialog';
import { ErrorState } from '../../../shared/ui/ErrorState';
import { Skeleton } from '../../../shared/ui/Skeleton';
import { factorQuery, removeApp, renewCodes, type FactorStatus } from './factor.wire';
import { Keys } from './Keys';
import { ProofDialog } from './ProofDialog';
import { SetUp } from './SetUp';
import './second-factor.css';

/** What one proves oneself with besides the password. */
export default function SecondFactorSection() {
  return (
    <AreaTexts ready={factorTexts}>
      <Section />
    </AreaTexts>
  );
}

function Section() {
  const status = useQuery(factorQuery);
  const queries = useQueryClient();
  const changed = () => {
    void queries.invalidateQueries({ ...factorQuery, exact: true });
    void queries.invalidateQueries({ queryKey: ['sessions'] });
  };
  return (
    <section className="panel stack" aria-labelledby="account-factor">
      <h2 id="account-factor">
        <Trans id="factor.title">Second factor</Trans>
      </h2>
      <p className="soft">
        <Trans id="factor.why">
          Besides the password, signing in then asks for a code that only your phone shows, or for a
          key. Whoever learns your password still does not get in.
        </Trans>
      </p>
      {status.isPending ? <Skeleton lines={2} /> : null}
      {status.isError ? (
        <ErrorState error={status.error} onRetry={() => void status.refetch()} />
      ) : null}
      {status.data === undefined ? null : (
        <>
          {status.data.one_time_code.active ? (
            <App status={status.data} onChanged={changed} />
          ) : (
            <NoApp onChanged={changed} />
          )}
          <Keys keys={status.data.passkeys} onChanged={changed} />
          {status.data.active ? <CodesLeft status={status.data} onChanged={changed} /> : null}
        </>
      )}
    </section>
  );
}

interface PartProps {
  status: FactorStatus;
  onChanged: () => void;
}

function NoApp({ onChanged }: Pick<PartProps, 'onChanged'>) {
  const { t } = useLingui();
  const [isOpen, setOpen] = useState(false);
  const [mayLeave, setMayLeave] = useState(true);
  const close = () => {
    setOpen(false);
    setMayLeave(true);
    onChanged();
  };
  return (
    <div>
      <Button onPress={() => setOpen(true)}>
        <Trans id="factor.set_up">Set up an app with codes</Trans>
      </Button>
      {isOpen ? (
        <Dialog
          isOpen
          shape="form"
          isDismissable={mayLeave}
          onClose={close}
          title={t({ id: 'factor.set_up_title', message: 'Set up an app with codes' })}
        >
          <SetUp onDone={close} onCodes={() => setMayLeave(false)} />
        </Dialog>
      ) : null}
    </div>
  );
}

function App({ status, onChanged }: PartProps) {
  const language = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const day = formatDate(status.one_time_code.since ?? '', language);
  return (
    <>
      <p>
        <Trans id="factor.since">
          An app with codes is set up since <bdi>{day}</bdi>.
        </Trans>
      </p>
      <div>
        <Button onPress={() => setOpen(true)}>
          <Trans id="factor.remove">Remove the app</Trans>
        </Button>
      </div>
      {isOpen ? (
        <ProofDialog
          kind="danger"
          title={<Trans id="factor.remove">Remove the app</Trans>}
          explanation={
            <Trans id="factor.remove_why">
              From then on it is not asked for any more. To change phones, remove the app and set it
              up on the new one.
            </Trans>
          }
          action={<Trans id="factor.remove_action">Remove</Trans>}
          run={removeApp}
          onChanged={onChanged}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

function CodesLeft({ status, onChanged }: PartProps) {
  const [isOpen, setOpen] = useState(false);
  const left = status.recovery_codes_left;
  return (
    <>
      <p>
        <Trans id="factor.codes_left">Recovery codes left: {left}</Trans>
      </p>
      <div>
        <Button onPress={() => setOpen(true)}>
          <Trans id="factor.new_codes">New recovery codes</Trans>
        </Button>
      </div>
      {isOpen ? (
        <ProofDialog
          kind="primary"
          title={<Trans id="factor.new_codes">New recovery codes</Trans>}
          explanation={
            <Trans id="factor.new_codes_why">The codes you have now will no longer work.</Trans>
          }
          action={<Trans id="factor.new_codes_action">Make new codes</Trans>}
          run={renewCodes}
          onChanged={onChanged}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
