import { kindOf } from './evidence';
import type { EvidenceBar } from './matches.wire';
import { useFieldTexts } from './useFieldTexts';

interface EvidenceValuesProps {
  bar: EvidenceBar;
}

/** Answers that say more than the sentence; ages and dates stand in the comparison. */
const telling: ReadonlySet<string> = new Set([
  'person_name',
  'personal_name',
  'kin_name',
  'lineage',
  'siblings',
  'rather_sibling',
  'location',
  'phone',
  'identifier',
  'text',
]);

/** The answers that were compared, where the reader may see them. */
export function EvidenceValues({ bar }: EvidenceValuesProps) {
  const { valueText } = useFieldTexts();
  if (!telling.has(kindOf(bar))) return null;
  const texts = bar.values.map((value, side) => {
    const path = bar.fields[0]?.[side] ?? bar.fields[0]?.[0] ?? '';
    return valueText(path.split('.').at(-1) ?? '', value);
  });
  const shown = [...new Set(texts.filter((text) => text !== ''))];
  if (shown.length === 0) return null;
  return (
    <p className="evidence-values">
      {shown.map((text, at) => (
        <span key={text}>
          {at > 0 ? <span aria-hidden="true"> · </span> : null}
          <bdi>{text}</bdi>
        </span>
      ))}
    </p>
  );
}
