import { Trans } from '@lingui/react/macro';
import { formatDateTime } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';

/** Said of a search while the server's index is behind what is stored; nothing otherwise. */
export function AsOf({ moment }: { moment: string | null | undefined }) {
  const language = useLanguage();
  if (!moment) return null;
  const time = formatDateTime(moment, language);
  return (
    <p className="soft" role="status">
      <Trans id="tracing.as_of">
        As of <bdi>{time}</bdi>. What was saved since then may be missing.
      </Trans>
    </p>
  );
}
