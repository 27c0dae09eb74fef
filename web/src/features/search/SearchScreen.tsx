import { Trans, useLingui } from '@lingui/react/macro';
import { useQueries } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { can } from '../../shared/session/permissions';
import { useUser } from '../../shared/session/useSession';
import { WorkTexts } from '../../shared/text/WorkTexts';
import { Button } from '../../shared/ui/Button';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PageHeading } from '../../shared/ui/PageHeading';
import { SearchField } from '../../shared/ui/SearchField';
import { RecordType } from '../../shared/wire/records';
import { PlaceHits } from './PlaceHits';
import { hitsQuery, RecordHits } from './RecordHits';
import { waysFor } from './search-ways';
import './SearchScreen.css';

/** The one search box: whatever is typed is looked for in every way that fits it. */
export function SearchScreen() {
  return (
    <WorkTexts>
      <Search />
    </WorkTexts>
  );
}

function Search() {
  const { t } = useLingui();
  const { query = '' } = useSearch({ strict: false });
  return (
    <>
      <PageHeading title={t({ id: 'search.title', message: 'Search' })} />
      {/* A new address (back, a link) starts the box again from what the address says. */}
      <SearchBox key={query} query={query} />
      {query === '' ? <Hints /> : <Hits query={query} />}
    </>
  );
}

function SearchBox({ query }: { query: string }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [text, setText] = useState(query);
  const submit = (value: string) =>
    void navigate({ to: '/search', search: value.trim() === '' ? {} : { query: value.trim() } });
  return (
    <div role="search" className="search-line">
      <SearchField
        label={t({ id: 'search.label', message: 'Search everything' })}
        hideLabel
        placeholder={t({
          id: 'search.placeholder',
          message: 'Name, ID, phone number or page',
        })}
        value={text}
        onChange={setText}
        onSubmit={submit}
        onClear={() => submit('')}
        autoFocus
      />
      <Button kind="primary" onPress={() => submit(text)}>
        <Trans id="search.action">Search</Trans>
      </Button>
    </div>
  );
}

function Hints() {
  return (
    <ul className="search-hints soft">
      <li>
        <Trans id="search.hint_name">
          A name in any spelling or script; names that sound alike are found, too.
        </Trans>
      </li>
      <li>
        <Trans id="search.hint_id">An ID, or its last characters.</Trans>
      </li>
      <li>
        <Trans id="search.hint_phone">
          A phone number, best with its country code: <bdi dir="ltr">+000 555 0100</bdi>
        </Trans>
      </li>
    </ul>
  );
}

/** Of every record type the role may read, in every way that fits; then places of the app. */
function Hits({ query }: { query: string }) {
  const user = useUser();
  const types = Object.values(RecordType).filter((type) => can(user, type, 'read'));
  const groups = waysFor(query).flatMap((search) => types.map((type) => ({ type, search })));
  const results = useQueries({ queries: groups.map(hitsQuery) });
  const isEmpty = results.every(({ data }) => data?.data.length === 0);
  return (
    <>
      {groups.length === 0 ? (
        <EmptyState
          title={<Trans id="search.too_short">Type at least two letters or digits.</Trans>}
        />
      ) : null}
      {groups.length > 0 && isEmpty ? <NothingFound /> : null}
      {results.map((found, index) => {
        const group = groups[index];
        return group === undefined ? null : (
          <RecordHits key={`${group.search.mode} ${group.type}`} group={group} found={found} />
        );
      })}
      <PlaceHits query={query} />
    </>
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
