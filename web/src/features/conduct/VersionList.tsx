import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { formatDateTime } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { pickText } from '../../shared/text/pick';
import type { CodeOfConduct } from '../../shared/wire/settings';
import { StructuredText } from '../../shared/ui/StructuredText';
import type { Versions } from './conduct.wire';

interface VersionListProps {
  versions: Versions;
}

/** What was in force when, and who has accepted what is in force now. */
export function VersionList({ versions }: VersionListProps) {
  const { t } = useLingui();
  const { accepted, people } = versions.metadata;
  return versions.data.length === 0 ? null : (
    <section className="panel stack" aria-labelledby="conduct-versions">
      <h2 id="conduct-versions">
        <Trans id="conduct.versions">Versions</Trans>
      </h2>
      <p>
        {t({
          id: 'conduct.accepted',
          message: plural(people, {
            one: `${accepted} of # person who can sign in has accepted the newest one.`,
            other: `${accepted} of # people who can sign in have accepted the newest one.`,
          }),
        })}
      </p>
      <ol className="conduct-versions" reversed>
        {versions.data.map((version) => (
          <Version key={version.id} version={version} />
        ))}
      </ol>
    </section>
  );
}

function Version({ version }: { version: CodeOfConduct }) {
  const language = useLanguage();
  const day = formatDateTime(version.created_on ?? '', language);
  const author = version.created_by ?? '';
  return (
    <li>
      <details>
        <summary>
          <bdi>{pickText(version.title_i18n, language) || version.title}</bdi>
        </summary>
        <p className="soft">
          <Trans id="conduct.version.by">
            Put in force on <bdi>{day}</bdi> by <bdi>{author}</bdi>
          </Trans>
        </p>
        <StructuredText text={pickText(version.content_i18n, language) || version.content} />
      </details>
    </li>
  );
}
