import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../shared/ui/Button';
import type { Criterion } from './configuration.wire';
import { strength_texts } from './criterion-texts';
import { outcomesOf, strengthOf, withWeight } from './draft';
import { NumberBox } from './NumberBox';
import { useCriterionTexts } from './useCriterionTexts';

interface CriterionCardProps {
  criterion: Criterion;
  onChange: (next: Criterion | undefined) => void;
}

const weight_max = 20;

/** One criterion: what it may find, and how much each finding counts. */
export function CriterionCard({ criterion, onChange }: CriterionCardProps) {
  const { i18n } = useLingui();
  const texts = useCriterionTexts();
  const name = texts.nameOf(criterion.id);
  return (
    <details className="criterion">
      <summary>{name}</summary>
      <div className="stack">
        <div className="criterion-outcomes">
          {outcomesOf(criterion).map((outcome, at) => (
            <NumberBox
              key={outcome.key}
              label={texts.levelOf(criterion, outcome, at)}
              description={
                Number.isFinite(outcome.weight)
                  ? i18n._(strength_texts[strengthOf(outcome.weight)])
                  : undefined
              }
              value={outcome.weight}
              min={-weight_max}
              max={weight_max}
              onChange={(weight) => onChange(withWeight(criterion, outcome.key, weight))}
            />
          ))}
        </div>
        <div>
          <Button kind="quiet" onPress={() => onChange(undefined)}>
            <Trans id="matching.criterion.leave_out">Leave out: {name}</Trans>
          </Button>
        </div>
      </div>
    </details>
  );
}
