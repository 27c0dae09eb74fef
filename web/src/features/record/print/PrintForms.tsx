import { Trans, useLingui } from '@lingui/react/macro';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { pickText } from '../../../shared/text/pick';
import { Button } from '../../../shared/ui/Button';
import { CheckboxGroup } from '../../../shared/ui/CheckboxGroup';
import type { CaseworkProps } from '../casework/casework-props';
import type { PrintFieldProps } from './print-props';
import { usePrintForms } from './usePrintForms';

type PrintFormsProps = PrintFieldProps & Omit<CaseworkProps, 'onClose'>;

/** Which forms: none is chosen beforehand, so that no more leaves than is needed. */
export function PrintForms({ wish, onChange, lacks, ...shown }: PrintFormsProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const forms = usePrintForms(shown.deployment.forms, shown.type, shown.record);
  const all = forms.map((form) => form.uniqueId);
  const hasAll = wish.forms.length === all.length;
  return (
    <>
      <CheckboxGroup
        label={t({ id: 'print.forms', message: 'Forms to print' })}
        isRequired
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
