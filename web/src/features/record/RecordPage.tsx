import { Trans, useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import { hasOneCase } from '../../shared/session/permissions';
import { useUser } from '../../shared/session/useSession';
import { recordTypeTexts } from '../../shared/text/record-type-texts';
import { ErrorState } from '../../shared/ui/ErrorState';
import { LinkButton } from '../../shared/ui/LinkButton';
import { PageHeading } from '../../shared/ui/PageHeading';
import { Skeleton } from '../../shared/ui/Skeleton';
import { FailureKind, isFailure } from '../../shared/wire/failure';
import type { RecordType } from '../../shared/wire/records';
import { useDeployment } from './deployment';
import { drawnForms, formsOfRecord } from '../../shared/forms/navigation';
import { RecordEdit } from './RecordEdit';
import { RecordView } from './RecordView';
import { singularOf } from '../../shared/records/record-type';
import { useRecord } from './useRecord';

interface RecordPageProps {
  type: RecordType;
  id: string;
  isEdit: boolean;
}

/** Reads what a record's page needs, then draws it. */
export function RecordPage({ type, id, isEdit }: RecordPageProps) {
  const { permitted_form: permitted } = useUser();
  const { deployment, error, retry } = useDeployment();
  const record = useRecord(type, id);
  const module = record.data?.data.module_id ?? undefined;
  const all = deployment?.forms;
  const forms = useMemo(
    () => drawnForms(formsOfRecord(all ?? [], { permitted, recordType: singularOf(type), module })),
    [all, permitted, type, module],
  );
  if (error) return <Unreadable type={type} error={error} onRetry={retry} />;
  if (record.isError && record.data === undefined) {
    return <Unreadable type={type} error={record.error} onRetry={() => void record.refetch()} />;
  }
  if (deployment === undefined || record.data === undefined) return <Skeleton lines={8} />;
  const shared = { type, record: record.data, deployment, forms };
  return isEdit ? <RecordEdit {...shared} /> : <RecordView {...shared} />;
}

interface UnreadableProps {
  type: RecordType;
  error: unknown;
  onRetry: (() => void) | undefined;
}

/** In place of a record that cannot be read. Nothing of it is known, not even its name. */
function Unreadable({ type, error, onRetry }: UnreadableProps) {
  const { i18n } = useLingui();
  return (
    <>
      <PageHeading title={i18n._(recordTypeTexts[type])} />
      {isFailure(error, FailureKind.forbidden, FailureKind.notFound) ? (
        <OutOfReach type={type} />
      ) : (
        <ErrorState error={error} onRetry={onRetry} />
      )}
    </>
  );
}

/** Trying again would not help: says why, and where to go on. */
function OutOfReach({ type }: { type: RecordType }) {
  const isOnTheirOwn = hasOneCase(useUser());
  return (
    <div className="state" role="alert">
      <p className="state-title">
        <Trans id="record.out_of_reach.title">You cannot open this record.</Trans>
      </p>
      <p>
        <Trans id="record.out_of_reach.why">
          It may have been given to somebody else, it may be outside what your role lets you see, or
          the address is wrong.
        </Trans>
      </p>
      {isOnTheirOwn ? (
        <LinkButton to="/my_case">
          <Trans id="nav.my_case">My case</Trans>
        </LinkButton>
      ) : (
        <div className="row">
          <LinkButton to="/search">
            <Trans id="record.out_of_reach.search">Search by name or ID</Trans>
          </LinkButton>
          <LinkButton to={`/${type}`}>
            <Trans id="record.out_of_reach.list">To the list</Trans>
          </LinkButton>
        </div>
      )}
    </div>
  );
}
