import { NumberBox } from './NumberBox';
import { ModelName } from './draft';
import { useThresholdTexts } from './useThresholdTexts';

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
