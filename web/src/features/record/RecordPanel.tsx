import { lazy, Suspense } from 'react';
import { Skeleton } from '../../shared/ui/Skeleton';
import type { RecordType } from '../../shared/wire/records';
import type { Deployment } from './deployment';
import { InformationPanel } from './InformationPanel';
import type { Versioned } from './record.wire';

const HistoryPanel = lazy(() => import('./HistoryPanel'));
const TracesPanel = lazy(() => import('./tracing/TracesPanel'));
const CaseTracingPanel = lazy(() => import('./tracing/CaseTracingPanel'));
const HandOversPanel = lazy(() => import('./casework/HandOversPanel'));

interface RecordPanelProps {
  id: string;
  type: RecordType;
  record: Versioned;
  deployment: Deployment;
}

/** A generated page among the forms: where the record belongs, what happened to it. */
export function RecordPanel({ id, type, record, deployment }: RecordPanelProps) {
  if (id === 'record_owner') return <InformationPanel record={record} deployment={deployment} />;
  if (id === 'transfers_assignments') {
    return (
      <Suspense fallback={<Skeleton lines={6} />}>
        <HandOversPanel type={type} record={record.data} deployment={deployment} />
      </Suspense>
    );
  }
  if (id === 'traces' || id === 'summary') {
    return (
      <Suspense fallback={<Skeleton lines={6} />}>
        {id === 'traces' ? (
          <TracesPanel id={record.data.id} />
        ) : (
          <CaseTracingPanel record={record.data} />
        )}
      </Suspense>
    );
  }
  if (id !== 'change_logs') return null;
  return (
    <Suspense fallback={<Skeleton lines={6} />}>
      <HistoryPanel type={type} id={record.data.id} deployment={deployment} />
    </Suspense>
  );
}
