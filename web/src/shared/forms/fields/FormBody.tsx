import { memo, useId } from 'react';
import { FieldType } from '../../wire/forms';
import { directionOf } from '../../i18n/direction';
import { LocalText } from '../../text/LocalText';
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
          isFirst={index === 0}
          level={level}
        />
      ))}
    </div>
  );
});

interface SectionPartProps {
  form: string;
  section: Section;
  isFirst: boolean;
  level: 3 | 4;
}

/**
 * So many fields are one part: a browser leaves out the parts that are off the screen, and each of
 * them costs it something for every key.
 */
const part_fields = 10;

function partsOf(fields: readonly FieldDefinition[]): (readonly FieldDefinition[])[] {
  const count = Math.max(1, Math.ceil(fields.length / part_fields));
  return Array.from({ length: count }, (_, index) =>
    fields.slice(index * part_fields, (index + 1) * part_fields),
  );
}

function SectionPart({ form, section, isFirst, level }: SectionPartProps) {
  const id = useId();
  const { heading } = section;
  const group = heading === undefined ? {} : { role: 'group', 'aria-labelledby': id };
  return (
    <div className="form-section" {...group}>
      {partsOf(section.fields).map((fields, index) => (
        <div key={index} className={isFirst || index > 0 ? 'form-part' : 'form-part form-begins'}>
          {heading === undefined || index > 0 ? null : (
            <SectionHeading id={id} form={form} field={heading} level={level} />
          )}
          {fields.map((field) => (
            <FieldSlot key={field.name} form={form} field={field} />
          ))}
        </div>
      ))}
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
      <Heading id={id}>
        <LocalText text={field.label} locale={language} />
      </Heading>
      {view.mode !== 'view' && help !== '' ? (
        <p className="soft">
          <LocalText text={field.help} locale={language} />
        </p>
      ) : null}
      {view.mode === 'view' ? null : <Guidance field={field} />}
    </div>
  );
}
