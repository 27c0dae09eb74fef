import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** Said in place of rows that a search or filters leave out. */
export const nothingFits = msg({ id: 'cases.none_found', message: 'Nothing fits this search.' });

/** Names of list filters by their field; the server names the same filter by several keys. */
export const filterTexts: Readonly<Record<string, MessageDescriptor>> = {
  module_id: msg({ id: 'filter.module_id', message: 'Programme' }),
  flagged: msg({ id: 'filter.flagged', message: 'Flagged' }),
  lacks_answers: msg({ id: 'filter.lacks_answers', message: 'Required answers missing' }),
  owned_by: msg({ id: 'filter.owned_by', message: 'Case worker' }),
  my_cases: msg({ id: 'filter.my_cases', message: 'My cases' }),
  workflow: msg({ id: 'filter.workflow', message: 'Workflow step' }),
  owned_by_agency_id: msg({ id: 'filter.owned_by_agency_id', message: 'Agency' }),
  status: msg({ id: 'filter.status', message: 'Status' }),
  age: msg({ id: 'filter.age', message: 'Age' }),
  sex: msg({ id: 'filter.sex', message: 'Sex' }),
  gender: msg({ id: 'filter.gender', message: 'Gender identity' }),
  approval_status_assessment: msg({
    id: 'filter.approval_status_assessment',
    message: 'Approval of the assessment',
  }),
  approval_status_case_plan: msg({
    id: 'filter.approval_status_case_plan',
    message: 'Approval of the case plan',
  }),
  approval_status_closure: msg({
    id: 'filter.approval_status_closure',
    message: 'Approval of the closure',
  }),
  approval_status_action_plan: msg({
    id: 'filter.approval_status_action_plan',
    message: 'Approval of the action plan',
  }),
  approval_status_gbv_closure: msg({
    id: 'filter.approval_status_gbv_closure',
    message: 'Approval of the GBV case closure',
  }),
  protection_concerns: msg({ id: 'filter.protection_concerns', message: 'Protection concerns' }),
  gbv_displacement_status: msg({
    id: 'filter.gbv_displacement_status',
    message: 'Displacement status (GBV)',
  }),
  protection_status: msg({ id: 'filter.protection_status', message: 'Protection status' }),
  urgent_protection_concern: msg({
    id: 'filter.urgent_protection_concern',
    message: 'Urgent protection concern',
  }),
  type_of_risk: msg({ id: 'filter.type_of_risk', message: 'Type of risk' }),
  risk_level: msg({ id: 'filter.risk_level', message: 'Risk level' }),
  displacement_status: msg({ id: 'filter.displacement_status', message: 'Displacement status' }),
  disability_status_yes_no: msg({
    id: 'filter.disability_status_yes_no',
    message: 'Has a disability',
  }),
  marginalized_community_self_identifying: msg({
    id: 'filter.marginalized_community_self_identifying',
    message: 'Identifies with a marginalised community',
  }),
  protection_risks: msg({ id: 'filter.protection_risks', message: 'Protection risks' }),
  location_current: msg({ id: 'filter.location_current', message: 'Current location' }),
  reporting_location: msg({ id: 'filter.reporting_location', message: 'Reporting location' }),
  owned_by_agency_office: msg({ id: 'filter.owned_by_agency_office', message: 'Agency office' }),
  safety_plan_needed: msg({ id: 'filter.safety_plan_needed', message: 'Needs a safety plan' }),
  self_harm_thoughts: msg({ id: 'filter.self_harm_thoughts', message: 'Thoughts of self-harm' }),
  owned_by_groups: msg({ id: 'filter.owned_by_groups', message: 'User group' }),
  last_updated_at: msg({
    id: 'filter.last_updated_at',
    message: 'No activity for 3 months or more',
  }),
  cases_by_date: msg({ id: 'filter.cases_by_date', message: 'Dates' }),
  record_state: msg({ id: 'filter.record_state', message: 'Record' }),
  incident_location: msg({ id: 'filter.incident_location', message: 'Place of the incident' }),
  incidents_by_date: msg({ id: 'filter.cases_by_date', message: 'Dates' }),
  tracing_requests_by_date: msg({ id: 'filter.cases_by_date', message: 'Dates' }),
  registry_records_by_date: msg({ id: 'filter.cases_by_date', message: 'Dates' }),
  families_by_date: msg({ id: 'filter.cases_by_date', message: 'Dates' }),
  incident_date_derived: msg({ id: 'filter.incident_date_derived', message: 'Happened on' }),
  date_of_first_report: msg({
    id: 'filter.date_of_first_report',
    message: 'First reported on',
  }),
  ctfmr_verified_date: msg({ id: 'filter.ctfmr_verified_date', message: 'Verified on' }),
  child_types: msg({ id: 'filter.child_types', message: 'Children concerned' }),
  has_late_verified_violations: msg({
    id: 'filter.has_late_verified_violations',
    message: 'Verified late',
  }),
  late_verified_violations: msg({
    id: 'filter.has_late_verified_violations',
    message: 'Verified late',
  }),
  individual_age: msg({ id: 'filter.individual_age', message: 'Age of the child' }),
  victim_deprived_liberty_security_reasons: msg({
    id: 'filter.victim_deprived_liberty',
    message: 'Deprived of liberty for reasons of security',
  }),
  torture_punishment_while_deprivated_liberty: msg({
    id: 'filter.torture_while_held',
    message: 'Torture or punishment while held',
  }),
  violation_with_verification_status: msg({
    id: 'filter.violation_with_status',
    message: 'Violation and how sure it is',
  }),
  inquiry_date: msg({ id: 'filter.inquiry_date', message: 'Inquiry made on' }),
  family_registration_date: msg({ id: 'filter.registration_date', message: 'Registered on' }),
  location_separation: msg({
    id: 'filter.location_separation',
    message: 'Place of separation',
  }),
  separation_cause: msg({ id: 'filter.separation_cause', message: 'Cause of separation' }),
  family_location_current: msg({ id: 'filter.location_current', message: 'Current location' }),
  has_photo: msg({ id: 'filter.has_photo', message: 'With a photo' }),
  associated_user_names: msg({ id: 'filter.associated_user_names', message: 'Involved user' }),
  assigned_user_names: msg({ id: 'filter.assigned_user_names', message: 'Shared with' }),
  not_edited_by_owner: msg({
    id: 'filter.not_edited_by_owner',
    message: 'Changed by somebody else',
  }),
  registration_date: msg({ id: 'filter.registration_date', message: 'Registered on' }),
  created_at: msg({ id: 'filter.created_at', message: 'Opened on' }),
  assessment_requested_on: msg({
    id: 'filter.assessment_requested_on',
    message: 'Assessment requested on',
  }),
  date_case_plan: msg({ id: 'filter.date_case_plan', message: 'Case plan made on' }),
  date_closure: msg({ id: 'filter.date_closure', message: 'Closed on' }),
  followup_dates: msg({ id: 'filter.followup_dates', message: 'Follow-up on' }),
  reunification_dates: msg({ id: 'filter.reunification_dates', message: 'Reunified on' }),
  tracing_dates: msg({ id: 'filter.tracing_dates', message: 'Tracing action on' }),
  service_implemented_day_times: msg({
    id: 'filter.service_implemented_day_times',
    message: 'Service provided on',
  }),
  reassigned_transferred_on: msg({
    id: 'filter.reassigned_transferred_on',
    message: 'Reassigned or transferred on',
  }),
};

/** Texts of the fixed options that the server sends as bare ids. */
export const optionTexts: Readonly<Record<string, MessageDescriptor>> = {
  'record_state.true': msg({ id: 'option.record_state.true', message: 'Enabled' }),
  'record_state.false': msg({ id: 'option.record_state.false', message: 'Disabled' }),
  'flagged.true': msg({ id: 'option.flagged.true', message: 'Flagged' }),
  'has_photo.true': msg({ id: 'option.has_photo.true', message: 'With a photo' }),
  'child_types.boys': msg({ id: 'option.child_types.boys', message: 'Boys' }),
  'child_types.girls': msg({ id: 'option.child_types.girls', message: 'Girls' }),
  'child_types.unknown': msg({ id: 'option.child_types.unknown', message: 'Unknown' }),
  pending: msg({ id: 'option.approval.pending', message: 'Waiting for approval' }),
  approved: msg({ id: 'option.approval.approved', message: 'Approved' }),
  rejected: msg({ id: 'option.approval.rejected', message: 'Rejected' }),
};
