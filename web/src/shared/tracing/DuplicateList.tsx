import { Trans } from '@lingui/react/macro';
import { AskOwner } from './AskOwner';
import type { Duplicate } from './duplicates';
import { CaseFacts, CaseName } from './PersonFacts';
import { Probability } from './Probability';
import './hints.css';

interface DuplicateListProps {
  duplicates: readonly Duplicate[];
}

/** Cases that may be the same child, each with its probability, the highest first. */
export function DuplicateList({ duplicates }: DuplicateListProps) {
  return (
    <ul className="hints-list">
      {duplicates.map(({ case: child, score, masked, relationship }) => (
        <li key={child.id} className="hint">
          <div>
            <p className="hint-name">
              <CaseName child={child} isMasked={masked} />
            </p>
            <CaseFacts child={child} isMasked={masked} />
            {relationship === 'same_family' ? (
              <p>
                <Trans id="duplicates.family">Perhaps a brother or sister</Trans>
              </p>
            ) : null}
            {masked ? <AskOwner owner={child.owned_by} agency={child.owned_by_agency_id} /> : null}
          </div>
          <Probability score={score} />
        </li>
      ))}
    </ul>
  );
}
