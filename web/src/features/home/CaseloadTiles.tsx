import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatNumber } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { apiQuery, writeListQuery } from '../../shared/records/list-query';
import { recordListQuery } from '../../shared/records/records';
import { Icon } from '../../shared/ui/Icon';
import { RecordType } from '../../shared/wire/records';
import type { Tile } from './home-tiles';

interface CaseloadTilesProps {
  tiles: readonly Tile[];
}

/** The caseload in numbers, each a door to the list of what it counts. */
export function CaseloadTiles({ tiles }: CaseloadTilesProps) {
  return (
    <section aria-labelledby="caseload" className="stack">
      <h2 id="caseload">
        <Trans id="home.caseload">The caseload</Trans>
      </h2>
      <ul className="tiles">
        {tiles.map((tile) => (
          <li key={tile.id}>
            <CaseloadTile tile={tile} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function CaseloadTile({ tile }: { tile: Tile }) {
  const { i18n } = useLingui();
  const count = useQuery(
    recordListQuery(RecordType.case, { ...apiQuery(tile.query), page: 1, per: 1 }),
  );
  return (
    <Link to="/cases" search={writeListQuery(tile.query)} className="tile">
      <Icon name={tile.icon} />
      <span className="tile-number">
        <Count total={count.data?.metadata.total} hasFailed={count.isError} />
      </span>
      <span>{i18n._(tile.title)}</span>
    </Link>
  );
}

function Count({ total, hasFailed }: { total: number | undefined; hasFailed: boolean }) {
  const language = useLanguage();
  if (total !== undefined) {
    return <bdi>{formatNumber(total, language)}</bdi>;
  }
  return hasFailed ? (
    <span className="tile-failed">
      <Trans id="home.no_number">not available now</Trans>
    </span>
  ) : (
    <span aria-hidden="true">…</span>
  );
}
