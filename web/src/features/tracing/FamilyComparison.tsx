import { Trans } from '@lingui/react/macro';
import { ComparisonTable } from './ComparisonTable';
import type { ComparedField } from './matches.wire';
import { useFieldTexts } from './useFieldTexts';

interface FamilyComparisonProps {
  /** One list for each relative of the case. */
  rows: readonly (readonly ComparedField[])[];
  hidesCase: boolean;
  hidesTrace: boolean;
}

/** The relatives of the case, each beside the person who asks. */
export function FamilyComparison({ rows, ...hides }: FamilyComparisonProps) {
  const { valueText } = useFieldTexts();
  if (rows.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="match-family">
      <h2 id="match-family">
        <Trans id="tracing.family.title">The child’s family and the person who asks</Trans>
      </h2>
      {rows.map((fields, at) => {
        const name = fields.find((field) => field.field_name === 'relation_name');
        const text = valueText('relation_name', name?.case_value);
        return (
          <ComparisonTable
            key={at}
            fields={fields}
            caption={
              text === '' ? (
                <Trans id="tracing.family.relative">A relative of the case</Trans>
              ) : (
                <bdi>{text}</bdi>
              )
            }
            {...hides}
          />
        );
      })}
    </section>
  );
}
