import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useSettings } from '../../shared/definitions/useDefinitions';
import { pathTo } from '../../shared/records/record-type';
import { ErrorState } from '../../shared/ui/ErrorState';
import { PageHeading } from '../../shared/ui/PageHeading';
import { Skeleton } from '../../shared/ui/Skeleton';
import { call } from '../../shared/wire/client';
import { FailureKind, isFailure } from '../../shared/wire/failure';
import { recordAnswer } from '../../shared/wire/records';

const fetchOwn = async ({ signal }: { signal: AbortSignal }) =>
  (await call('/cases/identified', recordAnswer, { signal })).data.id;

/** The way of somebody who registered themselves to their case, or to the form of a new one. */
export function MyCaseScreen() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const router = useRouter();
  const settings = useSettings();
  // What was "no case yet" is over with the first saved form: nothing is kept.
  const own = useQuery({ queryKey: ['cases', 'identified'], queryFn: fetchOwn, gcTime: 0 });
  const hasNone = own.isError && isFailure(own.error, FailureKind.notFound);
  const module = settings?.modules.find((one) => one.associated_record_types.includes('case'));
  const start = module === undefined ? undefined : pathTo('cases', module.unique_id, 'new');
  const to = own.isSuccess ? pathTo('cases', own.data) : hasNone ? start : undefined;
  useEffect(() => {
    if (to === undefined) return;
    const isEdit = own.isSuccess && router.state.location.pathname.endsWith('/edit');
    void navigate({ to: isEdit ? `${to}/edit` : to, replace: true });
  }, [to, own.isSuccess, navigate, router]);
  return own.isError && !hasNone ? (
    <>
      <PageHeading title={t({ id: 'nav.my_case', message: 'My case' })} />
      <ErrorState error={own.error} onRetry={() => void own.refetch()} />
    </>
  ) : (
    <Skeleton lines={6} />
  );
}
