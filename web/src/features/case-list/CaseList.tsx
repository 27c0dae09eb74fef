import { useLingui } from '@lingui/react/macro';
import { can } from '../../shared/session/permissions';
import { useUser } from '../../shared/session/useSession';
import { formatNumber } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { useVocabulary } from '../../shared/records/useVocabulary';
import { LinkButton } from '../../shared/ui/LinkButton';
import { Icon } from '../../shared/ui/Icon';
import { PageHeading } from '../../shared/ui/PageHeading';
import { ActiveFilters } from './ActiveFilters';
import { grantedColumns } from './columns';
import { filterSpecs } from './filter-specs';
import { ListBody } from './ListBody';
import { ListToolbar } from './ListToolbar';
import { Pager } from './Pager';
import { SearchBar } from './SearchBar';
import { useCaseList } from './useCaseList';
import { useShownColumns } from './useShownColumns';
import './CaseList.css';

/** The caseload: search, filters, sorting, columns and pages, all of it in the address. */
export function CaseList() {
  const { t, i18n } = useLingui();
  const user = useUser();
  const language = useLanguage();
  const { query, result, change } = useCaseList();
  const vocabulary = useVocabulary({ withPlaces: true });
  const specs = filterSpecs(user, vocabulary, i18n);
  const columns = grantedColumns(user, vocabulary, i18n);
  const shown = useShownColumns({ columns, query, records: result.data?.data, change });
  const total = result.data?.metadata.total;
  const title = t({ id: 'cases.title', message: 'Cases' });
  return (
    <>
      <PageHeading
        title={title}
        actions={
          can(user, 'cases', 'create') ? (
            <LinkButton to="/cases/new" kind="primary">
              <Icon name="plus" size={20} />
              {t({ id: 'cases.new', message: 'New case' })}
            </LinkButton>
          ) : null
        }
      >
        {title}
        {total === undefined ? null : (
          <span className="list-total"> ({formatNumber(total, language)})</span>
        )}
      </PageHeading>
      <SearchBar query={query} onSearch={(search) => change({ search })} />
      <ListToolbar
        query={query}
        specs={specs}
        columns={columns}
        shownFields={shown.fields}
        onChange={change}
        onShowColumns={shown.show}
      />
      <ActiveFilters query={query} specs={specs} vocabulary={vocabulary} onChange={change} />
      <ListBody
        query={query}
        result={result}
        columns={shown.columns}
        vocabulary={vocabulary}
        onChange={change}
      />
      {total === undefined || total === 0 ? null : (
        <Pager query={query} total={total} onChange={change} />
      )}
    </>
  );
}
