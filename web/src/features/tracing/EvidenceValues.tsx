import { Trans } from '@lingui/react/macro';
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

/**
 * The answers that were compared, where the reader may see them: as the request has them, and then
 * as the case does.
 */
export function EvidenceValues({ bar }: EvidenceValuesProps) {
  const { valueText } = useFieldTexts();
  if (!telling.has(kindOf(bar))) return null;
  const [ofCase = '', asked = ''] = bar.values.map((value, side) => {
    const path = bar.fields[0]?.[side] ?? bar.fields[0]?.[0] ?? '';
    return valueText(path.split('.').at(-1) ?? '', value);
  });
  if (asked === '' && ofCase === '') return null;
  if (asked === ofCase) {
    return (
      <p className="evidence-values">
        <bdi>{asked}</bdi>
      </p>
    );
  }
  return (
    <dl className="evidence-values">
      {asked === '' ? null : (
        <div>
          <dt>
            <Trans id="tracing.evidence.asked">Request:</Trans>
          </dt>{' '}
          <dd>
            <bdi>{asked}</bdi>
          </dd>
        </div>
      )}
      {ofCase === '' ? null : (
        <div>
          <dt>
            <Trans id="tracing.evidence.of_case">Case:</Trans>
          </dt>{' '}
          <dd>
            <bdi>{ofCase}</bdi>
          </dd>
        </div>
      )}
    </dl>
  );
}
