import { AskOwner } from '../../shared/tracing/AskOwner';
import { maskedSide, type Match } from './matches.wire';

interface AskAboutProps {
  match: Match;
}

/** Whom to ask about the side that is only hinted at. */
export function AskAbout({ match }: AskAboutProps) {
  const side = maskedSide(match);
  if (side === undefined) return null;
  const { owned_by: owner, owned_by_agency_id: agency, id } = match[side];
  const { case: child, trace } = match;
  return side === 'case' ? (
    <AskOwner
      owner={owner}
      agency={agency}
      wanted={{ side: 'cases', id }}
      about={{ record_type: 'tracing_request', record_id: trace.tracing_request_id }}
    />
  ) : (
    <AskOwner
      owner={owner}
      agency={agency}
      wanted={{ side: 'traces', id }}
      about={{ record_type: 'case', record_id: child.id }}
    />
  );
}
