import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** What the server calls its work, in words. */
export const kindTexts: Readonly<Record<string, MessageDescriptor>> = {
  SessionCleanup: msg({
    id: 'jobs.kind.session_cleanup',
    message: 'Forget sessions that are over',
  }),
  JobCleanup: msg({ id: 'jobs.kind.job_cleanup', message: 'Forget jobs that are done' }),
  RecalculateAge: msg({ id: 'jobs.kind.ages', message: 'Count ages anew' }),
  IntegrityCheck: msg({ id: 'jobs.kind.integrity', message: 'Check what is stored' }),
  FailureReport: msg({ id: 'jobs.kind.failures', message: 'Report failures' }),
  DeadlineTick: msg({ id: 'jobs.kind.deadlines', message: 'Look for deadlines that pass' }),
  TaskDigest: msg({ id: 'jobs.kind.task_digest', message: 'Remind of tasks' }),
  RetentionReview: msg({ id: 'jobs.kind.retention', message: 'Look for records kept long enough' }),
  GenerateUnusedFieldsReport: msg({
    id: 'jobs.kind.unused_fields',
    message: 'Report questions nobody answers',
  }),
  CleanupUnverifiedUsers: msg({
    id: 'jobs.kind.unverified',
    message: 'Remove users nobody confirmed',
  }),
  Backup: msg({ id: 'jobs.kind.backup', message: 'Back up' }),
  'matching.nightly': msg({
    id: 'jobs.kind.match_nightly',
    message: 'Search for matches at night',
  }),
  'matching.follow': msg({
    id: 'jobs.kind.match_follow',
    message: 'Search for matches of what was saved',
  }),
  matching_fit: msg({ id: 'jobs.kind.match_fit', message: 'Estimate matching rules' }),
  send_mail: msg({ id: 'jobs.kind.mail', message: 'Send mail' }),
  send_push: msg({ id: 'jobs.kind.push', message: 'Send a push message' }),
  send_password_reset: msg({ id: 'jobs.kind.reset', message: 'Send a link for a new password' }),
  deliver_webhook: msg({ id: 'jobs.kind.webhook', message: 'Tell another system' }),
  announce_event: msg({ id: 'jobs.kind.announce', message: 'Tell people what happened' }),
  tell_contact: msg({ id: 'jobs.kind.contact', message: 'Tell the contact person' }),
  rewrite_owner_fields: msg({ id: 'jobs.kind.owners', message: 'Follow a change of a user' }),
  restamp_reporting_locations: msg({
    id: 'jobs.kind.places',
    message: 'Follow a change of places',
  }),
  bulk_assign: msg({ id: 'jobs.kind.bulk_assign', message: 'Assign many records' }),
  bulk_flag: msg({ id: 'jobs.kind.bulk_flag', message: 'Flag many records' }),
  expire_transitions: msg({ id: 'jobs.kind.expire', message: 'End referrals that are over' }),
  remind_of_referral: msg({ id: 'jobs.kind.remind_referral', message: 'Remind of a referral' }),
  remind_of_approval: msg({ id: 'jobs.kind.remind_approval', message: 'Remind of an approval' }),
  duplicate_field_alert: msg({
    id: 'jobs.kind.duplicates',
    message: 'Look for numbers used twice',
  }),
};
