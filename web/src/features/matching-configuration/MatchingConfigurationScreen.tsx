import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AreaTexts } from '../../shared/i18n/AreaTexts';
import { ErrorState } from '../../shared/ui/ErrorState';
import { PageHeading } from '../../shared/ui/PageHeading';
import { Skeleton } from '../../shared/ui/Skeleton';
import {
  configurationQuery,
  matchingKey,
  type Configuration,
  type Loaded,
} from './configuration.wire';
import { CriteriaPanel } from './CriteriaPanel';
import { ModelName, patched, patchOf } from './draft';
import { FitPanel } from './FitPanel';
import { HistoryPanel } from './HistoryPanel';
import { matchingTexts } from './matching-texts';
import { RulesPanel } from './RulesPanel';
import { SavePanel } from './SavePanel';
import { useSaving } from './useSaving';
import '../../shared/ui/table.css';
import './matching-configuration.css';

/** By what possible matches are found: criteria, thresholds, consent, and what was learnt. */
export function MatchingConfigurationScreen() {
  return (
    <AreaTexts ready={matchingTexts}>
      <Screen />
    </AreaTexts>
  );
}

function Screen() {
  const { t } = useLingui();
  const found = useQuery(configurationQuery);
  return (
    <div className="stack matching-configuration">
      <PageHeading title={t({ id: 'matching.title', message: 'How possible matches are found' })} />
      <p className="soft">
        <Trans id="matching.about">
          Matches are proposals: people decide. Here is set what counts for and against them, from
          which probability on they are shown, and who takes part.
        </Trans>
      </p>
      {found.isPending ? <Skeleton lines={8} /> : null}
      {found.isError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : null}
      {found.data ? <Loading loaded={found.data} /> : null}
    </div>
  );
}

/** What the changes on the screen are made upon, and since which configuration. */
interface Begun {
  readonly upon: Loaded;
  readonly since: number;
}

/** Starts anew when another configuration comes into force, unless something was changed here. */
function Loading({ loaded }: { loaded: Loaded }) {
  const [begun, setBegun] = useState<Begun>();
  const shown = begun?.upon ?? loaded;
  const since = begun?.since ?? loaded.facts.number;
  return (
    <>
      {loaded.facts.is_catching_up ? <CatchingUp /> : null}
      <Editor
        key={since}
        loaded={shown}
        onBegun={(upon) => setBegun({ upon, since })}
        onDone={() => setBegun(undefined)}
      />
      <FitPanel />
      <HistoryPanel current={loaded.facts.number} tag={loaded.tag} />
    </>
  );
}

interface EditorProps {
  loaded: Loaded;
  onBegun: (upon: Loaded) => void;
  onDone: () => void;
}

function Editor({ loaded, onBegun, onDone }: EditorProps) {
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Configuration>(loaded.configuration);
  const [model, setModel] = useState<ModelName>(ModelName.tracing);
  const [tries, setTries] = useState(0);
  const patch = patchOf(loaded.configuration, draft);
  const saving = useSaving({
    loaded,
    draft,
    patch,
    onSaved: (saved, sent) => {
      if (draft === sent) return onDone();
      // What was typed meanwhile is no longer in what came into force: it stays, upon that.
      setDraft(patched(saved.configuration, patchOf(sent, draft)));
      onBegun(saved);
    },
  });
  const change = (next: Configuration) => {
    saving.forget();
    setDraft(next);
    onBegun(loaded);
  };
  return (
    <>
      <RulesPanel configuration={draft} onChange={change} />
      <CriteriaPanel
        key={tries}
        configuration={draft}
        automatic={loaded.facts.automatic}
        model={model}
        onModel={setModel}
        onChange={change}
      />
      {Object.keys(patch).length > 0 ? (
        <SavePanel
          draft={draft}
          saving={saving}
          onDiscard={() => {
            saving.forget();
            setDraft(loaded.configuration);
            setTries(tries + 1);
            onDone();
            void queries.invalidateQueries({ queryKey: [matchingKey] });
          }}
        />
      ) : null}
    </>
  );
}

function CatchingUp() {
  return (
    <p role="status">
      <Trans id="matching.catching_up">
        The new weights are being taken over. Until then searches are answered by the earlier ones.
      </Trans>
    </p>
  );
}
