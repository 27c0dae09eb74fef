import { useLingui } from '@lingui/react/macro';
import { asJson } from '../../../../shared/forms/definition';
import { useAnswerText } from '../../../../shared/forms/fields/answer-text';
import { formatDate } from '../../../../shared/i18n/format';
import { useLanguage } from '../../../../shared/i18n/useLanguage';
import { displayId } from '../../../../shared/records/record-type';
import { pickText } from '../../../../shared/text/pick';
import { Facts } from '../../../../shared/ui/Facts';
import type { RecordData } from '../../../../shared/wire/records';
import { asValues } from '../../as-values';
import type { Deployment } from '../../deployment';
import { useSystemText } from '../../useSystemText';

interface ChildFactsProps {
  record: RecordData;
  deployment: Deployment;
}

/** Answers by which one knows the child and its situation; those on no form here are left out. */
const shown_fields = [
  'age',
  'date_of_birth',
  'sex',
  'protection_status',
  'risk_level',
  'protection_concerns',
  'address_current',
  'location_current',
  'telephone_current',
  'name_caregiver',
];

/** Who the child is, and how things stand. */
export function ChildFacts({ record, deployment }: ChildFactsProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const text = useAnswerText(deployment.options);
  const { label, valueText } = useSystemText();
  const own = (key: string) => (typeof record[key] === 'string' ? String(record[key]) : '');
  const fields = deployment.forms
    .filter((form) => form.recordType === 'case')
    .flatMap((form) => form.fields);
  const answers = shown_fields.flatMap((name) => {
    const field = fields.find((one) => one.name === name);
    if (field === undefined || record[name] === undefined) return [];
    const value = text(field, asJson(record[name]), asValues(record));
    return [{ label: pickText(field.label, language), value }];
  });
  const created = own('created_at');
  return (
    <Facts
      facts={[
        { label: t({ id: 'story.fact.name', message: 'Name' }), value: own('name') },
        {
          label: t({ id: 'story.fact.number', message: 'Number' }),
          value: displayId('cases', record),
        },
        ...answers,
        { label: label('status'), value: valueText('status', own('status')) },
        { label: label('workflow'), value: valueText('workflow', own('workflow')) },
        {
          label: t({ id: 'story.fact.owner', message: 'Responsible' }),
          value: own('owned_by'),
        },
        {
          label: t({ id: 'story.fact.since', message: 'Registered on' }),
          value: created === '' ? '' : formatDate(created, language),
        },
      ]}
    />
  );
}
