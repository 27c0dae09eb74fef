import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** What a task asks for. */
export const taskTexts: Readonly<Record<string, MessageDescriptor>> = {
  assessment: msg({ id: 'task.assessment', message: 'Assessment' }),
  case_plan: msg({ id: 'task.case_plan', message: 'Case plan' }),
  follow_up: msg({ id: 'task.follow_up', message: 'Follow-up' }),
  service: msg({ id: 'task.service', message: 'Service' }),
  review: msg({ id: 'task.review', message: 'Review of the plan' }),
  approval: msg({ id: 'task.approval', message: 'Approval' }),
  referral_response: msg({ id: 'task.referral_response', message: 'Answer to a referral' }),
  transfer_response: msg({ id: 'task.transfer_response', message: 'Answer to a transfer' }),
  transfer_request: msg({ id: 'task.transfer_request', message: 'Request for a transfer' }),
  flag: msg({ id: 'task.flag', message: 'Flag' }),
  closure: msg({ id: 'task.closure', message: 'Close the case or go on' }),
  match_question: msg({ id: 'task.match_question', message: 'Question about a possible match' }),
  own: msg({ id: 'task.own', message: 'Task of my own' }),
};

/** Where the kinds of follow-ups and services have their words. */
export const taskSources: Readonly<Record<string, string>> = {
  follow_up: 'lookup-followup-type',
  service: 'lookup-service-type',
  referral_response: 'lookup-service-type',
};
