import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { formatList, formatNumber } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { addressOf, type Stat } from '../../../shared/records/dashboards';
import { pathTo } from '../../../shared/records/record-type';
import type { RecordType } from '../../../shared/wire/records';

interface NumberTilesProps {
  numbers: readonly { key: string; label: string; stat: Stat }[];
  type: RecordType;
}

/** Single numbers with their names; what counts nothing is said in one line. */
export function NumberTiles({ numbers, type }: NumberTilesProps) {
  const language = useLanguage();
  const some = numbers.filter(({ stat }) => stat.count > 0);
  const none = numbers.filter(({ stat }) => stat.count === 0);
  const names = formatList(
    none.map(({ label }) => label),
    language,
  );
  return (
    <>
      {some.length === 0 ? null : (
        <ul className="number-tiles">
          {some.map(({ key, label, stat }) => (
            <li key={key}>
              <Link to={pathTo(type)} search={addressOf(stat)} className="number-tile">
                <bdi className="number-tile-count">{formatNumber(stat.count, language)}</bdi>{' '}
                <span>{label}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {none.length === 0 ? null : (
        <p className="soft">
          <Trans id="number.none" comment="{names} is a list of what was counted.">
            None: {names}
          </Trans>
        </p>
      )}
    </>
  );
}
