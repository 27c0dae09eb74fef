import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { About } from './access-request';
import { AskOwner } from './AskOwner';
import type { Duplicate } from './duplicates';
import { CaseFacts, CaseName } from './PersonFacts';
import { Probability } from './Probability';
import './hints.css';

interface DuplicateListProps {
  duplicates: readonly Duplicate[];
  /** The case that they may be duplicates of, once it has an id. */
  of?: string;
  /** What can be done about one of them. */
  actions?: (duplicate: Duplicate) => ReactNode;
}

/** Cases that may be the same child, each with its probability, the highest first. */
export function DuplicateList({ duplicates, of, actions }: DuplicateListProps) {
  return (
    <ul className="hints-list">
      {duplicates.map((duplicate) => (
        <li key={duplicate.case.id} className="hint">
          <Hint
            duplicate={duplicate}
            about={of === undefined ? undefined : { record_type: 'case', record_id: of }}
          >
            {actions?.(duplicate)}
          </Hint>
        </li>
      ))}
    </ul>
  );
}

interface HintProps {
  duplicate: Duplicate;
  about: About | undefined;
  children: ReactNode;
}

function Hint({ duplicate, about, children }: HintProps) {
  const { case: child, score, masked, relationship } = duplicate;
  return (
    <>
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
        {masked ? (
          <AskOwner
            owner={child.owned_by}
            agency={child.owned_by_agency_id}
            wanted={{ side: 'cases', id: child.id }}
            about={about}
          />
        ) : null}
        {children}
      </div>
      <Probability score={score} />
    </>
  );
}
