import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '../../shared/ui/Button';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Skeleton } from '../../shared/ui/Skeleton';
import { fitsQuery, matchingKey, orderFit } from './configuration.wire';
import { FitCard } from './FitCard';
import { Refusal } from './Refusal';

const shown_max = 5;

/** Weights from what people decided, on order. */
export function FitPanel() {
  const queries = useQueryClient();
  const fits = useQuery(fitsQuery);
  const ordering = useMutation({
    mutationFn: orderFit,
    onSettled: () => queries.invalidateQueries({ queryKey: [matchingKey, 'fits'] }),
  });
  const isUnderWay = fits.data?.some(({ state }) => state === 'waiting' || state === 'running');
  return (
    <section className="panel stack" aria-labelledby="matching-fit">
      <h2 id="matching-fit">
        <Trans id="matching.fit.title">Learn from decisions</Trans>
      </h2>
      <p className="soft">
        <Trans id="matching.fit.about">
          What people confirmed and rejected shows which weights fit here. The report says what
          would change; nothing changes until you apply it.
        </Trans>
      </p>
      <div className="row">
        <Button
          onPress={() => ordering.mutate('tracing')}
          isPending={ordering.isPending && ordering.variables === 'tracing'}
          isDisabled={isUnderWay ?? false}
        >
          <Trans id="matching.fit.order">Fit the weights for sought children</Trans>
        </Button>
        <Button
          onPress={() => ordering.mutate('duplicates')}
          isPending={ordering.isPending && ordering.variables === 'duplicates'}
          isDisabled={isUnderWay ?? false}
        >
          <Trans id="matching.fit.order_duplicates">Fit the weights for duplicates</Trans>
        </Button>
      </div>
      {ordering.error ? <Refusal error={ordering.error} /> : null}
      {fits.isPending ? <Skeleton lines={2} /> : null}
      {fits.isError ? <ErrorState error={fits.error} onRetry={() => void fits.refetch()} /> : null}
      <div className="stack" aria-live="polite">
        {fits.data?.slice(0, shown_max).map((fit) => (
          <FitCard key={fit.id} fit={fit} />
        ))}
      </div>
    </section>
  );
}
