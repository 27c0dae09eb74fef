import { type ReactNode, useMemo } from 'react';
import { foreignLanguage, pickText } from '../../text/pick';
import { type ForeignWords, ForeignWordsContext } from '../../ui/foreign-words';
import { FieldType } from '../../wire/forms';
import type { FieldDefinition } from '../definition';
import { useShown, useStore } from '../engine/hooks';
import { isSendable } from '../engine/patch';
import { isBlank } from '../json';
import { anchorOf } from './anchor';
import { Answer } from './Answer';
import { useFormView } from './form-view';
import { Guidance } from './Guidance';
import { useQuestionLanguage } from './question-language';
import { Undo } from './Undo';

interface FieldSlotProps {
  form: string;
  field: FieldDefinition;
}

const never_drawn: readonly FieldType[] = [FieldType.dateRange, FieldType.custom];
const own_view: readonly FieldType[] = [
  FieldType.subform,
  FieldType.photo,
  FieldType.audio,
  FieldType.document,
  FieldType.signature,
];

/** A field in its place: nothing while hidden, an answer where it cannot be changed, a control. */
export function FieldSlot({ form, field }: FieldSlotProps) {
  const view = useFormView();
  const shown = useShown(form, field.name);
  if (!shown || field.isCompanion || never_drawn.includes(field.type)) return null;
  if (view.mode === 'view' && field.hideOnView) return null;
  const Control = view.controls[field.type];
  if (Control === undefined) return null;
  if (own_view.includes(field.type)) {
    const { FieldNote } = view;
    return (
      <FieldLanguage field={field}>
        {FieldNote ? <FieldNote field={field.name} /> : null}
        <Control form={form} field={field} />
      </FieldLanguage>
    );
  }
  if (view.mode === 'view') return <Answer field={field} id={anchorOf(form, field.name)} />;
  if (isFixed(field) || view.isReadOnly(form)) return <FixedAnswer field={field} />;
  return (
    <div className="field-slot" id={anchorOf(form, field.name)} tabIndex={-1}>
      <FieldLanguage field={field}>
        <Control form={form} field={field} />
      </FieldLanguage>
      <Guidance field={field} />
      {view.mode === 'edit' ? <Undo field={field} /> : null}
    </div>
  );
}

const nothing: ForeignWords = new Map();

/** Tells labels and help of which language they are, where they are not translated. */
function FieldLanguage({ field, children }: { field: FieldDefinition; children: ReactNode }) {
  const language = useQuestionLanguage();
  const words = useMemo(() => {
    const foreign = [field.label, field.help].flatMap((text) => {
      const code = foreignLanguage(text, language);
      return code === undefined ? [] : [[pickText(text, language), code] as const];
    });
    return foreign.length === 0 ? nothing : new Map(foreign);
  }, [field, language]);
  return <ForeignWordsContext value={words}>{children}</ForeignWordsContext>;
}

function isFixed(field: FieldDefinition): boolean {
  return field.disabled || !isSendable(field);
}

/** What the system fills in stands there once it says something. */
function FixedAnswer({ field }: { field: FieldDefinition }) {
  const view = useFormView();
  const store = useStore();
  const calculated = !isBlank(field.calculation) || field.type === FieldType.calculated;
  if (view.mode === 'new' && !calculated && isBlank(store.value(field.name))) return null;
  return <Answer field={field} isFixed />;
}
