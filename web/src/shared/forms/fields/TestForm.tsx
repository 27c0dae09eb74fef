import { useState } from 'react';
import { LanguageProvider } from '../../i18n/LanguageProvider';
import type { FormDefinition } from '../definition';
import { entryProblems, recordProblems } from '../engine/checking';
import { StoreContext } from '../engine/hooks';
import { FormStore } from '../engine/store';
import type { JsonObject } from '../json';
import { newId } from '../new-id';
import { OptionBook, type OptionSources } from '../options';
import { controls } from './controls';
import { createFileBox } from './file-box';
import { FormBody } from './FormBody';
import { type FormView, FormViewContext } from './form-view';

const clock = { today: '2026-03-15', zone: 'UTC' };

interface TestFormProps {
  form: FormDefinition;
  values?: JsonObject;
  mode?: FormView['mode'];
  sources?: Partial<OptionSources>;
  /** What the page says differently. */
  page?: Partial<FormView>;
  /** Hands the store out, to look at what was stored. */
  onStore?: (store: FormStore) => void;
}

/** For tests: one form on its own, as a record page draws it. */
export function TestForm({
  form,
  values = {},
  mode = 'edit',
  sources,
  page,
  onStore,
}: TestFormProps) {
  const [store] = useState(() => {
    const made = new FormStore({ forms: [form], values, clock });
    onStore?.(made);
    return made;
  });
  const [view] = useState((): FormView => {
    const options = new OptionBook({
      lookups: [],
      locations: [],
      agencies: [],
      reportingLevel: 1,
      ...sources,
    });
    const context = {
      ...clock,
      optionsOf: options.idsOf.bind(options),
      numberMin: 0,
      textLengthMax: 1000,
      textareaLengthMax: 20_000,
      attachmentsMax: 100,
    };
    return {
      mode,
      controls,
      options,
      clock,
      now: () => ({ today: clock.today, instant: '2026-03-15T08:00:00Z', newId }),
      isReadOnly: () => false,
      find: recordProblems(() => true, context),
      findInEntry: entryProblems(context),
      files: createFileBox(),
      photo: {},
      colleagues: () => Promise.resolve([]),
      protection: undefined,
      phoneCountries: ['KE'],
      ...page,
    };
  });
  return (
    <LanguageProvider>
      <StoreContext value={store}>
        <FormViewContext value={view}>
          <FormBody form={form} />
        </FormViewContext>
      </StoreContext>
    </LanguageProvider>
  );
}
