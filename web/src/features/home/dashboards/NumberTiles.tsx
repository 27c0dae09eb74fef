import { Link } from '@tanstack/react-router';
import { formatNumber } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { addressOf, type Stat } from '../../../shared/records/dashboards';
import { pathTo } from '../../../shared/records/record-type';
import type { RecordType } from '../../../shared/wire/records';

interface NumberTilesProps {
  numbers: readonly { key: string; label: string; stat: Stat }[];
  type: RecordType;
}

/** Single numbers with their names. */
export function NumberTiles({ numbers, type }: NumberTilesProps) {
  const language = useLanguage();
  return (
    <ul className="number-tiles">
      {numbers.map(({ key, label, stat }) => {
        const content = (
          <>
            <bdi className="number-tile-count">{formatNumber(stat.count, language)}</bdi>{' '}
            <span>{label}</span>
          </>
        );
        return (
          <li key={key}>
            {stat.count === 0 ? (
              <span className="number-tile soft">{content}</span>
            ) : (
              <Link to={pathTo(type)} search={addressOf(stat)} className="number-tile">
                {content}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}
