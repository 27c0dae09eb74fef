import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { useLanguage } from '../../shared/i18n/useLanguage';
import type { MergeField } from '../../shared/merge/merge.wire';
import { pickText } from '../../shared/text/pick';
import { FieldLabel, FieldNotes } from '../../shared/ui/FieldParts';
import { TextField } from '../../shared/ui/TextField';
import '../../shared/ui/fields.css';
import { type Pick, pickOf, type PickAction, type Picked } from './choices';
import { EntryChoices } from './EntryChoices';
import { SideValue } from './SideValue';

interface FieldChoicesProps {
  field: MergeField;
  picked: Picked;
  onChange: (action: PickAction) => void;
  isMissing?: boolean;
}

const typable: readonly string[] = ['text_field', 'textarea', 'numeric_field'];

/** Both answers of one field side by side, as choices; where it makes sense both, or a new one. */
export function FieldChoices({ field, picked, onChange, isMissing = false }: FieldChoicesProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const { name, choices } = field;
  const pick = pickOf(field, picked);
  const label = pickText(field.display_name, language) || name;
  const missingText = t({ id: 'merge.missing', message: 'Choose one of the answers.' });
  return (
    <div data-merge-field={name}>
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
          {choices.includes('value') && typable.includes(field.type) ? (
            <Option id="value" title={<Trans id="merge.choice.value">Another answer</Trans>} />
          ) : null}
        </div>
        <FieldNotes errorMessage={isMissing ? missingText : undefined} />
      </RadioGroup>
      {pick === 'value' ? (
        <TextField
          label={t({ id: 'merge.typed', message: `New answer: ${label}` })}
          rows={field.type === 'textarea' ? 4 : 1}
          {...(field.type === 'numeric_field' ? { inputMode: 'numeric' as const } : {})}
          value={picked.typed[name] ?? ''}
          onChange={(text) => onChange({ kind: 'type', name, text })}
        />
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
