import { useVocabulary } from '../records/useVocabulary';
import './RiskMark.css';

interface RiskMarkProps {
  /** An option of the risk levels; nothing is shown without one. */
  level: string | null | undefined;
}

const bars: Readonly<Record<string, number>> = { high: 3, medium: 2, low: 1 };

/** How urgent a case is: bars for the eyes, always with the word. */
export function RiskMark({ level }: RiskMarkProps) {
  const vocabulary = useVocabulary({ withPlaces: false });
  if (!level) {
    return null;
  }
  const filled = bars[level] ?? 0;
  return (
    <span className={`risk risk-${filled}`}>
      {filled === 0 ? null : (
        <svg viewBox="0 0 18 14" width={18} height={14} aria-hidden="true" focusable="false">
          {[1, 2, 3].map((bar) => (
            <rect
              key={bar}
              x={(bar - 1) * 6.5}
              y={14 - bar * 4.5}
              width={4.5}
              height={bar * 4.5}
              className={bar <= filled ? 'risk-bar' : 'risk-bar-empty'}
            />
          ))}
        </svg>
      )}
      <bdi>{vocabulary.text('lookup-risk-level', level)}</bdi>
    </span>
  );
}
