import { AskOwner } from '../../shared/tracing/AskOwner';
import { maskedSide, type Match } from './matches.wire';

interface AskAboutProps {
  match: Match;
}

/** Whom to ask about the side that is only hinted at. */
export function AskAbout({ match }: AskAboutProps) {
  const side = maskedSide(match);
  if (side === undefined) return null;
  const { owned_by: owner, owned_by_agency_id: agency } = match[side];
  return <AskOwner owner={owner} agency={agency} />;
}
