import { Trans } from '@lingui/react/macro';
import { ErrorState } from '../../shared/ui/ErrorState';
import { RecordType } from '../../shared/wire/records';
import type { useHandOvers } from './hand-over';
import { HitLine } from './HitLine';

/** The case that somebody outside speaks of by its code. Nothing is shown when there is none. */
export function HandOverHits({ result }: { result: ReturnType<typeof useHandOvers> }) {
  const { data = [], error, isError, refetch } = result;
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return data.length === 0 ? null : (
    <section className="panel stack" aria-labelledby="hits-hand-over">
      <h2 id="hits-hand-over">
        <Trans id="search.by_hand_over">By hand-over code</Trans>
      </h2>
      <ul className="hits">
        {data.map((record) => (
          <li key={record.id}>
            <HitLine type={RecordType.case} record={record} form="transfers_assignments" />
          </li>
        ))}
      </ul>
    </section>
  );
}
