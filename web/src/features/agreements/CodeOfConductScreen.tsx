import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { settingsQuery } from '../../shared/definitions/definitions';
import { formatDate } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { owesCodeOfConduct } from '../../shared/session/agreements';
import { useUser } from '../../shared/session/useSession';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Skeleton } from '../../shared/ui/Skeleton';
import { StructuredText } from '../../shared/ui/StructuredText';
import { pickText } from '../../shared/text/pick';
import { Agreement } from './Agreement';

/** The deployment's code of conduct, to accept or to read again. */
export function CodeOfConductScreen() {
  const { t } = useLingui();
  const user = useUser();
  const language = useLanguage();
  const settings = useQuery(settingsQuery);
  const code = settings.data?.code_of_conduct;
  const date = formatDate(code?.created_on ?? '', language);
  const isOwed = settings.data !== undefined && owesCodeOfConduct(user, settings.data);
  const fallbackTitle = t({ id: 'code_of_conduct.title', message: 'Code of conduct' });
  return (
    <Agreement
      title={pickText(code?.title_i18n, language) || code?.title || fallbackTitle}
      agreement={isOwed && code ? { code_of_conduct_id: code.id } : undefined}
    >
      {settings.isPending ? <Skeleton lines={6} /> : null}
      {settings.isError ? (
        <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
      ) : null}
      {code?.created_on ? (
        <p className="soft">
          <Trans id="code_of_conduct.updated">
            Last updated on <bdi>{date}</bdi>
          </Trans>
        </p>
      ) : null}
      {code ? (
        <StructuredText text={pickText(code.content_i18n, language) || code.content} />
      ) : null}
    </Agreement>
  );
}
