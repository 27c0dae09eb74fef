import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useState } from 'react';
import type { Handover } from '../../shared/intake/handover';
import { useSettings } from '../../shared/definitions/useDefinitions';
import { searchFor, type Search } from '../../shared/records/list-query';
import { Button } from '../../shared/ui/Button';
import { SearchField } from '../../shared/ui/SearchField';
import { useOnline } from '../../shared/ui/useOnline';
import type { PrimeroModule } from '../../shared/wire/settings';
import { handoverOf } from './handover-values';
import { maySkipSearch } from './intake-steps';
import { Matches } from './Matches';

const IntakeHints = lazy(() => import('../../shared/tracing/IntakeHints'));

interface SearchStepProps {
  module: PrimeroModule;
  onContinue: (values: Handover) => void;
}

/** Is the child known already? Two cases for one child tear the help apart. */
export function SearchStep({ module, onContinue }: SearchStepProps) {
  const { t } = useLingui();
  const isOnline = useOnline();
  const settings = useSettings();
  const populated = settings?.auto_populate_list.find(({ field_key }) => field_key === 'name');
  const format = populated?.formats[settings?.default_locale ?? ''] ?? populated?.format ?? [];
  const [text, setText] = useState('');
  const [search, setSearch] = useState<Search>();
  const [about, setAbout] = useState<Handover>({});
  const [hinted, setHinted] = useState(0);
  const submit = (value: string) => setSearch(searchFor(value));
  const handover = (of: Search | undefined) => (of ? handoverOf(of, format) : {});
  const goOn = () => onContinue({ ...handover(search), ...about });
  const maySkip = maySkipSearch(module) || !isOnline;
  return (
    <section className="panel stack" aria-labelledby="intake-search">
      <h2 id="intake-search">
        <Trans id="intake.search">Is the child already registered?</Trans>
      </h2>
      <p className="soft">
        <Trans id="intake.search_explain">
          Search by name, by an ID or by a phone number first. If the child is known, continue the
          existing case instead of opening a second one.
        </Trans>
      </p>
      <div className="search-line">
        <SearchField
          label={t({ id: 'intake.search_label', message: 'Name, ID or phone number' })}
          value={text}
          onChange={setText}
          onSubmit={submit}
          onClear={() => setSearch(undefined)}
        />
        <Button kind="primary" onPress={() => submit(text)}>
          <Trans id="cases.search_action">Search</Trans>
        </Button>
      </div>
      {isOnline ? (
        <Suspense fallback={null}>
          <IntakeHints named={handover(searchFor(text))} onKnown={setAbout} onFound={setHinted} />
        </Suspense>
      ) : null}
      {search ? <Matches search={search} isHinted={isOnline && hinted > 0} onNone={goOn} /> : null}
      {search === undefined ? (
        <div className="stack">
          {maySkip ? null : (
            <p id="intake-skip-why" className="soft">
              <Trans id="intake.search_needed">
                In this programme a search is needed before a new case can be registered.
              </Trans>
            </p>
          )}
          <div>
            <Button isDisabled={!maySkip} onPress={() => onContinue(about)}>
              <Trans id="intake.skip">Skip and register a new case</Trans>
            </Button>
          </div>
        </div>
      ) : null}
    </section>
  );
}
