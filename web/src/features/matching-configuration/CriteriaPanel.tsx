import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, useState } from 'react';
import { Button } from '../../shared/ui/Button';
import { Fetched } from '../../shared/ui/Fetched';
import { Icon } from '../../shared/ui/Icon';
import { RadioGroup } from '../../shared/ui/RadioGroup';
import { AutomaticCriteria } from './AutomaticCriteria';
import type { Automatic, Configuration } from './configuration.wire';
import { CriterionCard } from './CriterionCard';
import { ModelName, withCriterion, withModel } from './draft';
import { ThresholdBoxes } from './ThresholdBoxes';

const AddCriterion = lazy(() => import('./AddCriterion'));

interface CriteriaPanelProps {
  configuration: Configuration;
  automatic: Automatic;
  model: ModelName;
  onModel: (model: ModelName) => void;
  onChange: (next: Configuration) => void;
}

/** From which probability on, and by which criteria, records are held to be alike. */
export function CriteriaPanel({
  configuration,
  automatic,
  model,
  onModel,
  onChange,
}: CriteriaPanelProps) {
  const { t } = useLingui();
  const { comparators } = configuration[model];
  const own = comparators.filter(({ id }) => automatic[model].every((one) => one.id !== id));
  const [isAdding, setAdding] = useState(false);
  return (
    <section className="panel stack" aria-labelledby="matching-criteria">
      <h2 id="matching-criteria">
        <Trans id="matching.criteria.title">Criteria</Trans>
      </h2>
      <RadioGroup
        label={t({ id: 'matching.criteria.model', message: 'For which search' })}
        orientation="horizontal"
        choices={[
          {
            id: ModelName.tracing,
            text: t({ id: 'matching.criteria.tracing', message: 'Sought children and cases' }),
          },
          {
            id: ModelName.duplicates,
            text: t({ id: 'matching.criteria.duplicates', message: 'Children registered twice' }),
          },
        ]}
        value={model}
        onChange={(id) =>
          onModel(id === ModelName.duplicates ? ModelName.duplicates : ModelName.tracing)
        }
      />
      <ThresholdBoxes
        key={model}
        thresholds={configuration[model].thresholds}
        model={model}
        onChange={(thresholds) => onChange(withModel(configuration, model, { thresholds }))}
      />
      <h3>
        <Trans id="matching.criteria.weights">What counts how much</Trans>
      </h3>
      <p className="soft">
        <Trans id="matching.criteria.about">
          Each point more makes a match twice as probable, each point less half as probable. What
          nobody wrote down does not count.
        </Trans>
      </p>
      <div className="criteria">
        {own.map((criterion) => (
          <CriterionCard
            key={`${model} ${criterion.id}`}
            criterion={criterion}
            onChange={(next) =>
              onChange(
                withModel(
                  configuration,
                  model,
                  withCriterion(configuration[model], criterion.id, next),
                ),
              )
            }
          />
        ))}
      </div>
      <AutomaticCriteria
        configuration={configuration}
        model={model}
        automatic={automatic}
        onChange={onChange}
      />
      <div>
        <Button onPress={() => setAdding(true)}>
          <Icon name="plus" size={20} />
          <Trans id="matching.add.open">Add a criterion</Trans>
        </Button>
      </div>
      {isAdding ? (
        <Fetched onFailed={() => setAdding(false)}>
          <AddCriterion
            model={configuration[model]}
            name={model}
            onAdd={(added) =>
              onChange(withModel(configuration, model, { comparators: [...comparators, added] }))
            }
            onClose={() => setAdding(false)}
          />
        </Fetched>
      ) : null}
    </section>
  );
}
