import { useLingui } from '@lingui/react/macro';
import { kindOf, sideOf, strengthOf } from './evidence';
import { evidence_texts, lack_texts, plain_texts, strength_texts } from './evidence-texts';
import type { EvidenceBar, Match } from './matches.wire';
import { useFieldLabel } from './useFieldTexts';

interface EvidenceWords {
  /** What the comparison found. */
  readonly sentence: (bar: EvidenceBar) => string;
  /** How strongly that speaks for or against. */
  readonly strength: (bar: EvidenceBar) => string;
  /** What to ask next, the most telling first, each once. */
  readonly lacking: (match: Match) => readonly string[];
}

/** The evidence in the reader's language. */
export function useEvidenceTexts(): EvidenceWords {
  const { i18n } = useLingui();
  const label = useFieldLabel();
  const labelOf = (comparator: string, fields: readonly (readonly string[])[]) => {
    const path = fields[0]?.[0];
    return label(path?.split('.').at(-1) ?? comparator);
  };
  const sentence = (bar: EvidenceBar) => {
    const kind = kindOf(bar);
    const side = sideOf(bar.weight_bits);
    const known =
      evidence_texts[`${bar.comparator}.${bar.level}`] ??
      evidence_texts[`${kind}.${bar.level}`] ??
      evidence_texts[`${kind}.${side}`];
    if (known === undefined && bar.fields.length === 0 && bar.text !== '') return bar.text;
    const text = known ?? plain_texts[side];
    return text ? i18n._({ ...text, values: { field: labelOf(bar.comparator, bar.fields) } }) : '';
  };
  const strength = (bar: EvidenceBar) => {
    const side = sideOf(bar.weight_bits);
    const key = side === 'neutral' ? side : `${side}.${strengthOf(bar.weight_bits)}`;
    const text = strength_texts[key];
    return text ? i18n._(text) : '';
  };
  const lacking = (match: Match) => {
    const texts = match.would_help.map((one) => {
      const comparator = typeof one === 'string' ? one : one.comparator;
      const text = lack_texts[comparator];
      return text ? i18n._(text) : labelOf(comparator, typeof one === 'string' ? [] : one.fields);
    });
    return [...new Set(texts)];
  };
  return { sentence, strength, lacking };
}
