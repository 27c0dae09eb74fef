import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { lazy, type ReactNode } from 'react';
import { can } from '../../shared/session/permissions';
import type { RecordType } from '../../shared/wire/records';
import type { ExtendedUser } from '../../shared/wire/user';
import type { Deployment } from './deployment';
import { InformationPanel } from './InformationPanel';
import type { Versioned } from './record.wire';

const HistoryPanel = lazy(() => import('./HistoryPanel'));
const TracesPanel = lazy(() => import('./tracing/TracesPanel'));
const CaseTracingPanel = lazy(() => import('./tracing/CaseTracingPanel'));
const HandOversPanel = lazy(() => import('./casework/HandOversPanel'));

/** What every generated panel is given. */
export interface PanelProps {
  type: RecordType;
  record: Versioned;
  deployment: Deployment;
  /** The heading of the panel: its name in the navigation. */
  title: string;
}

/** A generated panel among the forms of a record. */
export interface PanelEntry {
  /** What `?form=` of the address says. */
  readonly id: string;
  readonly title: MessageDescriptor;
  /** Whether records of this type have it, for this person. */
  readonly isFor: (user: ExtendedUser, type: RecordType) => boolean;
  readonly draw: (props: PanelProps) => ReactNode;
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
    id: 'transfers_assignments',
    title: msg({ id: 'record.panel.hand_overs', message: 'Referrals and transfers' }),
    isFor: (_user, type) => type === 'cases' || type === 'incidents',
    draw: ({ record, ...props }) => <HandOversPanel {...props} record={record.data} />,
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
    isFor: (user, type) => type === 'cases' && can(user, type, 'find_tracing_match'),
    draw: ({ record }) => <CaseTracingPanel record={record.data} />,
  },
  {
    id: 'change_logs',
    title: msg({ id: 'record.panel.changes', message: 'Change log' }),
    isFor: (user, type) => can(user, type, 'change_log'),
    draw: ({ record, ...props }) => <HistoryPanel {...props} id={record.data.id} />,
  },
];

/** The panels of a record of this type for this person. */
export function panelsFor(user: ExtendedUser, type: RecordType): readonly PanelEntry[] {
  if (user.role_group_permission === 'identified') return [];
  return panel_table.filter(({ isFor }) => isFor(user, type));
}
