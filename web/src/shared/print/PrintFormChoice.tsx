import { Trans, useLingui } from '@lingui/react/macro';
import type { FormDefinition } from '../forms/definition';
import { useLanguage } from '../i18n/useLanguage';
import { pickText } from '../text/pick';
import { Button } from '../ui/Button';
import { CheckboxGroup } from '../ui/CheckboxGroup';
import type { PrintFieldProps } from './print-props';
import { needsForms } from './print-wish';

type PrintFormChoiceProps = PrintFieldProps & { forms: readonly FormDefinition[] };

/** Which forms: none is chosen beforehand, so that no more leaves than is needed. */
export function PrintFormChoice({ wish, onChange, lacks, forms }: PrintFormChoiceProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const all = forms.map((form) => form.uniqueId);
  const hasAll = wish.forms.length === all.length;
  return (
    <>
      <CheckboxGroup
        label={
          needsForms(wish)
            ? t({ id: 'print.forms', message: 'Forms to print' })
            : t({ id: 'print.forms_more', message: 'Forms to add to it' })
        }
        isRequired={needsForms(wish)}
        choices={forms.map((form) => ({ id: form.uniqueId, text: pickText(form.name, language) }))}
        value={[...wish.forms]}
        onChange={(chosen) => onChange({ forms: chosen })}
        errorMessage={
          lacks.includes('forms') ? (
            <Trans id="print.forms_missing">Choose at least one form.</Trans>
          ) : null
        }
      />
      <p>
        <Button onPress={() => onChange({ forms: hasAll ? [] : all })}>
          {hasAll ? (
            <Trans id="print.forms_none">Choose none</Trans>
          ) : (
            <Trans id="print.forms_all">Choose all</Trans>
          )}
        </Button>
      </p>
    </>
  );
}
