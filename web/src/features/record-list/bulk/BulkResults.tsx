import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { pathTo } from '../../../shared/records/record-type';
import { FailureText } from '../../../shared/ui/FailureText';
import { Icon } from '../../../shared/ui/Icon';
import type { RecordType } from '../../../shared/wire/records';
import type { BulkResult, BulkState } from './useBulkRun';
import './bulk.css';

interface BulkResultsProps {
  state: Exclude<BulkState, { phase: 'asking' } | { phase: 'refused' }>;
  type: RecordType;
  numbers: ReadonlyMap<string, string>;
}

/** How far it is, and in the end how it went: for each record that was not done, why. */
export function BulkResults({ state, type, numbers }: BulkResultsProps) {
  switch (state.phase) {
    case 'sending':
      return (
        <p role="status">
          <Trans id="bulk.sending">Handing over to the server…</Trans>
        </p>
      );
    case 'handed_over':
      return (
        <p role="status">
          {state.matched === undefined ? (
            <Trans id="bulk.handed_over">
              The server does this now. Look at the list again in a moment.
            </Trans>
          ) : (
            <Trans id="bulk.handed_over_count">
              <Plural
                value={state.matched}
                one="The server does this now for # record. Look at the list again in a moment."
                other="The server does this now for # records. Look at the list again in a moment."
              />
            </Trans>
          )}
        </p>
      );
    case 'running':
      return <Progress done={state.results.length} total={state.total} />;
    case 'done':
      return <Outcome results={state.results} type={type} numbers={numbers} />;
  }
}

function Progress({ done, total }: { done: number; total: number }) {
  const { t } = useLingui();
  return (
    <>
      <progress
        className="bulk-progress"
        value={done}
        max={total}
        aria-label={t({ id: 'bulk.progress', message: 'Progress' })}
      />
      <p role="status">
        <Trans id="bulk.done_of">
          {done} of {total} done
        </Trans>
      </p>
    </>
  );
}

interface OutcomeProps extends Pick<BulkResultsProps, 'type' | 'numbers'> {
  results: readonly BulkResult[];
}

function Outcome({ results, type, numbers }: OutcomeProps) {
  const failed = results.filter((result) => result.failure !== undefined);
  const done = results.length - failed.length;
  return (
    <>
      <p role="status" className="bulk-outcome">
        <Icon name={failed.length === 0 ? 'check' : 'warning'} />
        <Trans id="bulk.done">
          <Plural value={done} one="# record was changed." other="# records were changed." />
        </Trans>
      </p>
      {failed.length === 0 ? null : (
        <>
          <p>
            <Trans id="bulk.failed">
              <Plural value={failed.length} one="# was not:" other="# were not:" />
            </Trans>
          </p>
          <ul className="bulk-failed">
            {failed.map(({ id, failure }) => (
              <li key={id}>
                <Link to={pathTo(type, id)}>
                  <bdi>{numbers.get(id) ?? id}</bdi>
                </Link>
                <FailureText error={failure} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
