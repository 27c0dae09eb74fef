import { useLingui } from '@lingui/react/macro';
import { useLocation } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useUser } from '../../shared/session/useSession';
import { colonOf, formatNumber } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { recordTypeOf } from '../../shared/records/record-type';
import { useVocabulary } from '../../shared/records/useVocabulary';
import type { RowMenuComponent } from '../../shared/records/row-menu';
import { recordTypeTexts } from '../../shared/text/record-type-texts';
import { Fetched } from '../../shared/ui/Fetched';
import { PageHeading } from '../../shared/ui/PageHeading';
import type { RecordType } from '../../shared/wire/records';
import { activeFilters } from './active-filters';
import { ActiveFilters } from './ActiveFilters';
import { grantedColumns } from './columns';
import { filterSpecs } from './filter-specs';
import { ListAge } from './ListAge';
import { ListBody } from './ListBody';
import { ListDrafts } from './ListDrafts';
import { ListToolbar } from './ListToolbar';
import { NewRecord } from './NewRecord';
import { MoreRows } from './MoreRows';
import { Pager } from './Pager';
import { PrintButton } from './print/PrintButton';
import { SearchBar } from './SearchBar';
import { SelectionBar } from './SelectionBar';
import { useColumnWidths } from './useColumnWidths';
import { useFilterWords } from './useFilterWords';
import { useRecordList } from './useRecordList';
import { useRowMenu } from '../../shared/records/useRowMenu';
import { useSelection } from './useSelection';
import { useShownColumns } from './useShownColumns';
import '../../shared/ui/mark-button.css';
import '../../shared/ui/table.css';
import './RecordList.css';
import './rows.css';

/** The list is there before them. */
const SavedSearchTabs = lazy(() => import('./saved/SavedSearchTabs'));

interface RecordListProps {
  /** What can be done with one row; records are another area. */
  RowMenu: RowMenuComponent;
}

/** The list of the record type that the address names. */
export function RecordList({ RowMenu }: RecordListProps) {
  const type = recordTypeOf(useLocation({ select: ({ pathname }) => pathname }));
  return <ListOfType key={type} type={type} RowMenu={RowMenu} />;
}

/** Search, filters, sorting, columns and pages, all of it in the address. */
function ListOfType({ type, RowMenu }: RecordListProps & { type: RecordType }) {
  const { i18n } = useLingui();
  const user = useUser();
  const { query, result, change } = useRecordList(type);
  const vocabulary = useVocabulary({ withPlaces: true });
  const list = { type, user };
  const specs = filterSpecs(list, vocabulary, i18n);
  const columns = grantedColumns(list, vocabulary, i18n);
  const records = result.data?.data;
  const shown = useShownColumns({ type, columns, query, records, change });
  const selection = useSelection({ type, query, records: records ?? [] });
  const total = result.data?.metadata.total;
  const describe = useFilterWords(vocabulary);
  const colon = colonOf(useLanguage());
  const rowMenu = useRowMenu();
  const widths = useColumnWidths(shown);
  return (
    <>
      <ListHeading type={type} total={total} />
      <Suspense>
        <SavedSearchTabs type={type} query={query} onChange={change} />
      </Suspense>
      <SearchBar type={type} query={query} onSearch={(search) => change({ search })} />
      <ListToolbar query={query} specs={specs} columns={columns} shown={shown} onChange={change}>
        <PrintButton
          type={type}
          query={query}
          columns={shown.columns.map(({ field }) => field)}
          total={total ?? 0}
          heading={activeFilters(query.filters, specs)
            .map(describe)
            .map(({ label, values }) => (values === '' ? label : label + colon + values))
            .join(' · ')}
        />
      </ListToolbar>
      <ActiveFilters query={query} specs={specs} vocabulary={vocabulary} onChange={change} />
      <ListDrafts type={type} />
      <SelectionBar type={type} query={query} total={total ?? 0} selection={selection} />
      <ListBody
        type={type}
        query={query}
        result={result}
        columns={shown.columns}
        vocabulary={vocabulary}
        selection={selection}
        rowMenu={rowMenu}
        widths={widths}
        onChange={change}
      />
      {rowMenu.opened === undefined ? null : (
        <Fetched onFailed={rowMenu.close}>
          <RowMenu type={type} {...rowMenu.opened} onClose={rowMenu.close} />
        </Fetched>
      )}
      {total === undefined || total === 0 ? null : result.more === undefined ? (
        <Pager query={query} total={total} onChange={change} />
      ) : (
        <MoreRows more={result.more} shown={records?.length ?? 0} total={total} />
      )}
      {records === undefined ? null : (
        <ListAge readAt={result.dataUpdatedAt} onRefresh={() => void result.refetch()} />
      )}
    </>
  );
}

function ListHeading({ type, total }: { type: RecordType; total: number | undefined }) {
  const { i18n } = useLingui();
  const language = useLanguage();
  const title = i18n._(recordTypeTexts[type]);
  return (
    <PageHeading title={title} actions={<NewRecord type={type} />}>
      {title}
      {total === undefined ? null : (
        <span className="list-total"> ({formatNumber(total, language)})</span>
      )}
    </PageHeading>
  );
}
