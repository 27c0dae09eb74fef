import { memo, useId } from 'react';
import { FieldType } from '../../wire/forms';
import { directionOf } from '../../i18n/direction';
import { pickText } from '../../text/pick';
import type { FieldDefinition, FormDefinition } from '../definition';
import { useShown } from '../engine/hooks';
import { FieldSlot } from './FieldSlot';
import { useFormView } from './form-view';
import { Guidance } from './Guidance';
import { useQuestionLanguage } from './question-language';
import './form.css';

interface Section {
  readonly heading: FieldDefinition | undefined;
  readonly fields: readonly FieldDefinition[];
}

/** Fields between two separators belong together. */
function sectionsOf(fields: readonly FieldDefinition[]): Section[] {
  const sections: { heading: FieldDefinition | undefined; fields: FieldDefinition[] }[] = [];
  for (const field of fields.filter((one) => one.visible)) {
    if (field.type === FieldType.separator) sections.push({ heading: field, fields: [] });
    else if (sections.length === 0) sections.push({ heading: undefined, fields: [field] });
    else sections.at(-1)?.fields.push(field);
  }
  return sections;
}

interface FormBodyProps {
  form: FormDefinition;
  /** Level of the headings inside. */
  level?: 3 | 4;
}

/** The fields of one form, in their sections: not drawn anew with the page around them. */
export const FormBody = memo(function FormBody({ form, level = 3 }: FormBodyProps) {
  const language = useQuestionLanguage();
  return (
    <div className="form-body" lang={language} dir={directionOf(language)}>
      {sectionsOf(form.fields).map((section, index) => (
        <SectionPart
          key={section.heading?.name ?? index}
          form={form.uniqueId}
          section={section}
          level={level}
        />
      ))}
    </div>
  );
});

interface SectionPartProps {
  form: string;
  section: Section;
  level: 3 | 4;
}

function SectionPart({ form, section, level }: SectionPartProps) {
  const id = useId();
  const fields = section.fields.map((field) => (
    <FieldSlot key={field.name} form={form} field={field} />
  ));
  if (section.heading === undefined) return <div className="form-section">{fields}</div>;
  return (
    <div className="form-section" role="group" aria-labelledby={id}>
      <SectionHeading id={id} form={form} field={section.heading} level={level} />
      {fields}
    </div>
  );
}

interface SectionHeadingProps {
  id: string;
  form: string;
  field: FieldDefinition;
  level: 3 | 4;
}

function SectionHeading({ id, form, field, level }: SectionHeadingProps) {
  const language = useQuestionLanguage();
  const view = useFormView();
  const shown = useShown(form, field.name);
  const Heading = `h${level}` as const;
  const help = pickText(field.help, language);
  if (!shown) return null;
  return (
    <div className="form-heading">
      <Heading id={id}>{pickText(field.label, language)}</Heading>
      {view.mode !== 'view' && help !== '' ? <p className="soft">{help}</p> : null}
      {view.mode === 'view' ? null : <Guidance field={field} />}
    </div>
  );
}
