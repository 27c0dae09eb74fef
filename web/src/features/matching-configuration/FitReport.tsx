import { Trans } from '@lingui/react/macro';
import { useLanguage } from '../../shared/i18n/useLanguage';
import type { Goodness, Report } from './configuration.wire';
import { RehearsalTable } from './RehearsalTable';
import { WeightChanges } from './WeightChanges';

/** What a fit learnt, how good it is on decisions it has not seen, and what would change. */
export function FitReport({ report }: { report: Report }) {
  const { confirmed, rejected, needed } = report;
  return (
    <div className="stack">
      <p>
        <Trans id="matching.report.decisions">
          Decisions that were used: {confirmed} confirmed, {rejected} rejected.
        </Trans>
      </p>
      {report.method === 'none' ? (
        <p>
          <Trans id="matching.report.too_few">
            That is too little to learn from: at least {needed} of each are needed. Nothing is
            proposed.
          </Trans>
        </p>
      ) : null}
      {report.method === 'calibration' ? (
        <p>
          <Trans id="matching.report.calibration">
            Only the probabilities were adjusted: {needed} decisions of each kind are needed before
            the weights of the criteria change.
          </Trans>
        </p>
      ) : null}
      {report.before && report.after ? (
        <Quality before={report.before} after={report.after} />
      ) : null}
      {report.changes.length > 0 ? (
        <WeightChanges changes={report.changes} kept={report.kept} />
      ) : null}
      {report.rehearsal ? <RehearsalTable rehearsal={report.rehearsal} /> : null}
    </div>
  );
}

/** Measured on one search in five that was held out. */
function Quality({ before, after }: { before: Goodness; after: Goodness }) {
  const language = useLanguage();
  const percent = (value: number) =>
    new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(value);
  const firstBefore = percent(before.first);
  const firstAfter = percent(after.first);
  const errorBefore = percent(before.calibration);
  const errorAfter = percent(after.calibration);
  return (
    <ul className="moved-list">
      <li>
        <Trans id="matching.report.first">
          The right case came first in {firstBefore} of the searches, and would in {firstAfter}.
        </Trans>
      </li>
      <li>
        <Trans id="matching.report.error">
          Probabilities were off by {errorBefore}, and would be by {errorAfter}.
        </Trans>
      </li>
    </ul>
  );
}
