import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { use } from 'react';
import { DoubtKind } from '../../../shared/forms/checks/plausibility';
import { useLabel } from '../../../shared/forms/fields/useFieldTexts';
import { Icon } from '../../../shared/ui/Icon';
import type { Target } from '../FormPart';
import { recordTexts } from '../../../shared/text/record-texts';
import { type DoubtLine, type DoubtSpec, useDoubts } from './useDoubts';
import './checks.css';

interface DoubtsProps extends DoubtSpec {
  goTo: (target: Target) => void;
}

/** Answers that are possible but unlikely, each with the way to it. They hold up nothing. */
export default function Doubts({ goTo, ...spec }: DoubtsProps) {
  use(recordTexts);
  const lines = useDoubts(spec);
  return (
    <div role="status">{lines.length === 0 ? null : <DoubtBox lines={lines} goTo={goTo} />}</div>
  );
}

interface BoxProps {
  lines: readonly DoubtLine[];
  goTo: (target: Target) => void;
}

function DoubtBox({ lines, goTo }: BoxProps) {
  const { t } = useLingui();
  return (
    <div className="record-doubts">
      <Icon name="warning" size={20} />
      <div>
        <p className="record-doubts-title">
          {t({
            id: 'doubt.title',
            message: plural(lines.length, {
              one: '# answer is unlikely. Is it right?',
              other: '# answers are unlikely. Are they right?',
            }),
            comment: 'Above a form; saving is possible all the same.',
          })}
        </p>
        <ul>
          {lines.map((line) => (
            <li key={line.doubt.pointer + line.doubt.key + (line.doubt.other ?? '')}>
              <DoubtText line={line} goTo={goTo} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function DoubtText({ line, goTo }: { line: DoubtLine; goTo: (target: Target) => void }) {
  const { form, field, inEntry } = line;
  const labelOf = useLabel();
  const list = labelOf(field);
  const answer = inEntry === undefined ? '' : labelOf(inEntry);
  return (
    <>
      <button
        type="button"
        className="link-button"
        onClick={() => goTo({ form, field: field.name })}
      >
        {inEntry === undefined ? (
          list
        ) : (
          <Trans
            id="doubt.in_entry"
            comment="{list} is a list, such as services; {answer} a question in it."
          >
            {list}, {answer}
          </Trans>
        )}
        {':'}
      </button>{' '}
      <Reason line={line} />
    </>
  );
}

function Reason({ line: { doubt, other } }: { line: DoubtLine }) {
  const labelOf = useLabel();
  const name = other === undefined ? (doubt.other ?? '') : labelOf(other);
  const max = doubt.max ?? 0;
  switch (doubt.key) {
    case DoubtKind.order:
      return (
        <Trans id="doubt.order" comment="{name} is the label of another date.">
          this is before “{name}”.
        </Trans>
      );
    case DoubtKind.age:
      return (
        <Trans id="doubt.age" comment="{name} is the label of a date of birth.">
          the age does not fit “{name}”.
        </Trans>
      );
    case DoubtKind.ageMax:
      return (
        <Trans id="doubt.age_max" comment="Of a child in child protection.">
          this makes the child older than {max} years.
        </Trans>
      );
  }
}
