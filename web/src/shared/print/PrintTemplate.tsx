import { useLingui } from '@lingui/react/macro';
import { Select } from '../ui/Select';
import type { RecordType } from '../wire/records';
import type { PrintFieldProps } from './print-props';
import { Template } from './print-wish';

type PrintTemplateProps = Pick<PrintFieldProps, 'wish' | 'onChange'> & { type: RecordType };

/** Forms as they are, or one of the documents that the house has words for; those are of cases. */
export function PrintTemplate({ wish, onChange, type }: PrintTemplateProps) {
  const { t } = useLingui();
  if (type !== 'cases') return null;
  return (
    <Select
      label={t({ id: 'print.template', message: 'Kind of document' })}
      choices={[
        { id: Template.forms, text: t({ id: 'print.template_forms', message: 'Chosen forms' }) },
        {
          id: Template.casePlan,
          text: t({ id: 'print.template_case_plan', message: 'Case plan, to be signed' }),
        },
        {
          id: Template.referral,
          text: t({ id: 'print.template_referral', message: 'Letter of referral' }),
        },
        {
          id: Template.closure,
          text: t({ id: 'print.template_closure', message: 'Summary at closure' }),
        },
        {
          id: Template.consent,
          text: t({ id: 'print.template_consent', message: 'Consent, to be signed' }),
        },
      ]}
      value={wish.template}
      onChange={(template) => onChange({ template: template ?? Template.forms })}
    />
  );
}
