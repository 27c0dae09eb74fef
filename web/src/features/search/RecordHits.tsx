import { Trans, useLingui } from '@lingui/react/macro';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatNumber } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import {
  apiQuery,
  defaultListQuery,
  searchFor,
  writeListQuery,
  type ListQuery,
} from '../../shared/records/list-query';
import { pathTo } from '../../shared/records/record-type';
import { recordListQuery } from '../../shared/records/records';
import type { RowMenuComponent } from '../../shared/records/row-menu';
import { RowMenuButton } from '../../shared/records/RowMenuButton';
import { useRowGestures, useRowMenu } from '../../shared/records/useRowMenu';
import { recordTypeTexts } from '../../shared/text/record-type-texts';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Fetched } from '../../shared/ui/Fetched';
import { Skeleton } from '../../shared/ui/Skeleton';
import type { RecordPage, RecordType } from '../../shared/wire/records';
import { groupHits, HitReason } from './hit-groups';
import { HitLine } from './HitLine';

const shownOfType = 10;

function listOf(typed: string): ListQuery {
  return {
    ...defaultListQuery,
    filters: { record_state: ['true'] },
    search: searchFor(typed),
  };
}

/** The best hits of one type, in whatever way the server finds them. */
export function hitsQuery(type: RecordType, typed: string) {
  return recordListQuery(type, { ...apiQuery(listOf(typed)), per: shownOfType });
}

interface RecordHitsProps {
  query: string;
  types: readonly RecordType[];
  results: readonly UseQueryResult<RecordPage>[];
  /** Something was found in another way, so that it is not said that nothing fits. */
  hasOthers: boolean;
  RowMenu: RowMenuComponent;
}

/** What was found among all records, by the reason; then the ways to the rest. */
export function RecordHits({ query, types, results, hasOthers, RowMenu }: RecordHitsProps) {
  const found = types.flatMap((type, index) =>
    (results[index]?.data?.data ?? []).map((record) => ({ type, record })),
  );
  const menu = useRowMenu();
  const gestures = useRowGestures();
  const ofMenu = found.find(({ record }) => record.id === menu.opened?.record.id);
  const isEmpty =
    !hasOthers && results.length > 0 && results.every(({ data }) => data?.data.length === 0);
  return (
    <>
      <div role="status" aria-live="polite">
        {results.some(({ isPending }) => isPending) ? <Skeleton lines={4} /> : null}
        {isEmpty ? <NothingFound /> : null}
      </div>
      {results.map((result, index) =>
        result.isError ? (
          <ErrorState key={index} error={result.error} onRetry={() => void result.refetch()} />
        ) : null,
      )}
      {groupHits(found).map(({ reason, hits }) => (
        <section key={reason} className="panel stack" aria-labelledby={`hits-${reason}`}>
          <h2 id={`hits-${reason}`}>
            <ReasonText reason={reason} />
          </h2>
          <ul className="hits" {...gestures}>
            {hits.map(({ type, record }) => (
              <li key={record.id} className="hit-row">
                <HitLine type={type} record={record} />
                <RowMenuButton type={type} record={record} menu={menu} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {menu.opened === undefined || ofMenu === undefined ? null : (
        <Fetched onFailed={menu.close}>
          <RowMenu type={ofMenu.type} {...menu.opened} onClose={menu.close} />
        </Fetched>
      )}
      <MoreHits query={query} types={types} results={results} />
    </>
  );
}

function ReasonText({ reason }: { reason: HitReason }) {
  switch (reason) {
    case HitReason.id:
      return <Trans id="search.by_id">By ID or number</Trans>;
    case HitReason.name:
      return <Trans id="search.by_name">By name</Trans>;
    case HitReason.sound:
      return <Trans id="search.by_sound">Sounds or looks alike</Trans>;
    case HitReason.phone:
      return <Trans id="search.by_phone">By phone number</Trans>;
  }
}

/** The lists that hold more than is shown here. */
function MoreHits({ query, types, results }: Omit<RecordHitsProps, 'hasOthers' | 'RowMenu'>) {
  const { i18n } = useLingui();
  const language = useLanguage();
  const more = types.flatMap((type, index) => {
    const metadata = results[index]?.data?.metadata;
    return metadata === undefined || metadata.total <= shownOfType ? [] : [{ type, metadata }];
  });
  return more.length === 0 ? null : (
    <ul className="hits">
      {more.map(({ type, metadata }) => {
        const title = i18n._(recordTypeTexts[type]);
        const total = formatNumber(metadata.total, language);
        return (
          <li key={type}>
            <Link to={pathTo(type)} search={writeListQuery(listOf(query))} className="hit">
              {metadata.total_capped === true ? (
                <Trans id="search.more_than" comment="{title} names a list, such as Cases.">
                  {title}: see more than {total}
                </Trans>
              ) : (
                <Trans id="search.all_of" comment="{title} names a list, such as Cases.">
                  {title}: see all {total}
                </Trans>
              )}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function NothingFound() {
  return (
    <EmptyState title={<Trans id="search.none">No record fits.</Trans>}>
      <p>
        <Trans id="search.none_hint">
          Try a part of the name, another spelling, or the last characters of the ID.
        </Trans>
      </p>
    </EmptyState>
  );
}
