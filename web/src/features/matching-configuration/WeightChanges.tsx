import { Trans } from '@lingui/react/macro';
import { commaOf, formatNumber } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import type { Report } from './configuration.wire';
import { useCriterionTexts } from './useCriterionTexts';

type WeightChangesProps = Pick<Report, 'changes' | 'kept'>;

/** The weights that would change, one by one. */
export function WeightChanges({ changes, kept }: WeightChangesProps) {
  const language = useLanguage();
  const texts = useCriterionTexts();
  const names = kept.map(texts.nameOf).join(commaOf(language));
  return (
    <details className="criterion">
      <summary>
        <Trans id="matching.report.changes">Weights that would change</Trans>
      </summary>
      <ul className="moved-list">
        {changes.map(({ comparator, level, before, after }) => {
          const name = texts.nameOf(comparator);
          const finding = texts.reported(level);
          const from = formatNumber(before, language);
          const to = formatNumber(after, language);
          return (
            <li key={`${comparator} ${level}`}>
              <Trans id="matching.report.change">
                {name}, {finding}: from {from} to {to}
              </Trans>
            </li>
          );
        })}
      </ul>
      {kept.length > 0 ? (
        <p className="soft">
          <Trans id="matching.report.kept">
            Too few decisions, so the old weights stay: {names}
          </Trans>
        </p>
      ) : null}
    </details>
  );
}
