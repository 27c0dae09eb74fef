import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { AskOwner } from '../../shared/tracing/AskOwner';
import { DuplicateAnswers } from '../../shared/tracing/DuplicateAnswers';
import { duplicate_state_texts } from '../../shared/tracing/duplicate-state-texts';
import { DuplicateState } from '../../shared/tracing/duplicates';
import { CaseFacts, CaseName } from '../../shared/tracing/PersonFacts';
import { Probability } from '../../shared/tracing/Probability';
import { duplicateWorkQuery, type ListedDuplicate } from './work-list.wire';
import { Returned } from './Returned';
import { WorkPages, type WorkProps } from './WorkPages';

/** Cases that may be one child. */
export function DuplicateWork(props: WorkProps) {
  return (
    <WorkPages
      {...props}
      query={useQuery(duplicateWorkQuery(props.filter))}
      rowKey={(pair) => `${pair.of_case.id} ${pair.case.id}`}
      row={(pair) => <Pair pair={pair} />}
    />
  );
}

function Pair({ pair }: { pair: ListedDuplicate }) {
  const { i18n } = useLingui();
  const { of_case: own, case: other, masked, state } = pair;
  return (
    <article className="match-card duplicate-pair">
      <div className="match-card-who stack">
        <div>
          <h2 className="match-card-title">
            <CaseName child={own} isMasked={false} />
          </h2>
          <CaseFacts child={own} isMasked={false} />
        </div>
        <div>
          <h3>
            <CaseName child={other} isMasked={masked} />
          </h3>
          <CaseFacts child={other} isMasked={masked} />
        </div>
        {state === DuplicateState.potential ? null : (
          <p className="match-marks">
            <span className="chip">{i18n._(duplicate_state_texts[state])}</span>
          </p>
        )}
        {pair.returned ? <Returned /> : null}
      </div>
      <Probability score={pair.score} />
      {masked ? (
        <AskOwner
          owner={other.owned_by}
          agency={other.owned_by_agency_id}
          wanted={{ side: 'cases', id: other.id }}
          about={{ record_type: 'case', record_id: own.id }}
        />
      ) : (
        <DuplicateAnswers of={own.id} duplicate={pair} />
      )}
    </article>
  );
}
