import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { settingsQuery } from '../../shared/definitions/definitions';
import { AreaTexts } from '../../shared/i18n/AreaTexts';
import { ErrorState } from '../../shared/ui/ErrorState';
import { PageHeading } from '../../shared/ui/PageHeading';
import { Skeleton } from '../../shared/ui/Skeleton';
import { StreamsEditor } from './StreamsEditor';
import { streamsOf } from './streams.wire';
import { streamTexts } from './stream-texts';
import './streams.css';

/** The ways in which people may register themselves. */
export function StreamsScreen() {
  return (
    <AreaTexts ready={streamTexts}>
      <Screen />
    </AreaTexts>
  );
}

function Screen() {
  const { t } = useLingui();
  const settings = useQuery(settingsQuery);
  return (
    <div className="stack streams">
      <PageHeading title={t({ id: 'streams.title', message: 'Registering oneself' })} />
      <p className="soft">
        <Trans id="streams.about">
          Each way has a link on the sign-in page, once the server allows it (registration.enabled)
          and sends mails. Nobody has seen who registers: the role may only show and change what
          somebody wrote themselves.
        </Trans>
      </p>
      {settings.isPending ? <Skeleton lines={8} /> : null}
      {settings.isError ? (
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      ) : null}
      {settings.data ? (
        <StreamsEditor
          stored={streamsOf(settings.data.system_options)}
          agencies={settings.data.agencies}
        />
      ) : null}
    </div>
  );
}
