import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { formatDate, formatNumber } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { RequestTransfer } from '../../shared/records/RequestTransfer';
import { useVocabulary } from '../../shared/records/useVocabulary';
import { Icon } from '../../shared/ui/Icon';
import type { RecordData } from '../../shared/wire/records';

interface MatchCardProps {
  record: RecordData;
}

/** A case that may be the child: enough to recognise, a link where one may open it. */
export function MatchCard({ record }: MatchCardProps) {
  const owner = textOf(record['owned_by']);
  const name = textOf(record['name']) || textOf(record['case_id_display']);
  return (
    <div className="match">
      {record.record_in_scope === false ? (
        <>
          <bdi className="match-name">{name}</bdi>
          <MatchFacts record={record} />
          <p className="match-closed">
            <Icon name="lock" size={18} />
            <span>
              <Trans id="intake.out_of_scope" comment="{owner} is a user name.">
                Not in your caseload. Ask <bdi>{owner}</bdi> before you register the child again.
              </Trans>
            </span>
          </p>
          <div className="row">
            <RequestTransfer type="cases" record={record} />
          </div>
        </>
      ) : (
        <>
          <Link to="/cases/$id" params={{ id: record.id }} className="match-name">
            <bdi>{name}</bdi>
          </Link>
          <MatchFacts record={record} />
        </>
      )}
    </div>
  );
}

function MatchFacts({ record }: MatchCardProps) {
  const language = useLanguage();
  const vocabulary = useVocabulary({ withPlaces: true });
  const age = record['age'];
  const facts = [
    textOf(record['case_id_display']),
    vocabulary.text('lookup-gender', textOf(record['sex'])),
    typeof age === 'number' ? formatNumber(age, language) : '',
    vocabulary.text('Location', textOf(record['location_current'])),
    textOf(record['registration_date']) === ''
      ? ''
      : formatDate(textOf(record['registration_date']), language),
  ].filter(Boolean);
  return (
    <p className="soft">
      {facts.map((fact, index) => (
        <span key={index}>
          {index > 0 ? ' · ' : null}
          <bdi>{fact}</bdi>
        </span>
      ))}
    </p>
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
