import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import type { FieldDefinition, FormDefinition } from '../../shared/forms/definition';
import { useAllProblems } from '../../shared/forms/engine/hooks';
import type { FormStore } from '../../shared/forms/engine/store';
import { useFindingText } from '../../shared/forms/fields/useFindingText';
import { useLabel } from '../../shared/forms/fields/useFieldTexts';
import type { Finding } from '../../shared/forms/validation/keys';
import { Button } from '../../shared/ui/Button';
import type { Target } from './FormPart';
import { onlyLacks } from './incomplete';

interface ErrorSummaryProps {
  store: FormStore;
  forms: readonly FormDefinition[];
  /** Changes each time saving was refused: then the list takes the focus. */
  refusals: number;
  goTo: (target: Target) => void;
  /** Saves all the same; absent where the deployment wants every required answer. */
  onSaveIncomplete?: (() => void) | undefined;
}

interface Line {
  readonly finding: Finding;
  readonly field: FieldDefinition | undefined;
  readonly form: string | undefined;
}

function linesOf(problems: readonly Finding[], forms: readonly FormDefinition[]): Line[] {
  const byField = Map.groupBy(problems, ({ pointer }) => pointer.split('/')[1] ?? '');
  return [...byField].flatMap(([name, [finding]]): Line[] => {
    if (finding === undefined) return [];
    const form = forms.find((one) => one.fields.some((field) => field.name === name));
    const field = form?.fields.find((one) => one.name === name);
    return [{ finding, field, form: form?.uniqueId }];
  });
}

/** What has to be looked at before the record can be saved; each line leads to its field. */
export default function ErrorSummary(props: ErrorSummaryProps) {
  const { store, forms, refusals, goTo, onSaveIncomplete } = props;
  const { t } = useLingui();
  const box = useRef<HTMLDivElement>(null);
  const problems = useAllProblems(store);
  const lines = linesOf(problems, forms);
  useEffect(() => {
    if (refusals > 0) box.current?.focus();
  }, [refusals]);
  const count = lines.length;
  if (count === 0) return null;
  const formCount = new Set(lines.map((line) => line.form)).size;
  return (
    <div className="record-problems" role="alert" tabIndex={-1} ref={box}>
      <h2>
        {t({
          id: 'record.problems.title',
          message: plural(count, {
            one: 'Nothing was saved yet: # answer needs another look.',
            other: 'Nothing was saved yet: # answers need another look.',
          }),
        })}
      </h2>
      {formCount > 1 ? (
        <p>
          {t({
            id: 'record.problems.forms',
            message: plural(formCount, {
              one: 'They are in # form.',
              other: 'They are in # different forms.',
            }),
          })}
        </p>
      ) : null}
      <ul>
        {lines.map((line) => (
          <li key={line.finding.pointer}>
            <ProblemLine line={line} forms={forms} goTo={goTo} />
          </li>
        ))}
      </ul>
      {onSaveIncomplete !== undefined && onlyLacks(problems) ? (
        <div>
          <Button onPress={onSaveIncomplete}>
            <Trans id="record.save.incomplete">Save without these answers</Trans>
          </Button>
        </div>
      ) : null}
    </div>
  );
}

interface ProblemLineProps {
  line: Line;
  forms: readonly FormDefinition[];
  goTo: (target: Target) => void;
}

function ProblemLine({ line, forms, goTo }: ProblemLineProps) {
  const labelText = useLabel();
  const findingText = useFindingText();
  const { finding, field, form } = line;
  const labelOf = (name: string) => {
    const other = forms.flatMap((one) => one.fields).find((one) => one.name === name);
    return other === undefined ? name : labelText(other);
  };
  const isInside = finding.pointer.split('/').length > 3;
  const text = isInside ? (
    <Trans id="record.problems.inside">There is a problem in one of the entries.</Trans>
  ) : (
    findingText(finding, labelOf)
  );
  if (field === undefined || form === undefined) return <p>{text}</p>;
  return (
    <>
      <button
        type="button"
        className="link-button"
        onClick={() => goTo({ form, field: field.name })}
      >
        {labelText(field)}
      </button>
      {': '}
      {text}
    </>
  );
}
