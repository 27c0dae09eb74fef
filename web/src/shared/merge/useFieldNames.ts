import { useForms } from '../definitions/useDefinitions';
import { useLanguage } from '../i18n/useLanguage';
import { pickText } from '../text/pick';

/** What a field of cases is called in the forms; its name where no form has it. */
export function useFieldNames(): (name: string) => string {
  const forms = useForms();
  const language = useLanguage();
  return (name) => {
    const field = forms
      ?.filter((form) => form.parent_form === 'case' && !form.is_nested)
      .flatMap((form) => form.fields)
      .find((one) => one.name === name);
    return pickText(field?.display_name, language) || name;
  };
}
