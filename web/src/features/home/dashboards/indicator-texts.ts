import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

const newOrUpdated = msg({ id: 'number.new_or_updated', message: 'New or changed by others' });
const referralsPending = msg({ id: 'number.referrals_pending', message: 'Referrals not answered' });
const referralsAccepted = msg({ id: 'number.referrals_accepted', message: 'Referrals accepted' });
const referralsRejected = msg({
  id: 'number.referrals_rejected',
  message: 'Referrals rejected lately',
});
const referralsDone = msg({ id: 'number.referrals_done', message: 'Referrals completed lately' });
const transfersPending = msg({ id: 'number.transfers_pending', message: 'Transfers not answered' });
const transfersRejected = msg({ id: 'number.transfers_rejected', message: 'Transfers rejected' });
const openCases = msg({ id: 'number.open', message: 'Open' });
const newLastWeek = msg({ id: 'number.new_last_week', message: 'New last week' });
const newThisWeek = msg({ id: 'number.new_this_week', message: 'New this week' });
const closedLastWeek = msg({ id: 'number.closed_last_week', message: 'Closed last week' });
const closedThisWeek = msg({ id: 'number.closed_this_week', message: 'Closed this week' });

/** The names of the numbers, by the key the server gives them (without the module behind a dot). */
export const indicatorTexts: Readonly<Record<string, MessageDescriptor>> = {
  total: msg({ id: 'number.total', message: 'Open cases' }),
  new_or_updated: newOrUpdated,
  recently_assigned_to_me: msg({ id: 'number.assigned', message: 'Assigned to me lately' }),
  identified: msg({ id: 'number.identified', message: 'Identified, not yet taken up' }),
  with_incidents: msg({ id: 'number.with_incidents', message: 'With incidents' }),
  with_new_incidents: msg({ id: 'number.with_new_incidents', message: 'With new incidents' }),
  without_incidents: msg({ id: 'number.without_incidents', message: 'Without incidents' }),
  group_overview_open: openCases,
  group_overview_closed: msg({ id: 'number.closed', message: 'Closed' }),
  open: openCases,
  new_last_week: newLastWeek,
  new_this_week: newThisWeek,
  closed_last_week: closedLastWeek,
  closed_this_week: closedThisWeek,
  shared_with_me_pending_referrals: referralsPending,
  shared_with_me_accepted_referrals: referralsAccepted,
  shared_with_me_total_referrals: msg({ id: 'number.referrals', message: 'All referrals' }),
  shared_with_me_transfers_awaiting_acceptance: transfersPending,
  shared_with_others_referrals: msg({ id: 'number.referrals', message: 'All referrals' }),
  shared_with_others_referrals_pending: referralsPending,
  shared_with_others_referrals_accepted: referralsAccepted,
  shared_with_others_referrals_rejected: referralsRejected,
  shared_with_others_referrals_done: referralsDone,
  shared_with_others_pending_transfers: transfersPending,
  shared_with_others_rejected_transfers: transfersRejected,
  shared_with_my_team_pending_transfers_overview: transfersPending,
  shared_from_my_team_pending_referrals: referralsPending,
  shared_from_my_team_accepted_referrals: referralsAccepted,
  shared_from_my_team_rejected_referrals: referralsRejected,
  shared_from_my_team_done_referrals: referralsDone,
  shared_from_my_team_pending_transfers: transfersPending,
  shared_from_my_team_rejected_transfers: transfersRejected,
  shared_with_my_team_pending_referrals: referralsPending,
  shared_with_my_team_accepted_referrals: referralsAccepted,
  shared_with_my_team_pending_transfers: transfersPending,
  cases_by_social_worker_total: openCases,
  cases_by_social_worker_new_or_updated: newOrUpdated,
  tasks_overdue_assessment: msg({ id: 'approval.assessment', message: 'Assessment' }),
  tasks_overdue_case_plan: msg({ id: 'approval.case_plan', message: 'Case plan' }),
  tasks_overdue_services: msg({ id: 'number.services', message: 'Services' }),
  tasks_overdue_followups: msg({ id: 'number.followups', message: 'Follow-ups' }),
  reporting_location_open: openCases,
  reporting_location_open_last_week: newLastWeek,
  reporting_location_open_this_week: newThisWeek,
  reporting_location_closed_last_week: closedLastWeek,
  reporting_location_closed_this_week: closedThisWeek,
  protection_concerns_all_cases: msg({ id: 'number.all_cases', message: 'All cases' }),
  protection_concerns_open_cases: openCases,
  protection_concerns_new_this_week: newThisWeek,
  protection_concerns_closed_this_week: closedThisWeek,
  cases_with_likely_matches: msg({
    id: 'number.cases_with_likely_matches',
    message: 'My cases with a likely match',
  }),
  tracing_requests_with_likely_matches: msg({
    id: 'number.requests_with_likely_matches',
    message: 'My tracing requests with a likely match',
  }),
  service_provisions: msg({
    id: 'number.service_provisions',
    message: 'Services added by others lately',
  }),
  view_response_overdue: msg({ id: 'number.response_overdue', message: 'Overdue' }),
  view_response_due_soon: msg({ id: 'number.response_soon', message: 'Due within a day' }),
  quality_assessment_late: msg({ id: 'number.assessment_late', message: 'Assessment is late' }),
  quality_case_plan_late: msg({ id: 'number.plan_late', message: 'Plan is late' }),
  quality_follow_up_late: msg({ id: 'number.follow_up_late', message: 'No recent follow-up' }),
  quality_plan_without_services: msg({
    id: 'number.no_services',
    message: 'Plan without services',
  }),
  quality_consent_overridden: msg({
    id: 'number.consent_overridden',
    message: 'Shared without consent in the last 30 days',
  }),
  identified_waiting_under_7_days: msg({ id: 'number.under_7_days', message: 'Under 7 days' }),
  identified_waiting_7_to_30_days: msg({ id: 'number.7_to_30_days', message: '7 to 30 days' }),
  identified_waiting_over_30_days: msg({ id: 'number.over_30_days', message: 'Over 30 days' }),
  referrals_answered_within_3_days: msg({
    id: 'number.answered_3',
    message: 'Answered within 3 days',
  }),
  referrals_answered_within_7_days: msg({
    id: 'number.answered_7',
    message: 'Answered within 7 days',
  }),
  referrals_answered_later: msg({ id: 'number.answered_later', message: 'Answered later' }),
  protection_concerns_by_location_all_cases: msg({ id: 'number.all_cases', message: 'All cases' }),
  protection_concerns_by_location_open_cases: openCases,
  protection_concerns_by_location_new_this_week: newThisWeek,
  protection_concerns_by_location_closed_this_week: closedThisWeek,
};

/** Since when something waits, in the last part of its number's key. */
export const timeTexts: Readonly<Record<string, MessageDescriptor>> = {
  under_3_days: msg({ id: 'number.under_3_days', message: 'under 3 days' }),
  '3_to_7_days': msg({ id: 'number.3_to_7_days', message: '3 to 7 days' }),
  over_7_days: msg({ id: 'number.over_7_days', message: 'over 7 days' }),
};

/** How an approval stands, in the last part of its number's key. */
export const approvalStates: Readonly<Record<string, MessageDescriptor>> = {
  pending: msg({ id: 'number.approval_pending', message: 'Waiting' }),
  rejected: msg({ id: 'number.approval_rejected', message: 'Rejected' }),
  approved: msg({ id: 'number.approval_approved', message: 'Approved' }),
};
