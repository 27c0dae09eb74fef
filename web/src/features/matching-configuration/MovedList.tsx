import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useLanguage } from '../../shared/i18n/useLanguage';
import type { Moved } from './configuration.wire';

const at_most = 20;

/** Pairs that would be shown otherwise, for who may read both records. */
export function MovedList({ moved }: { moved: readonly Moved[] }) {
  const language = useLanguage();
  const percent = (score: number) =>
    new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(score);
  return (
    <section className="stack" aria-labelledby="matching-moved">
      <h3 id="matching-moved">
        <Trans id="matching.moved.title">Pairs that would stand otherwise</Trans>
      </h3>
      <ul className="moved-list">
        {moved.slice(0, at_most).map((pair) => {
          const before = percent(pair.score_before);
          const after = percent(pair.score_after);
          return (
            <li key={`${pair.trace_id} ${pair.other_case_id} ${pair.case_id}`}>
              <PairLink pair={pair} />{' '}
              <Trans id="matching.moved.change">
                from {before} to {after}
              </Trans>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** To the pair; of two cases to where they are compared side by side. */
function PairLink({ pair }: { pair: Moved }) {
  if (pair.other_case_id === '') {
    return (
      <Link to="/matches/$trace/$case" params={{ trace: pair.trace_id, case: pair.case_id }}>
        <bdi>{pair.case_id_display || pair.case_id}</bdi>
      </Link>
    );
  }
  return (
    <Link to="/cases/$id/merge/$other" params={{ id: pair.case_id, other: pair.other_case_id }}>
      <bdi>{pair.case_id_display || pair.case_id}</bdi>
      {' – '}
      <bdi>{pair.other_case_id_display || pair.other_case_id}</bdi>
    </Link>
  );
}
