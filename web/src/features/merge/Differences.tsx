import { Plural, Trans } from '@lingui/react/macro';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { FieldState, type MergeField, type MergePreview } from '../../shared/merge/merge.wire';
import { pickText } from '../../shared/text/pick';
import type { PickAction, Picked } from './choices';
import { FieldChoices } from './FieldChoices';

interface DifferencesProps {
  forms: MergePreview['forms'];
  picked: Picked;
  onChange: (action: PickAction) => void;
  /** Fields that wait for a choice, once somebody tried to go on without. */
  missing: readonly MergeField[];
}

/** Where the two differ, form by form: the heart of the screen. */
export function Differences({ forms, picked, onChange, missing }: DifferencesProps) {
  const language = useLanguage();
  const differing = forms
    .map((form) => ({
      ...form,
      fields: form.fields.filter(({ state }) => state === FieldState.different),
    }))
    .filter(({ fields }) => fields.length > 0);
  const count = differing.reduce((sum, { fields }) => sum + fields.length, 0);
  return (
    <section className="stack" aria-labelledby="merge-differences">
      <h2 id="merge-differences">
        <Trans id="merge.differences.title">
          <Plural value={count} _0="No differences" one="# difference" other="# differences" />
        </Trans>
      </h2>
      {differing.map((form) => (
        <section
          key={form.unique_id}
          className="panel stack"
          aria-label={pickText(form.name, language)}
        >
          <h3>{pickText(form.name, language)}</h3>
          {form.fields.map((field) => (
            <FieldChoices
              key={field.name}
              field={field}
              picked={picked}
              onChange={onChange}
              isMissing={missing.includes(field)}
            />
          ))}
        </section>
      ))}
    </section>
  );
}
