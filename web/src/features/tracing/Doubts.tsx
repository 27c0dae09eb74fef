import { Trans } from '@lingui/react/macro';
import { formatList } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { useVocabulary } from '../../shared/records/useVocabulary';
import type { Match } from './matches.wire';

interface DoubtsProps {
  match: Match;
}

/** What the comparison did not believe or left out, so that somebody puts it right. */
export function Doubts({ match }: DoubtsProps) {
  const language = useLanguage();
  const vocabulary = useVocabulary({ withPlaces: false });
  const of = (side: 'case' | 'trace') =>
    formatList(
      match.check_dates
        .filter((date) => date.side === side)
        .map((date) => vocabulary.fieldName(date.field_name)),
      language,
    );
  const ofCase = of('case');
  const ofTrace = of('trace');
  return (
    <>
      {ofCase === '' ? null : (
        <p className="evidence-lack">
          <Trans
            id="tracing.evidence.check_case"
            comment="{ofCase} names dates of the case that cannot be right."
          >
            Please check in the case, as it cannot be right and was not compared: {ofCase}
          </Trans>
        </p>
      )}
      {ofTrace === '' ? null : (
        <p className="evidence-lack">
          <Trans
            id="tracing.evidence.check_trace"
            comment="{ofTrace} names date fields of the sought child that cannot be right."
          >
            Please check in the tracing request, as it cannot be right and was not compared:{' '}
            {ofTrace}
          </Trans>
        </p>
      )}
      {match.sought_twice ? (
        <p className="evidence-lack">
          <Trans id="tracing.evidence.twice">
            This child may stand twice in the request. Both are looked for; compare them there.
          </Trans>
        </p>
      ) : null}
      {match.truncated ? (
        <p className="evidence-lack">
          <Trans id="tracing.evidence.truncated">
            A name is very long or there are very many relatives: not all of them were compared.
          </Trans>
        </p>
      ) : null}
    </>
  );
}
