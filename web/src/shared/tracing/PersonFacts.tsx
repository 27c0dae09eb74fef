import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatDate, formatNumber } from '../i18n/format';
import { useLanguage } from '../i18n/useLanguage';
import { useVocabulary } from '../records/useVocabulary';
import type { Trace } from './traces';
import type { MatchCase } from './match-case';

type Age = number | string | null | undefined;

function useAgeText() {
  const language = useLanguage();
  const { t } = useLingui();
  return (age: Age): string => {
    if (age === null || age === undefined || age === '') return '';
    const shown = typeof age === 'number' ? formatNumber(age, language) : age;
    return t({ id: 'tracing.person.age', message: `age ${shown}`, comment: 'In a line of facts.' });
  };
}

/** Short facts in one line, separated by dots. */
function FactLine({ facts }: { facts: readonly ReactNode[] }) {
  return (
    <p className="soft">
      {facts.filter(Boolean).map((fact, index) => (
        <span key={index}>
          {index > 0 ? ' · ' : null}
          {fact}
        </span>
      ))}
    </p>
  );
}

interface TraceFactsProps {
  trace: Trace;
}

/** People know a tracing request by the end of its identifier. */
const short_id_length = 7;

/** Number of the request, sex and age of a sought child, who asks for it, and since when. */
export function TraceFacts({ trace }: TraceFactsProps) {
  const language = useLanguage();
  const vocabulary = useVocabulary({ withPlaces: false });
  const age = useAgeText()(trace.age);
  const relation = trace.relation
    ? vocabulary.text('lookup-family-relationship', trace.relation)
    : '';
  const name = trace.relation_name;
  const number = trace.inquirer_id?.slice(-short_id_length);
  const date = trace.inquiry_date ? formatDate(trace.inquiry_date, language) : '';
  return (
    <>
      <FactLine
        facts={[
          number ? <bdi>{number}</bdi> : null,
          trace.sex ? <bdi>{vocabulary.text('lookup-gender', trace.sex)}</bdi> : null,
          age ? <bdi>{age}</bdi> : null,
        ]}
      />
      <FactLine
        facts={[
          name ? (
            <Trans id="tracing.person.asked_by" comment="{name} is the person who seeks the child.">
              asked for by <bdi>{name}</bdi>
            </Trans>
          ) : null,
          relation ? <bdi>{relation}</bdi> : null,
          date ? <bdi>{date}</bdi> : null,
        ]}
      />
    </>
  );
}

/** The name of a sought child; without one, words that stand for it. */
export function TraceName({ trace }: TraceFactsProps) {
  return trace.name ? (
    <bdi>{trace.name}</bdi>
  ) : (
    <Trans id="tracing.person.no_name">Child without a name</Trans>
  );
}

interface CaseFactsProps {
  child: MatchCase;
  isMasked: boolean;
}

/** Number, sex and age of a case, and whose it is. */
export function CaseFacts({ child, isMasked }: CaseFactsProps) {
  const vocabulary = useVocabulary({ withPlaces: false });
  const age = useAgeText()(child.age);
  const agency = child.owned_by_agency_id
    ? vocabulary.text('Agency', child.owned_by_agency_id)
    : '';
  return (
    <>
      <FactLine
        facts={[
          child.case_id_display ? <bdi>{child.case_id_display}</bdi> : null,
          child.sex ? <bdi>{vocabulary.text('lookup-gender', child.sex)}</bdi> : null,
          age ? <bdi>{age}</bdi> : null,
        ]}
      />
      {isMasked || !child.owned_by ? null : (
        <FactLine
          facts={[<bdi key="owner">{child.owned_by}</bdi>, <bdi key="agency">{agency}</bdi>]}
        />
      )}
    </>
  );
}

/** The name of a case, which opens it where the reader may. */
export function CaseName({ child, isMasked }: CaseFactsProps) {
  const name = child.name || child.case_id_display || child.id.slice(-7);
  return isMasked ? (
    <bdi>{name}</bdi>
  ) : (
    <Link to="/cases/$id" params={{ id: child.id }}>
      <bdi>{name}</bdi>
    </Link>
  );
}
