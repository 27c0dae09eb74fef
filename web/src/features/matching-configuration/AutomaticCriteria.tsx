import { Trans } from '@lingui/react/macro';
import { Button } from '../../shared/ui/Button';
import type { Automatic, Configuration, Criterion } from './configuration.wire';
import { CriterionCard } from './CriterionCard';
import { type ModelName, fieldOf, withAutomatic, withModel } from './draft';
import { useCriterionTexts } from './useCriterionTexts';

interface AutomaticCriteriaProps {
  configuration: Configuration;
  model: ModelName;
  automatic: Automatic;
  onChange: (next: Configuration) => void;
}

/** Criteria of questions that forms call matchable: they count though nobody wrote them down. */
export function AutomaticCriteria({
  configuration,
  model,
  automatic,
  onChange,
}: AutomaticCriteriaProps) {
  const { nameOf } = useCriterionTexts();
  const { comparators, left_out: leftOut = [] } = configuration[model];
  const change = (one: Criterion, next: Criterion | undefined) =>
    onChange(withModel(configuration, model, withAutomatic(configuration[model], one, next)));
  const counting = automatic[model].filter((one) => !leftOut.includes(fieldOf(one)));
  if (counting.length === 0 && leftOut.length === 0) return null;
  return (
    <>
      <h3>
        <Trans id="matching.automatic.title">Questions that count by themselves</Trans>
      </h3>
      <p className="soft">
        <Trans id="matching.automatic.about">
          Forms call them matchable, so they count a little. Change what they count, or leave them
          out.
        </Trans>
      </p>
      <div className="criteria">
        {counting.map((one) => (
          <CriterionCard
            key={`${model} ${one.id}`}
            criterion={comparators.find(({ id }) => id === one.id) ?? one}
            onChange={(next) => change(one, next)}
          />
        ))}
      </div>
      {leftOut.map((field) => (
        <div key={field}>
          <Button
            kind="quiet"
            onPress={() =>
              onChange(
                withModel(configuration, model, {
                  left_out: leftOut.filter((other) => other !== field),
                }),
              )
            }
          >
            <Trans id="matching.automatic.take_in">Let it count again: {nameOf(field)}</Trans>
          </Button>
        </div>
      ))}
    </>
  );
}
