import type { EvidenceBar } from './matches.wire';
import { useFieldTexts } from './useFieldTexts';

interface EvidenceValuesProps {
  bar: EvidenceBar;
}

/** The answers that were compared, where the reader may see them. */
export function EvidenceValues({ bar }: EvidenceValuesProps) {
  const { valueText } = useFieldTexts();
  const texts = bar.values.map((value, side) => {
    const names = bar.fields.map((pair) => pair[side] ?? pair[0] ?? '');
    return valueText(names[0]?.split('.').at(-1) ?? '', value);
  });
  if (texts.every((text) => text === '')) return null;
  return (
    <p className="evidence-values">
      {texts
        .filter((text) => text !== '')
        .map((text, at) => (
          <span key={at}>
            {at > 0 ? <span aria-hidden="true"> · </span> : null}
            <bdi>{text}</bdi>
          </span>
        ))}
    </p>
  );
}
