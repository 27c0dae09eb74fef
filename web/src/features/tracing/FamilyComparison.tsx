import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Icon } from '../../shared/ui/Icon';
import { ComparisonTable } from './ComparisonTable';
import type { ComparedField } from './matches.wire';
import { useFieldTexts } from './useFieldTexts';

type Relative = readonly ComparedField[];

interface Hides {
  hidesCase: boolean;
  hidesTrace: boolean;
}

interface FamilyComparisonProps extends Hides {
  /** One list for each relative of the case. */
  rows: readonly Relative[];
}

/** The relatives of the case, each beside the person who asks. */
export function FamilyComparison({ rows, ...hides }: FamilyComparisonProps) {
  if (rows.length === 0) return null;
  const others = rows.filter(isSomebodyElse);
  const count = others.length;
  return (
    <section className="stack" aria-labelledby="match-family">
      <h2 id="match-family">
        <Trans id="tracing.family.title">The child’s family and the person who asks</Trans>
      </h2>
      <Relatives rows={rows.filter((row) => !isSomebodyElse(row))} {...hides} />
      {count === 0 ? null : (
        <details className="compare-more compare-others">
          <summary>
            <Trans id="tracing.family.others">
              <Plural value={count} one="# other relative" other="# other relatives" />
            </Trans>
            <Icon name="down" size={18} />
          </summary>
          <Relatives rows={others} {...hides} />
        </details>
      )}
    </section>
  );
}

/** A father is not the mother who asks: that their names differ says nothing. */
function isSomebodyElse(row: Relative): boolean {
  const isOf = (name: string) => row.find((field) => field.field_name === name);
  const name = isOf('relation_name');
  const isAlike = name?.match === 'match' || (name?.level ?? 'N') !== 'N';
  return isOf('relation')?.match === 'mismatch' && !isAlike;
}

function Relatives({ rows, ...hides }: FamilyComparisonProps) {
  const { t } = useLingui();
  const { valueText } = useFieldTexts();
  const sides = {
    trace: t({ id: 'tracing.family.asks', message: 'Who asks' }),
    case: t({ id: 'tracing.family.of_case', message: 'In the case' }),
  };
  return rows.map((fields, at) => {
    const name = fields.find((field) => field.field_name === 'relation_name');
    const text = valueText('relation_name', name?.case_value);
    return (
      <ComparisonTable
        key={at}
        fields={fields}
        sides={sides}
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
  });
}
