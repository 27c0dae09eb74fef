import { Trans, useLingui } from '@lingui/react/macro';
import { useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import {
  searchFor,
  SearchMode,
  type ListQuery,
  type Search,
} from '../../shared/records/list-query';
import { SearchedButton } from '../../shared/searched/SearchedButton';
import { Button } from '../../shared/ui/Button';
import { SearchField } from '../../shared/ui/SearchField';
import type { RecordType } from '../../shared/wire/records';
import { useSearchModes } from './useSearchModes';

interface SearchBarProps {
  type: RecordType;
  query: ListQuery;
  onSearch: (search: Search | undefined) => void;
}

/** One box: what is typed decides how the server searches; the line below says how, and offers
 * the other two ways. */
export function SearchBar({ type, query, onSearch }: SearchBarProps) {
  const wantsFocus = useRouterState({ select: (state) => state.location.hash === 'search' });
  // A new address (back, a link) starts the box again from what the address says.
  return (
    <SearchBox
      key={`${query.search?.mode ?? ''} ${query.search?.text ?? ''} ${wantsFocus}`}
      type={type}
      search={query.search}
      autoFocus={wantsFocus}
      onSearch={onSearch}
    />
  );
}

interface SearchBoxProps {
  type: RecordType;
  search: Search | undefined;
  autoFocus: boolean;
  onSearch: (search: Search | undefined) => void;
}

function SearchBox({ type, search, autoFocus, onSearch }: SearchBoxProps) {
  const { t } = useLingui();
  const [text, setText] = useState(search?.text ?? '');
  const submit = (value: string) => onSearch(searchFor(value));
  return (
    <div role="search" className="search-bar">
      <div className="search-line">
        <SearchField
          label={t({ id: 'cases.search', message: 'Search this list' })}
          hideLabel
          placeholder={t({
            id: 'cases.search_placeholder',
            message: 'Name, ID or phone number (+…)',
          })}
          value={text}
          onChange={setText}
          onSubmit={submit}
          onClear={() => onSearch(undefined)}
          autoFocus={autoFocus}
        />
        <Button kind="primary" onPress={() => submit(text)}>
          <Trans id="cases.search_action">Search</Trans>
        </Button>
      </div>
      {search ? <SearchModeLine type={type} search={search} onSearch={onSearch} /> : null}
    </div>
  );
}

function SearchModeLine({
  type,
  search,
  onSearch,
}: Pick<SearchBoxProps, 'type' | 'onSearch'> & { search: Search }) {
  const modes = useSearchModes();
  const others = Object.values(SearchMode).filter((mode) => mode !== search.mode);
  return (
    <div className="search-ways">
      <p className="soft">{modes[search.mode].done}</p>
      {others.map((mode) => (
        <Button key={mode} kind="quiet" onPress={() => onSearch({ ...search, mode })}>
          {modes[mode].offer}
        </Button>
      ))}
      <SearchedButton types={[type]} />
    </div>
  );
}
