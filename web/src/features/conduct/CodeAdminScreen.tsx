import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { settingsQuery } from '../../shared/definitions/definitions';
import { AreaTexts } from '../../shared/i18n/AreaTexts';
import { knownPublicInfo } from '../../shared/session/session';
import { ErrorState } from '../../shared/ui/ErrorState';
import { PageHeading } from '../../shared/ui/PageHeading';
import { Skeleton } from '../../shared/ui/Skeleton';
import { CodeEditor } from './CodeEditor';
import { versionsQuery, type Versions } from './conduct.wire';
import { conductTexts } from './conduct-texts';
import { VersionList } from './VersionList';
import './conduct.css';

/** The code of conduct: written here, accepted by everybody before they work on. */
export function CodeAdminScreen() {
  return (
    <AreaTexts ready={conductTexts}>
      <Screen />
    </AreaTexts>
  );
}

function Screen() {
  const { t } = useLingui();
  const versions = useQuery(versionsQuery);
  const settings = useQuery(settingsQuery);
  const mainLocale = settings.data?.default_locale;
  return (
    <div className="stack conduct">
      <PageHeading title={t({ id: 'conduct.title', message: 'Code of conduct' })} />
      <p className="soft">
        <Trans id="conduct.about">
          Everybody reads and accepts it before they see records: at the first sign-in, and again
          whenever its words change.
        </Trans>
      </p>
      {versions.isPending || settings.isPending ? <Skeleton lines={8} /> : null}
      {versions.isError ? (
        <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />
      ) : null}
      {settings.isError ? (
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      ) : null}
      {versions.data && mainLocale !== undefined ? (
        <Loaded versions={versions.data} mainLocale={mainLocale} />
      ) : null}
    </div>
  );
}

function Loaded({ versions, mainLocale }: { versions: Versions; mainLocale: string }) {
  const others = (knownPublicInfo()?.locales ?? []).filter((locale) => locale !== mainLocale);
  const [current] = versions.data;
  return (
    <>
      <CodeEditor
        key={`${current?.id ?? 0} ${current?.created_on ?? ''}`}
        code={current}
        locales={[mainLocale, ...others]}
      />
      <VersionList versions={versions} />
    </>
  );
}
