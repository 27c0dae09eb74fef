import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useLanguage } from '../i18n/useLanguage';
import './probability.css';

/** Below this a match is called unlikely. */
export const unlikely_below = 0.2;

const certain = 0.99;
const least = 0.01;

/** From this probability on, the words; the last begins at nothing. */
const words: readonly { from: number; tone: string; text: MessageDescriptor }[] = [
  {
    from: 0.95,
    tone: 'high',
    text: msg({ id: 'tracing.probability.almost', message: 'Almost certain' }),
  },
  { from: 0.8, tone: 'high', text: msg({ id: 'tracing.probability.likely', message: 'Likely' }) },
  {
    from: 0.5,
    tone: 'middle',
    text: msg({ id: 'tracing.probability.rather', message: 'More likely than not' }),
  },
  {
    from: unlikely_below,
    tone: 'middle',
    text: msg({ id: 'tracing.probability.possible', message: 'Possible' }),
  },
  { from: 0, tone: 'low', text: msg({ id: 'tracing.probability.unlikely', message: 'Unlikely' }) },
];

interface ProbabilityProps {
  /** 0 to 1. */
  score: number;
}

/** How probable a match is: in words, as a number, and as the length of a bar. */
export function Probability({ score }: ProbabilityProps) {
  const { i18n } = useLingui();
  const entry = words.find(({ from }) => score >= from) ?? words[words.length - 1];
  const width = Math.round(Math.min(1, Math.max(0, score)) * 100);
  return (
    <p className={`probability probability-${entry?.tone ?? 'low'}`}>
      <span className="probability-words">{entry ? i18n._(entry.text) : null}</span>
      <span className="probability-number">
        <Percent score={score} />
      </span>
      <span className="probability-track" aria-hidden="true">
        <span className="probability-bar" style={{ inlineSize: `${width}%` }} />
      </span>
    </p>
  );
}

/** Nobody is ever told that something is certain, or impossible. */
function Percent({ score }: ProbabilityProps) {
  const language = useLanguage();
  const percent = (value: number) =>
    new Intl.NumberFormat(language, { style: 'percent' }).format(value);
  if (score > certain) {
    const most = percent(certain);
    return <Trans id="tracing.probability.over">over {most}</Trans>;
  }
  if (score < least) {
    const bound = percent(least);
    return <Trans id="tracing.probability.under">under {bound}</Trans>;
  }
  return percent(score);
}
