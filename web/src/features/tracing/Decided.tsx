import { Trans } from '@lingui/react/macro';
import { formatDateTime } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { useVocabulary } from '../../shared/records/useVocabulary';
import { MatchState, standing, type Match } from './matches.wire';

/** Who decided, when and why. */
export function Decided({ match }: { match: Match }) {
  const language = useLanguage();
  const vocabulary = useVocabulary({ withPlaces: false });
  const { decided_by: by, decided_at: at, reason_id: reason, note } = match;
  const state = standing(match);
  if (state === MatchState.potential || !by) return null;
  const when = at ? formatDateTime(at, language) : '';
  return (
    <div className="pair-decided">
      <p>
        <Trans id="tracing.pair.decided" comment="{by} is a user name, {when} a time.">
          Decided by <bdi>{by}</bdi>, <bdi>{when}</bdi>
        </Trans>
      </p>
      {reason ? (
        <p>
          <bdi>{vocabulary.text('lookup-match-reason', reason)}</bdi>
        </p>
      ) : null}
      {note ? (
        <p>
          <bdi>{note}</bdi>
        </p>
      ) : null}
      {state === MatchState.underVerification ? (
        <p>
          <Trans id="tracing.pair.second">
            Another person has to confirm before the family is told anything.
          </Trans>
        </p>
      ) : null}
    </div>
  );
}
