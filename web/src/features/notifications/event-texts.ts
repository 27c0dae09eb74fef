import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** What happened, by the event's name. */
export const eventTexts: Readonly<Record<string, MessageDescriptor>> = {
  approval_request: msg({ id: 'news.approval_request', message: 'Your approval is asked for' }),
  approval_response: msg({
    id: 'news.approval_response',
    message: 'Your request for approval was answered',
  }),
  approval_reminder: msg({ id: 'news.approval_reminder', message: 'An approval still waits' }),
  assign: msg({ id: 'news.assign', message: 'A record was assigned to you' }),
  assign_bulk: msg({ id: 'news.assign_bulk', message: 'Several records were assigned to you' }),
  referral: msg({ id: 'news.referral', message: 'A case was referred to you' }),
  referral_response: msg({ id: 'news.referral_response', message: 'Your referral was answered' }),
  referral_message: msg({ id: 'news.referral_message', message: 'A message about a referral' }),
  referral_reminder: msg({
    id: 'news.referral_reminder',
    message: 'A referral needs your attention',
  }),
  transfer: msg({ id: 'news.transfer', message: 'A case is to be transferred to you' }),
  transfer_response: msg({ id: 'news.transfer_response', message: 'Your transfer was answered' }),
  transfer_request: msg({
    id: 'news.transfer_request',
    message: 'You are asked to hand over a case',
  }),
  transfer_request_response: msg({
    id: 'news.transfer_request_response',
    message: 'Your request for a case was answered',
  }),
  alert_case: msg({ id: 'news.alert_case', message: 'A case you work on has changed' }),
  flag_added: msg({ id: 'news.flag_added', message: 'A record was flagged' }),
  task_due: msg({ id: 'news.task_due', message: 'Tasks are due' }),
  task_given: msg({ id: 'news.task_given', message: 'A task was given to you' }),
  consent_withdrawn: msg({ id: 'news.consent_withdrawn', message: 'A consent was withdrawn' }),
  potential_match: msg({
    id: 'news.potential_match',
    message: 'A possible match in family tracing',
  }),
  match_confirmed: msg({ id: 'news.match_confirmed', message: 'A match was confirmed' }),
  match_withdrawn: msg({ id: 'news.match_withdrawn', message: 'A confirmed match was withdrawn' }),
  possible_duplicate: msg({
    id: 'news.possible_duplicate',
    message: 'A child may be registered twice',
  }),
  match_access_request: msg({
    id: 'news.match_access_request',
    message: 'A colleague asks for access to a record',
  }),
  retention_due: msg({
    id: 'news.retention_due',
    message: 'Closed cases wait for a decision on keeping them',
  }),
  work_failed: msg({ id: 'news.work_failed', message: 'Background work has failed' }),
  webhook_failed: msg({
    id: 'news.webhook_failed',
    message: 'Messages to other systems were given up',
  }),
  file_infected: msg({
    id: 'news.file_infected',
    message: 'A virus was found in a file you added',
  }),
  export_ready: msg({ id: 'news.export_ready', message: 'Your export is ready' }),
};
