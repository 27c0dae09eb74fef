import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { lazy, type ReactNode } from 'react';
import { can } from '../../shared/session/permissions';
import type { RecordType } from '../../shared/wire/records';
import type { ExtendedUser } from '../../shared/wire/user';
import type { PanelProps } from './panel-props';

const InformationPanel = lazy(() => import('./InformationPanel'));
const AccessPanel = lazy(() => import('./panels/access/AccessPanel'));
const StoryPanel = lazy(() => import('./panels/story/StoryPanel'));
const HandOverSummary = lazy(() => import('./panels/story/HandOverSummary'));
const ApprovalsPanel = lazy(() => import('./panels/approvals/ApprovalsPanel'));
const FlagsPanel = lazy(() => import('./panels/attention/FlagsPanel'));
const IncidentsPanel = lazy(() => import('./panels/links/IncidentsPanel'));
const ViolationsPanel = lazy(() => import('./panels/violations/ViolationsPanel'));
const FamilyPanel = lazy(() => import('./panels/links/FamilyPanel'));
const LinkedPanel = lazy(() => import('./panels/links/LinkedPanel'));
const HistoryPanel = lazy(() => import('./HistoryPanel'));
const TracesPanel = lazy(() => import('./tracing/TracesPanel'));
const CaseTracingPanel = lazy(() => import('./tracing/CaseTracingPanel'));
const DuplicatesPanel = lazy(() => import('./tracing/DuplicatesPanel'));
const HandOversPanel = lazy(() => import('./casework/HandOversPanel'));

/** A generated panel among the forms of a record. */
export interface PanelEntry {
  /** What `?form=` of the address says. */
  readonly id: string;
  readonly title: MessageDescriptor;
  /** The group of forms it stands with, where the record has that; else with the others. */
  readonly group?: string;
  /** Whether records of this type in this programme have it, for this person. */
  readonly isFor: (user: ExtendedUser, type: RecordType, module: string | undefined) => boolean;
  readonly draw: (props: PanelProps) => ReactNode;
}

const approval_rights = [
  'assessment',
  'case_plan',
  'closure',
  'action_plan',
  'gbv_closure',
].flatMap((one) => [`request_approval_${one}`, `approve_${one}`]);
const link_rights = [
  'view_case_relationships',
  'update_case_relationships',
  'view_registry_record',
  'add_registry_record',
];
const identification = 'identification_registration';
/** The programme that monitors and reports grave violations. */
const monitoring_module = 'primeromodule-mrm';
const family_rights = ['view_family_record', 'link_family_record', 'case_from_family'];

function hasFamily(user: ExtendedUser, type: RecordType): boolean {
  if (type === 'families') return 'family_members' in user.permitted_form;
  const names = 'family_details' in user.permitted_form;
  return type === 'cases' && (names || can(user, type, ...family_rights));
}

/** Every generated panel, in the order of the navigation. A new one is a row here. */
export const panel_table: readonly PanelEntry[] = [
  {
    id: 'record_owner',
    title: msg({ id: 'record.panel.information', message: 'Record information' }),
    isFor: () => true,
    draw: (props) => <InformationPanel {...props} />,
  },
  {
    id: 'story',
    title: msg({ id: 'record.panel.story', message: 'Story of the case' }),
    isFor: (_user, type) => type === 'cases',
    draw: (props) => <StoryPanel {...props} />,
  },
  {
    id: 'hand_over',
    title: msg({ id: 'record.panel.summary', message: 'Handover summary' }),
    isFor: (_user, type) => type === 'cases',
    draw: (props) => <HandOverSummary {...props} />,
  },
  {
    id: 'approvals',
    title: msg({ id: 'record.panel.approvals', message: 'Approvals' }),
    isFor: (user, type) => type === 'cases' && can(user, type, ...approval_rights),
    draw: (props) => <ApprovalsPanel {...props} />,
  },
  {
    id: 'flags',
    title: msg({ id: 'record.work.flags', message: 'Flags' }),
    isFor: (user, type) => can(user, type, 'flag'),
    draw: (props) => <FlagsPanel {...props} />,
  },
  {
    id: 'incident_from_case',
    title: msg({ id: 'record.panel.incidents', message: 'Incidents' }),
    isFor: (user, type) => type === 'cases' && can(user, 'incidents', 'read'),
    draw: (props) => <IncidentsPanel {...props} />,
  },
  {
    id: 'summary_incident_mrm',
    title: msg({ id: 'record.panel.violations', message: 'Summary of violations' }),
    isFor: (_user, type, module) => type === 'incidents' && module === monitoring_module,
    draw: (props) => <ViolationsPanel {...props} />,
  },
  {
    id: 'transfers_assignments',
    title: msg({ id: 'record.panel.hand_overs', message: 'Referrals and transfers' }),
    isFor: (_user, type) => type === 'cases' || type === 'incidents',
    draw: ({ record, ...props }) => <HandOversPanel {...props} record={record.data} />,
  },
  {
    id: 'family_from_case',
    title: msg({ id: 'record.panel.family', message: 'Family picture' }),
    group: identification,
    isFor: hasFamily,
    draw: (props) => <FamilyPanel {...props} />,
  },
  {
    id: 'case_relationships',
    title: msg({ id: 'record.panel.links', message: 'Linked records' }),
    group: identification,
    isFor: (user, type) => type === 'cases' && can(user, type, ...link_rights),
    draw: (props) => <LinkedPanel {...props} />,
  },
  {
    id: 'traces',
    title: msg({ id: 'record.panel.traces', message: 'Sought children and matches' }),
    isFor: (_user, type) => type === 'tracing_requests',
    draw: ({ record }) => <TracesPanel id={record.data.id} />,
  },
  {
    id: 'summary',
    title: msg({ id: 'record.panel.tracing', message: 'Tracing summary' }),
    group: 'tracing',
    isFor: (user, type) => type === 'cases' && can(user, type, 'find_tracing_match'),
    draw: ({ record, deployment }) => (
      <CaseTracingPanel record={record.data} deployment={deployment} />
    ),
  },
  {
    id: 'duplicates',
    title: msg({ id: 'record.panel.duplicates', message: 'Possible duplicates' }),
    isFor: (user, type) =>
      type === 'cases' && (can(user, 'duplicates', 'read') || can(user, type, 'create')),
    draw: ({ record, title }) => <DuplicatesPanel id={record.data.id} title={title} />,
  },
  {
    id: 'change_logs',
    title: msg({ id: 'record.panel.changes', message: 'Change log' }),
    isFor: (user, type) => can(user, type, 'change_log'),
    draw: ({ record, ...props }) => <HistoryPanel {...props} record={record.data} />,
  },
  {
    id: 'access_logs',
    title: msg({ id: 'record.panel.access', message: 'Access log' }),
    isFor: (user, type) => can(user, type, 'access_log'),
    draw: (props) => <AccessPanel {...props} />,
  },
];

/** The panels of a record of this type for this person. */
export function panelsFor(
  user: ExtendedUser,
  type: RecordType,
  module: string | undefined,
): readonly PanelEntry[] {
  if (user.role_group_permission === 'identified') return [];
  return panel_table.filter(({ isFor }) => isFor(user, type, module));
}
