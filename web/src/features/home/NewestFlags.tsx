import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatDate, formatNumber } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { pathTo } from '../../shared/records/record-type';
import { ErrorState } from '../../shared/ui/ErrorState';
import { RecordType } from '../../shared/wire/records';
import { openFlagsQuery, type Flag } from './my-day/day-sources';

const shown = 10;

/** What colleagues flagged last: whose case, why, by whom. Nothing without a flag. */
export default function NewestFlags() {
  const language = useLanguage();
  const flags = useQuery(openFlagsQuery);
  const total = flags.data?.metadata?.total ?? flags.data?.data.length ?? 0;
  const all = formatNumber(total, language);
  if (flags.isError) {
    return <ErrorState error={flags.error} onRetry={() => void flags.refetch()} />;
  }
  if (total === 0) return null;
  return (
    <section aria-labelledby="newest-flags" className="stack">
      <h2 id="newest-flags">
        <Trans id="home.flags">Newest flags</Trans>
      </h2>
      <ul className="recent">
        {flags.data?.data.slice(0, shown).map((flag) => (
          <li key={flag.id}>
            <FlagLine flag={flag} />
          </li>
        ))}
      </ul>
      <div>
        <Link to="/cases" search={{ 'flagged[0]': 'true' }} className="button button-secondary">
          <Trans id="home.flags.all">See all ({all})</Trans>
        </Link>
      </div>
    </section>
  );
}

function FlagLine({ flag }: { flag: Flag }) {
  const language = useLanguage();
  const id = flag.short_id ?? flag.record_id.slice(-7);
  const text = (
    <>
      <bdi className="recent-name">{flag.name || id}</bdi>
      {flag.name ? <bdi className="soft">{id}</bdi> : null}
      <bdi>{flag.message}</bdi>
      {flag.flagged_by ? <bdi className="soft">{flag.flagged_by}</bdi> : null}
      {flag.date ? <bdi className="soft recent-when">{formatDate(flag.date, language)}</bdi> : null}
    </>
  );
  return flag.record_access_denied ? (
    <span className="recent-case">{text}</span>
  ) : (
    <Link to={pathTo(RecordType.case, flag.record_id)} className="recent-case">
      {text}
    </Link>
  );
}
