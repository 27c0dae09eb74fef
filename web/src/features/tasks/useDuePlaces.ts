import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { formsQuery } from '../../shared/definitions/definitions';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { pickText } from '../../shared/text/pick';
import type { FormSection } from '../../shared/wire/forms';
import type { LocalizedText } from '../../shared/wire/text';

/** The question that sets the day of a task, and the form that asks it. */
export interface DuePlace {
  readonly field: string;
  readonly form: string;
}

/** An entry is asked for on the form that holds its list. */
function holderOf(section: FormSection, forms: readonly FormSection[]): FormSection | undefined {
  if (!section.is_nested) return section;
  return forms.find(({ fields }) => fields.some((one) => one.subform_section_id === section.id));
}

function placeOf(
  name: string,
  forms: readonly FormSection[],
  textOf: (t: LocalizedText) => string,
) {
  for (const section of forms.filter(({ parent_form: type }) => type === 'case')) {
    const field = section.fields.find((one) => one.name === name);
    const holder = field && holderOf(section, forms);
    if (field && holder?.visible) {
      return { field: textOf(field.display_name), form: textOf(holder.name) };
    }
  }
  return undefined;
}

/** For each type of task where its day is set, as far as this person has the form. */
export function useDuePlaces(
  names: Readonly<Record<string, string>> | undefined,
): ReadonlyMap<string, DuePlace> {
  const language = useLanguage();
  const forms = useQuery({ ...formsQuery, enabled: names !== undefined }).data;
  return useMemo(() => {
    const textOf = (text: LocalizedText) => pickText(text, language);
    const places = Object.entries(names ?? {}).flatMap(([type, name]) => {
      const place = placeOf(name, forms ?? [], textOf);
      return place === undefined ? [] : [[type, place] as const];
    });
    return new Map(places);
  }, [names, forms, language]);
}
