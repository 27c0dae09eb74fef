import { Trans, useLingui } from '@lingui/react/macro';
import { AreaTexts } from '../../../shared/i18n/AreaTexts';
import { knownPublicInfo } from '../../../shared/session/session';
import { useAppName } from '../../../shared/session/useAppName';
import { Button } from '../../../shared/ui/Button';
import { Door } from '../Door';
import { goToSignIn, type RegistrationPlace } from '../place';
import { registeringTexts } from './registering-texts';
import { RegistrationForm } from './RegistrationForm';

/** Somebody registers themselves, by a way the deployment offers. */
export default function RegistrationScreen(props: { place: RegistrationPlace }) {
  return (
    <AreaTexts ready={registeringTexts}>
      <Registering {...props} />
    </AreaTexts>
  );
}

function Registering({ place }: { place: RegistrationPlace }) {
  const app = useAppName();
  const { t } = useLingui();
  const info = knownPublicInfo();
  const streams = info?.allow_self_registration === true ? (info.registration_streams ?? []) : [];
  const isDone = place.is === 'success';
  return (
    <Door
      key={place.is}
      pageTitle={t({ id: 'registering.page_title', message: `Register · ${app}` })}
      title={
        isDone
          ? t({ id: 'registering.done_title', message: 'Almost there' })
          : t({ id: 'registering.title', message: 'Register yourself' })
      }
    >
      {isDone ? (
        <p role="status">
          <Trans id="registering.done">
            A mail is on its way to you. With its link, which works for 24 hours, you choose a
            password and are in. No mail? Look among the unwanted ones.
          </Trans>
        </p>
      ) : streams.some(({ id }) => id === place.stream) ? (
        <RegistrationForm stream={place.stream} />
      ) : (
        <p>
          <Trans id="registering.closed">One cannot register by this link, or no longer.</Trans>
        </p>
      )}
      <div>
        <Button kind="quiet" onPress={goToSignIn}>
          <Trans id="registering.back">Back to sign-in</Trans>
        </Button>
      </div>
    </Door>
  );
}
