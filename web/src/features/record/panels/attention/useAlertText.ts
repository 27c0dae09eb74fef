import { useLingui } from '@lingui/react/macro';
import { useLanguage } from '../../../../shared/i18n/useLanguage';
import { pickText } from '../../../../shared/text/pick';
import { useApprovalText } from '../../../../shared/text/useApprovalText';
import type { Deployment } from '../../deployment';
import type { Alert } from './attention.wire';

/** Why somebody should look at the record, in a sentence. */
export function useAlertText({ forms }: Deployment): (alert: Alert) => string {
  const { t } = useLingui();
  const language = useLanguage();
  const approvalText = useApprovalText();
  const formName = (id: string | null | undefined) =>
    pickText(forms.find((one) => one.uniqueId === id)?.name, language);
  return (alert) => {
    const approval = approvalText(alert.type ?? '');
    const form = formName(alert.form_unique_id) || formName(alert.type);
    const field = fieldName(forms, alert.type ?? '', language);
    const words: Readonly<Record<string, string>> = {
      approval: t({ id: 'panel.alert.approval', message: `Approval waits: ${approval}` }),
      transfer: t({ id: 'panel.alert.transfer', message: 'A transfer waits for an answer.' }),
      referral: t({ id: 'panel.alert.referral', message: 'A referral waits for an answer.' }),
      transfer_request: t({
        id: 'panel.alert.transfer_request',
        message: 'A colleague asks for this record.',
      }),
      duplicate_field: t({
        id: 'panel.alert.duplicate',
        message: `Another record has the same answer: ${field}`,
      }),
      potential_match: t({
        id: 'panel.alert.potential_match',
        message: 'Family tracing found a likely match. Look at it and say what you know.',
      }),
      possible_duplicate: t({
        id: 'panel.alert.possible_duplicate',
        message: 'This child may be registered twice. Compare the two cases.',
      }),
      assigned: t({ id: 'panel.alert.assigned', message: 'The record was given to you.' }),
      consent_withdrawn: t({ id: 'panel.alert.consent', message: 'Consent was withdrawn.' }),
      sync_conflict: t({
        id: 'panel.alert.conflict',
        message: 'Two people changed the same answer.',
      }),
      closure_requirement: t({
        id: 'panel.alert.closure',
        message: 'Something is missing before the record can be closed.',
      }),
      deadline: t({ id: 'panel.alert.deadline', message: 'A deadline is near or over.' }),
      relative:
        alert.type === 'reopened'
          ? t({
              id: 'panel.alert.relative_reopened',
              message: 'The case of a brother, a sister or somebody of the household was reopened.',
            })
          : t({
              id: 'panel.alert.relative_closed',
              message: 'The case of a brother, a sister or somebody of the household was closed.',
            }),
      new_form:
        form === ''
          ? t({ id: 'panel.alert.new', message: 'Somebody else added something.' })
          : t({ id: 'panel.alert.new_form', message: `Somebody else added to: ${form}` }),
    };
    const changed =
      form === ''
        ? t({ id: 'panel.alert.changed', message: 'Somebody else changed this record.' })
        : t({ id: 'panel.alert.changed_form', message: `Somebody else changed: ${form}` });
    return words[alert.alert_for] ?? changed;
  };
}

function fieldName(forms: Deployment['forms'], name: string, language: string): string {
  const field = forms.flatMap((form) => form.fields).find((one) => one.name === name);
  return pickText(field?.label, language) || name;
}
