import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Icon } from '../../shared/ui/Icon';
import type { ComparedField } from './matches.wire';
import { useFieldTexts } from './useFieldTexts';
import './compare.css';

interface ComparisonTableProps {
  caption: ReactNode;
  fields: readonly ComparedField[];
  /** True: the answers of the case are not for this reader. */
  hidesCase: boolean;
  hidesTrace: boolean;
  /** What the two sides are called; else the sought child and the case. */
  sides?: Sides;
}

interface Sides {
  readonly trace: string;
  readonly case: string;
}

/** Two records field by field; what neither or only one of them answers stands apart. */
export function ComparisonTable({
  caption,
  fields,
  hidesCase,
  hidesTrace,
  sides,
}: ComparisonTableProps) {
  const { t } = useLingui();
  const { label, valueText } = useFieldTexts();
  const names = sides ?? {
    trace: t({ id: 'tracing.compare.sought', message: 'Sought child' }),
    case: t({ id: 'tracing.compare.case', message: 'Case' }),
  };
  const told = inOrder(fields.filter((field) => field.match !== 'blank'));
  const blank = fields.filter((field) => field.match === 'blank');
  const one = blank.filter((field) => field.side);
  return (
    <div className="stack">
      {told.length > 0 ? (
        <table className="compare">
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">
                <Trans id="tracing.compare.question">Question</Trans>
              </th>
              <th scope="col">{names.trace}</th>
              <th scope="col">{names.case}</th>
              <th scope="col">
                <Trans id="tracing.compare.verdict">Comparison</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {told.map((field) => (
              <tr key={field.field_name} className={`compare-${verdictOf(field)}`}>
                <th scope="row">{label(field.field_name)}</th>
                <td>
                  <Side
                    name={names.trace}
                    text={valueText(field.field_name, field.trace_value, field.trace_precision)}
                    isHidden={hidesTrace}
                  />
                </td>
                <td>
                  <Side
                    name={names.case}
                    text={valueText(field.field_name, field.case_value, field.case_precision)}
                    isHidden={hidesCase}
                  />
                </td>
                <td>
                  <Verdict field={field} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className="soft">
          <Trans id="tracing.compare.nothing">No question is answered on both sides.</Trans>
        </p>
      )}
      <OneSided fields={one} sides={sides} />
    </div>
  );
}

/** What people look at first; everything else keeps the order of the server. */
const first_fields: readonly string[] = [
  'name',
  'relation_name',
  'name_nickname',
  'relation',
  'sex',
  'age',
  'date_of_birth',
];

function inOrder(fields: readonly ComparedField[]): readonly ComparedField[] {
  const rank = ({ field_name: name }: ComparedField) => {
    const at = first_fields.indexOf(name);
    return at < 0 ? first_fields.length : at;
  };
  return fields.toSorted((left, right) => rank(left) - rank(right));
}

interface SideProps {
  name: string;
  text: string;
  isHidden: boolean;
}

/** On a phone the columns stand below each other, each under its name. */
function Side({ name, text, isHidden }: SideProps) {
  return (
    <>
      <span className="compare-side" aria-hidden="true">
        {name}
      </span>
      {text === '' ? (
        <span className="soft">
          {isHidden ? (
            <Trans id="tracing.compare.hidden">not shown to you</Trans>
          ) : (
            <Trans id="tracing.compare.none">no answer</Trans>
          )}
        </span>
      ) : (
        <bdi>{text}</bdi>
      )}
    </>
  );
}

/** Levels of names that are no longer the same name, but not far from it. */
const near_levels: readonly string[] = ['T', 'K', 'I'];

type Verdicts = 'match' | 'similar' | 'possible' | 'mismatch';

function verdictOf({ match, level, near }: ComparedField): Verdicts {
  if (match === 'match') return 'match';
  // Names without a word in common, of which one is that of a child (Umm Ahmad).
  if (near && level === 'N') return 'possible';
  return near || near_levels.includes(level ?? '') ? 'similar' : 'mismatch';
}

const verdict_icons = {
  match: 'check',
  similar: 'info',
  possible: 'info',
  mismatch: 'close',
} as const;

function Verdict({ field }: { field: ComparedField }) {
  const { t } = useLingui();
  const verdict = verdictOf(field);
  const texts = {
    match: t({ id: 'tracing.compare.match', message: 'agrees' }),
    similar: t({ id: 'tracing.compare.similar', message: 'similar' }),
    possible: t({ id: 'tracing.compare.possible', message: 'may be the same' }),
    mismatch: t({ id: 'tracing.compare.mismatch', message: 'differs' }),
  };
  return (
    <span className={`verdict verdict-${verdict}`}>
      <Icon name={verdict_icons[verdict]} size={18} />
      {texts[verdict]}
    </span>
  );
}

interface OneSidedProps {
  fields: readonly ComparedField[];
  sides: Sides | undefined;
}

/** Answered on one side only: what the other side could be asked. */
function OneSided({ fields, sides: names }: OneSidedProps) {
  const { t } = useLingui();
  const { label, valueText } = useFieldTexts();
  if (fields.length === 0) return null;
  const sides = {
    case:
      names?.trace ?? t({ id: 'tracing.compare.only_trace', message: 'only of the sought child' }),
    trace: names?.case ?? t({ id: 'tracing.compare.only_case', message: 'only in the case' }),
  };
  return (
    <details className="compare-more">
      <summary>
        <Trans id="tracing.compare.one_sided">Answered on one side only</Trans>
        <Icon name="down" size={18} />
      </summary>
      <ul>
        {fields.map((field) => {
          const side = field.side ?? 'case';
          const text =
            side === 'case'
              ? valueText(field.field_name, field.trace_value, field.trace_precision)
              : valueText(field.field_name, field.case_value, field.case_precision);
          return (
            <li key={field.field_name}>
              {label(field.field_name)}
              {text === '' ? null : (
                <>
                  : <bdi>{text}</bdi>
                </>
              )}{' '}
              <span className="soft">({sides[side]})</span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
