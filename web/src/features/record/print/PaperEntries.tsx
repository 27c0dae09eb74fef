import { createContext, useContext, useState } from 'react';
import { listedEntries } from '../../../shared/forms/engine/entries';
import { StoreContext, useStore } from '../../../shared/forms/engine/hooks';
import { FormStore } from '../../../shared/forms/engine/store';
import { useAnswerText } from '../../../shared/forms/fields/answer-text';
import { NoAnswer } from '../../../shared/forms/fields/Answer';
import { headerParts } from '../../../shared/forms/fields/entry-header';
import { type ControlProps, useFormView } from '../../../shared/forms/fields/form-view';
import { FormBody } from '../../../shared/forms/fields/FormBody';
import { useLabel } from '../../../shared/forms/fields/useFieldTexts';
import type { JsonObject } from '../../../shared/forms/json';
import { formatNumber } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { paperForm } from './paper-form';

/** Whether questions without an answer are printed, too. */
export const WholeContext = createContext(false);

/** The entries of a subform one below the other, each with all that it says. */
export function PaperEntries({ field }: ControlProps) {
  const { clock, options } = useFormView();
  const store = useStore();
  const language = useLanguage();
  const labelOf = useLabel();
  const text = useAnswerText(options);
  const record = store.spec.entry?.record ?? store.values;
  const value = store.value(field.name);
  const entries = listedEntries({ field, value, record, clock, textOf: text });
  return (
    <section className="paper-entries">
      <h3>{labelOf(field)}</h3>
      {entries.length === 0 ? <NoAnswer /> : null}
      {entries.map(({ entry }, index) => (
        <section key={index}>
          <h4>
            <bdi>{formatNumber(index + 1, language)}</bdi>.{' '}
            {headerParts(field, entry, { text, labelOf }).map((part, at) => (
              <span key={at}>
                {at === 0 ? null : ' · '}
                <bdi>{part}</bdi>
              </span>
            ))}
          </h4>
          <PaperEntry field={field} entry={entry} record={record} />
        </section>
      ))}
    </section>
  );
}

interface PaperEntryProps {
  field: ControlProps['field'];
  entry: JsonObject;
  record: JsonObject;
}

function PaperEntry({ field, entry, record }: PaperEntryProps) {
  const { clock } = useFormView();
  const { subform } = field;
  const isWhole = useContext(WholeContext);
  const [store] = useState(
    () =>
      new FormStore({
        forms: subform === undefined ? [] : [subform],
        values: entry,
        clock,
        entry: { parent: field, record },
      }),
  );
  if (subform === undefined) return null;
  return (
    <StoreContext value={store}>
      <FormBody form={paperForm(subform, store, isWhole)} level={4} />
    </StoreContext>
  );
}
