import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { useUser } from '../../../shared/session/useSession';
import { pickText } from '../../../shared/text/pick';
import { useApprovalText } from '../../../shared/text/useApprovalText';
import { RadioGroup } from '../../../shared/ui/RadioGroup';
import { Select } from '../../../shared/ui/Select';
import { requestable } from './casework-actions';
import type { CaseworkProps } from './casework-props';
import { useDeed } from './useDeed';
import { WorkDialog } from './WorkDialog';

/** Asks the managers to approve a part of the work. */
export function ApprovalRequest({ type, record, deployment, onClose }: CaseworkProps) {
  const { t } = useLingui();
  const user = useUser();
  const textOf = useApprovalText();
  const [open] = useState(() => requestable(user, record));
  const [approval, setApproval] = useState(open[0] ?? '');
  const [plan, setPlan] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  const plans = usePlans({ deployment, record });
  const isPlanAsked = approval === 'case_plan' && plans.length > 0;
  const { isPending, error, start } = useDeed(type, record.id, onClose);
  const submit = () => {
    setMissing(isPlanAsked && plan === null);
    if (isPlanAsked && plan === null) return;
    const data = {
      approval_status: 'requested',
      ...(isPlanAsked ? { approval_type: plan } : {}),
    };
    start({ method: 'PATCH', path: `/approvals/${approval}`, data });
  };
  return (
    <WorkDialog
      title={<Trans id="record.work.request">Request approval</Trans>}
      confirm={<Trans id="record.work.request_send">Send the request</Trans>}
      isPending={isPending}
      error={error}
      onConfirm={submit}
      onClose={onClose}
    >
      <RadioGroup
        label={t({ id: 'record.work.request_what', message: 'What should be approved?' })}
        choices={open.map((id) => ({ id, text: textOf(id) }))}
        value={approval}
        onChange={setApproval}
      />
      {isPlanAsked ? (
        <Select
          label={t({ id: 'record.work.plan_kind', message: 'Kind of case plan' })}
          choices={plans}
          value={plan}
          onChange={setPlan}
          isRequired
          errorMessage={
            isMissing && plan === null ? (
              <Trans id="record.work.plan_missing">Choose the kind of case plan.</Trans>
            ) : null
          }
        />
      ) : null}
    </WorkDialog>
  );
}

/** The kinds of case plan, where the programme tells them apart. */
function usePlans({ deployment, record }: Pick<CaseworkProps, 'deployment' | 'record'>) {
  const language = useLanguage();
  const module = deployment.settings.modules.find((one) => one.unique_id === record.module_id);
  const isAsked =
    module?.module_options['selectable_approval_types'] === true ||
    module?.options['selectable_approval_types'] === true;
  if (!isAsked) return [];
  const kinds = deployment.options.lookup('lookup-approval-type')?.values ?? [];
  return kinds.map((one) => ({ id: one.id, text: pickText(one.display_text, language) }));
}
