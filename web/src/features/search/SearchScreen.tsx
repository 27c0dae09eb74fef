import { Trans, useLingui } from '@lingui/react/macro';
import { useQueries } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { RowMenuComponent } from '../../shared/records/row-menu';
import { SearchedButton } from '../../shared/searched/SearchedButton';
import { can } from '../../shared/session/permissions';
import { useUser } from '../../shared/session/useSession';
import { WorkTexts } from '../../shared/text/WorkTexts';
import { Button } from '../../shared/ui/Button';
import { EmptyState } from '../../shared/ui/EmptyState';
import { PageHeading } from '../../shared/ui/PageHeading';
import { SearchField } from '../../shared/ui/SearchField';
import { RecordType } from '../../shared/wire/records';
import { FormHits } from './FormHits';
import { useHandOvers } from './hand-over';
import { HandOverHits } from './HandOverHits';
import { PlaceHits } from './PlaceHits';
import { hitsQuery, RecordHits } from './RecordHits';
import './SearchScreen.css';

interface SearchProps {
  /** What can be done with a record that was found. */
  RowMenu: RowMenuComponent;
}

/** The one search box: whatever is typed is looked for in every way that fits it. */
export function SearchScreen(props: SearchProps) {
  return (
    <WorkTexts>
      <Search {...props} />
    </WorkTexts>
  );
}

function Search({ RowMenu }: SearchProps) {
  const { t } = useLingui();
  const { query = '' } = useSearch({ strict: false });
  return (
    <>
      <PageHeading title={t({ id: 'search.title', message: 'Search' })} />
      {/* A new address (back, a link) starts the box again from what the address says. */}
      <SearchBox key={query} query={query} />
      {query === '' ? <Hints /> : <Hits query={query} RowMenu={RowMenu} />}
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
  const user = useUser();
  const types = Object.values(RecordType).filter((type) => can(user, type, 'read'));
  return (
    <>
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
        <li>
          <Trans id="search.hint_hand_over">
            The hand-over code of a referral, such as <bdi>K7PD-92MX</bdi>
          </Trans>
        </li>
      </ul>
      <p>
        <SearchedButton types={types} />
      </p>
    </>
  );
}

/** Of every record type the role may read; then forms and pages of the app. */
function Hits({ query, RowMenu }: SearchProps & { query: string }) {
  const user = useUser();
  const isEnough = signs(query) >= signsMin;
  const types = Object.values(RecordType).filter((type) => can(user, type, 'read'));
  const asked = isEnough ? types : [];
  const results = useQueries({ queries: asked.map((type) => hitsQuery(type, query)) });
  const handOvers = useHandOvers(query);
  return (
    <>
      <HandOverHits result={handOvers} />
      {isEnough ? (
        <RecordHits
          query={query}
          types={asked}
          results={results}
          RowMenu={RowMenu}
          hasOthers={handOvers.isFetching || (handOvers.data ?? []).length > 0}
        />
      ) : (
        <EmptyState
          title={<Trans id="search.too_short">Type at least two letters or digits.</Trans>}
        />
      )}
      <PlaceHits query={query} />
      <FormHits query={query} />
    </>
  );
}

const signsMin = 2;

function signs(text: string): number {
  return text.replace(/[^\p{L}\p{N}]/gu, '').length;
}
