import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, type ReactNode, Suspense } from 'react';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { useLanguage } from '../../shared/i18n/useLanguage';
import type { MergeField } from '../../shared/merge/merge.wire';
import { pickText } from '../../shared/text/pick';
import { FieldLabel, FieldNotes } from '../../shared/ui/FieldParts';
import { Skeleton } from '../../shared/ui/Skeleton';
import '../../shared/ui/fields.css';
import { type Pick, pickOf, type PickAction, type Picked } from './choices';
import { EntryChoices } from './EntryChoices';
import { takesNewAnswer } from './new-answer';
import { SideValue } from './SideValue';
import { useCaseField } from './useCaseField';

interface FieldChoicesProps {
  field: MergeField;
  picked: Picked;
  onChange: (action: PickAction) => void;
  isMissing?: boolean;
}

const NewAnswer = lazy(() => import('./NewAnswer'));

/** Both answers of one field side by side, as choices; where it makes sense both, or a new one. */
export function FieldChoices({ field, picked, onChange, isMissing = false }: FieldChoicesProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const { name, choices } = field;
  const pick = pickOf(field, picked);
  const definition = useCaseField(name);
  const label = pickText(field.display_name, language) || name;
  const missingText = t({ id: 'merge.missing', message: 'Choose one of the answers.' });
  return (
    <div className="merge-field" data-merge-field={name}>
      <RadioGroup
        className="field"
        validationBehavior="aria"
        value={pick ?? null}
        isInvalid={isMissing}
        onChange={(value) => onChange({ kind: 'pick', name, pick: asPick(value) })}
      >
        <FieldLabel>{label}</FieldLabel>
        <div className="merge-choices">
          {choices.includes('this') ? (
            <Option id="this" title={<Trans id="merge.choice.this">Case that stays</Trans>}>
              <SideValue field={field} side="this" />
            </Option>
          ) : null}
          {choices.includes('other') ? (
            <Option id="other" title={<Trans id="merge.choice.other">Other case</Trans>}>
              <SideValue field={field} side="other" />
            </Option>
          ) : null}
          {choices.includes('both') ? (
            <Option id="both" title={<Trans id="merge.choice.both">Keep both</Trans>} />
          ) : null}
          {choices.includes('rows') ? (
            <Option id="rows" title={<Trans id="merge.choice.rows">Choose entries</Trans>} />
          ) : null}
          {choices.includes('value') && takesNewAnswer(field.type, definition) ? (
            <Option id="value" title={<Trans id="merge.choice.value">Another answer</Trans>} />
          ) : null}
        </div>
        <FieldNotes errorMessage={isMissing ? missingText : undefined} />
      </RadioGroup>
      {pick === 'value' ? (
        <Suspense fallback={<Skeleton lines={2} />}>
          <NewAnswer
            type={field.type}
            field={definition}
            label={t({ id: 'merge.typed', message: `New answer: ${label}` })}
            value={picked.typed[name] ?? ''}
            onChange={(answer) => onChange({ kind: 'type', name, answer })}
          />
        </Suspense>
      ) : null}
      {pick === 'rows' ? <EntryChoices field={field} picked={picked} onChange={onChange} /> : null}
    </div>
  );
}

const picks: readonly Pick[] = ['this', 'other', 'both', 'value', 'rows'];

function asPick(value: string): Pick {
  return picks.find((one) => one === value) ?? 'this';
}

function Option({ id, title, children }: { id: Pick; title: ReactNode; children?: ReactNode }) {
  return (
    <Radio value={id} className="choice merge-option">
      <span className="choice-mark choice-mark-round" />
      <span className="merge-option-text">
        <span className="merge-part">{title}</span>
        {children}
      </span>
    </Radio>
  );
}
