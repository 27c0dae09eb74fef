import { useLingui } from '@lingui/react/macro';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useSettings } from '../definitions/useDefinitions';
import { useLanguage } from '../i18n/useLanguage';
import { pickText } from './pick';

const approvalTexts: Readonly<Record<string, MessageDescriptor>> = {
  assessment: msg({ id: 'approval.assessment', message: 'Assessment' }),
  case_plan: msg({ id: 'approval.case_plan', message: 'Case plan' }),
  closure: msg({ id: 'approval.closure', message: 'Closure' }),
  action_plan: msg({ id: 'approval.action_plan', message: 'Action plan' }),
  gbv_closure: msg({ id: 'approval.gbv_closure', message: 'GBV closure' }),
};

/** What is approved, as the deployment calls it. */
export function useApprovalText(): (approval: string) => string {
  const { i18n } = useLingui();
  const language = useLanguage();
  const labels = useSettings()?.approvals_labels ?? {};
  return (approval) => {
    const own = pickText(labels[approval], language);
    const known = approvalTexts[approval];
    return own || (known === undefined ? approval : i18n._(known));
  };
}
