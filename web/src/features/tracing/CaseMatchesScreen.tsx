import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { CaseFacts, CaseName } from '../../shared/tracing/PersonFacts';
import { TracingTexts } from '../../shared/tracing/TracingTexts';
import { LinkButton } from '../../shared/ui/LinkButton';
import { PageHeading } from '../../shared/ui/PageHeading';
import { MatchList } from './MatchList';
import { matchesQuery } from './matches.wire';
import { RejectedToggle } from './RejectedToggle';
import './tracing.css';

/** The sought children that may be the child of a case. */
export function CaseMatchesScreen() {
  const { id = '' } = useParams({ strict: false });
  return (
    <TracingTexts>
      <CaseMatches key={id} id={id} />
    </TracingTexts>
  );
}

function CaseMatches({ id }: { id: string }) {
  const { t } = useLingui();
  const [withRejected, setWithRejected] = useState(false);
  const matches = useQuery(matchesQuery('cases', id, withRejected));
  const child = matches.data?.potential_matches[0]?.case;
  return (
    <div className="stack tracing">
      <PageHeading
        title={t({ id: 'tracing.case.title', message: 'Who may be looking for this child?' })}
        actions={
          <LinkButton to="/cases/$id" params={{ id }} search={{ form: 'summary' }}>
            <Trans id="tracing.case.back">To the case</Trans>
          </LinkButton>
        }
      />
      {child === undefined ? null : (
        <section className="panel">
          <p className="pair-side">
            <CaseName child={child} isMasked={false} />
          </p>
          <CaseFacts child={child} isMasked={false} />
        </section>
      )}
      <div className="page-heading">
        <h2>
          <Trans id="tracing.case.found">Sought children who may be this child</Trans>
        </h2>
        <RejectedToggle isSelected={withRejected} onChange={setWithRejected} />
      </div>
      <MatchList query={matches} from="cases" />
    </div>
  );
}
