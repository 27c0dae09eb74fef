import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, useState } from 'react';
import { TracingTexts } from '../../shared/tracing/TracingTexts';
import { Button } from '../../shared/ui/Button';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Fetched } from '../../shared/ui/Fetched';
import { PageHeading } from '../../shared/ui/PageHeading';
import { Skeleton } from '../../shared/ui/Skeleton';
import { AfterMatch } from './AfterMatch';
import { AskAbout } from './AskAbout';
import { BothVoices } from './BothVoices';
import { ComparisonTable } from './ComparisonTable';
import { Decided } from './Decided';
import { DecisionBar } from './DecisionBar';
import { EvidencePicture } from './EvidencePicture';
import { FamilyComparison } from './FamilyComparison';
import { MatchFiles } from './MatchFiles';
import { MatchMarks } from './MatchMarks';
import { MatchProbability } from './MatchProbability';
import { maskedSide, pairQuery, type Match } from './matches.wire';
import { PairLinks } from './PairLinks';
import { CaseFacts, CaseName, TraceFacts, TraceName } from '../../shared/tracing/PersonFacts';
import './tracing.css';

const ComparisonSheet = lazy(() => import('./ComparisonSheet'));

/** A sought child and a case side by side: what speaks for and against, and the decision. */
export function PairScreen() {
  const { trace = '', case: child = '' } = useParams({ strict: false });
  return (
    <TracingTexts>
      <Pair key={`${trace} ${child}`} trace={trace} child={child} />
    </TracingTexts>
  );
}

interface PairProps {
  trace: string;
  child: string;
}

function Pair({ trace, child }: PairProps) {
  const { t } = useLingui();
  const pair = useQuery(pairQuery(trace, child));
  const [isSheet, setSheet] = useState(false);
  const close = () => setSheet(false);
  if (pair.data !== undefined && isSheet) {
    return (
      <Fetched onFailed={close}>
        <ComparisonSheet match={pair.data} onClose={close} />
      </Fetched>
    );
  }
  return (
    <div className="stack tracing">
      <PageHeading title={t({ id: 'tracing.pair.title', message: 'Is this the sought child?' })} />
      <PairLinks trace={trace} child={child} />
      {pair.isPending ? <Skeleton lines={8} /> : null}
      {pair.isError ? <ErrorState error={pair.error} onRetry={() => void pair.refetch()} /> : null}
      {pair.data ? <Whole match={pair.data} /> : null}
      {pair.data && isTold(pair.data) ? (
        <div className="pair-print">
          <Button kind="quiet" onPress={() => setSheet(true)}>
            <Trans id="tracing.sheet.open">Comparison sheet without names</Trans>
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** Whether the answers of both sides may be read. */
function isTold({ comparison, agreeing_fields: count }: Match): boolean {
  return Boolean(comparison) && typeof count !== 'number';
}

function Whole({ match }: { match: Match }) {
  const { case: child, trace, comparison } = match;
  const side = maskedSide(match);
  const hides = { hidesCase: side === 'case', hidesTrace: side === 'trace' };
  return (
    <>
      <div className="pair-head panel">
        <div>
          <p className="pair-side">
            <Trans id="tracing.compare.sought">Sought child</Trans>
          </p>
          <h2>
            <TraceName trace={trace} />
          </h2>
          <TraceFacts trace={trace} />
          {side === 'trace' ? <AskAbout match={match} /> : null}
          <MatchFiles photos={trace.photos} sounds={trace.recorded_audio} />
        </div>
        <div>
          <p className="pair-side">
            <Trans id="tracing.compare.case">Case</Trans>
          </p>
          <h2>
            <CaseName child={child} isMasked={side === 'case'} />
          </h2>
          <CaseFacts child={child} isMasked={side === 'case'} />
          <MatchFiles photos={child.photos} sounds={child.recorded_audio} />
          {side === 'case' ? <AskAbout match={match} /> : null}
        </div>
        <div>
          <MatchProbability match={match} />
          <MatchMarks match={match} />
        </div>
        <BothVoices trace={trace.recorded_audio} child={child.recorded_audio} />
      </div>
      <Decided match={match} />
      <AfterMatch match={match} />
      <div className="pair-body">
        <div className="panel">
          <EvidencePicture match={match} />
        </div>
        <div className="panel stack">
          {comparison && isTold(match) ? (
            <>
              <section className="stack" aria-labelledby="match-children">
                <h2 id="match-children">
                  <Trans id="tracing.compare.title">Side by side</Trans>
                </h2>
                <ComparisonTable
                  caption={<Trans id="tracing.compare.children">The children</Trans>}
                  fields={comparison.case_to_trace}
                  {...hides}
                />
              </section>
              <FamilyComparison rows={comparison.family_to_inquirer} {...hides} />
            </>
          ) : (
            <p className="soft">
              <Trans id="tracing.compare.omitted">
                The answers are not shown to you. Ask whoever is responsible.
              </Trans>
            </p>
          )}
        </div>
      </div>
      <DecisionBar match={match} />
    </>
  );
}
