import { useLingui } from '@lingui/react/macro';
import { NumberBox } from './NumberBox';
import { ModelName } from './draft';

type Thresholds = Readonly<Record<string, number>>;

interface ThresholdBoxesProps {
  thresholds: Thresholds;
  model: ModelName;
  onChange: (next: Record<string, number>) => void;
}

/** What holds when the configuration does not say. */
const usual: Thresholds = { list: 0.02, likely: 0.8, notify: 0.8, alert: 0.8, store: 0.3 };
const shown = {
  [ModelName.tracing]: ['list', 'store', 'notify', 'likely'],
  [ModelName.duplicates]: ['likely', 'alert'],
} as const;

/** From which probability on something is listed, kept, told of or called likely; in percent. */
export function ThresholdBoxes({ thresholds, model, onChange }: ThresholdBoxesProps) {
  const texts = useThresholdTexts();
  return (
    <div className="criterion-outcomes">
      {shown[model].map((name) => (
        <NumberBox
          key={name}
          label={texts[name].label}
          description={texts[name].help}
          value={toPercent(thresholds[name] ?? usual[name] ?? 0)}
          min={0}
          max={100}
          onChange={(percent) => onChange({ ...thresholds, [name]: percent / 100 })}
        />
      ))}
    </div>
  );
}

/** Without the tail of binary fractions. */
function toPercent(share: number): number {
  return Math.round(share * 10_000) / 100;
}

function useThresholdTexts() {
  const { t } = useLingui();
  return {
    list: {
      label: t({ id: 'matching.threshold.list', message: 'Show from (percent)' }),
      help: t({
        id: 'matching.threshold.list_help',
        message: 'What is less probable is not shown to anybody.',
      }),
    },
    store: {
      label: t({ id: 'matching.threshold.store', message: 'Put on the work list from (percent)' }),
      help: t({
        id: 'matching.threshold.store_help',
        message: 'What the nightly search keeps for people to look at.',
      }),
    },
    notify: {
      label: t({ id: 'matching.threshold.notify', message: 'Tell people from (percent)' }),
      help: t({
        id: 'matching.threshold.notify_help',
        message: 'Those responsible are told of new matches.',
      }),
    },
    likely: {
      label: t({ id: 'matching.threshold.likely', message: 'Call it likely from (percent)' }),
      help: t({
        id: 'matching.threshold.likely_help',
        message: 'A word beside the number; nothing is ever decided by it.',
      }),
    },
    alert: {
      label: t({ id: 'matching.threshold.alert', message: 'Warn from (percent)' }),
      help: t({
        id: 'matching.threshold.alert_help',
        message: 'Both cases show that a child may be registered twice.',
      }),
    },
  };
}
