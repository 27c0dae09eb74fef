import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  apiQuery,
  defaultListQuery,
  SearchMode,
  writeListQuery,
  type ListQuery,
  type Search,
} from '../../shared/records/list-query';
import { displayId, pathTo } from '../../shared/records/record-type';
import { RequestTransfer } from '../../shared/records/RequestTransfer';
import { recordListQuery } from '../../shared/records/records';
import { recordTypeTexts } from '../../shared/text/record-type-texts';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Icon } from '../../shared/ui/Icon';
import { Skeleton } from '../../shared/ui/Skeleton';
import type { RecordData, RecordPage, RecordType } from '../../shared/wire/records';

export interface HitGroup {
  type: RecordType;
  search: Search;
}

interface RecordHitsProps {
  group: HitGroup;
  found: UseQueryResult<RecordPage>;
}

const shown = 5;

function listOf(search: Search): ListQuery {
  return { ...defaultListQuery, filters: { record_state: ['true'] }, search };
}

/** The first hits of one way of searching among the records of one type. */
export function hitsQuery({ type, search }: HitGroup) {
  return recordListQuery(type, { ...apiQuery(listOf(search)), per: shown });
}

/** What one way of searching finds among the records of one type; nothing found, no group. */
export function RecordHits({ group: { type, search }, found }: RecordHitsProps) {
  const { i18n } = useLingui();
  const title = i18n._(recordTypeTexts[type]);
  if (found.data?.data.length === 0) {
    return null;
  }
  const id = `hits-${search.mode}-${type}`;
  return (
    <section className="panel stack" aria-labelledby={id}>
      <h2 id={id}>
        {title}{' '}
        <span className="soft hits-why">
          <Why mode={search.mode} />
        </span>
      </h2>
      {found.isPending ? <Skeleton lines={2} /> : null}
      {found.isError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : null}
      <ul className="hits">
        {found.data?.data.map((record) => (
          <li key={record.id}>
            <Hit type={type} record={record} />
          </li>
        ))}
      </ul>
      <AllHits type={type} list={listOf(search)} total={found.data?.metadata.total ?? 0} />
    </section>
  );
}

/** Why these are here. */
function Why({ mode }: { mode: SearchMode }) {
  switch (mode) {
    case SearchMode.id:
      return <Trans id="search.why_id">by ID or number</Trans>;
    case SearchMode.name:
      return <Trans id="search.why_name">by name, also similar ones; the best match first</Trans>;
    case SearchMode.phone:
      return <Trans id="search.why_phone">by phone number</Trans>;
  }
}

function AllHits({ type, list, total }: { type: RecordType; list: ListQuery; total: number }) {
  return total <= shown ? null : (
    <Link to={pathTo(type)} search={writeListQuery(list)}>
      <Trans id="search.all">
        <Plural value={total} one="See # in the list" other="See all # in the list" />
      </Trans>
    </Link>
  );
}

function Hit({ type, record }: { type: RecordType; record: RecordData }) {
  const { t } = useLingui();
  const number = displayId(type, record);
  const name = nameOf(record);
  const age = record['age'];
  const facts = [
    name === '' ? '' : number,
    typeof age === 'number' ? t({ id: 'search.age', message: `Age ${age}` }) : '',
    record['status'] === 'closed' ? t({ id: 'search.closed', message: 'Closed' }) : '',
  ].filter((fact) => fact !== '');
  const content = (
    <>
      <bdi className="hit-name">{name === '' ? number : name}</bdi>
      {facts.map((fact) => (
        <bdi key={fact} className="soft">
          {fact}
        </bdi>
      ))}
    </>
  );
  return record.record_in_scope === false ? (
    <span className="hit">
      {content}
      <span className="soft">
        <Icon name="lock" size={16} /> <Trans id="cases.out_of_scope">Not in your caseload</Trans>
      </span>
      <RequestTransfer type={type} record={record} />
    </span>
  ) : (
    <Link to={pathTo(type, record.id)} className="hit">
      {content}
    </Link>
  );
}

function nameOf(record: RecordData): string {
  const candidates = [record['name'], record['family_name'], record['relation_name']];
  const name = candidates.find((one) => typeof one === 'string' && one !== '');
  return typeof name === 'string' ? name : '';
}
