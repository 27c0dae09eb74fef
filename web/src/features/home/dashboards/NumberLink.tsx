import { Link } from '@tanstack/react-router';
import { formatNumber } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { addressOf, type Stat } from '../../../shared/records/dashboards';
import { pathTo } from '../../../shared/records/record-type';
import type { RecordType } from '../../../shared/wire/records';

interface NumberLinkProps {
  stat: Stat | undefined;
  type: RecordType;
  /** What is counted, for the ears: a bare number says nothing out of its table. */
  name: string;
}

/** A number that opens exactly what it counts; zero leads nowhere. */
export function NumberLink({ stat, type, name }: NumberLinkProps) {
  const language = useLanguage();
  const count = stat?.count ?? 0;
  const text = formatNumber(count, language);
  return stat === undefined || count === 0 ? (
    <bdi className="soft number">{text}</bdi>
  ) : (
    <Link
      to={pathTo(type)}
      search={addressOf(stat)}
      className="number"
      aria-label={`${text} ${name}`}
    >
      <bdi>{text}</bdi>
    </Link>
  );
}
