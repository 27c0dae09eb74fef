import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { pathTo } from '../../../shared/records/record-type';
import { ErrorState } from '../../../shared/ui/ErrorState';
import { Icon } from '../../../shared/ui/Icon';
import type { RecordType } from '../../../shared/wire/records';
import type { BulkState } from './useBulkRun';
import type { BulkProgress } from './work';
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
    case 'unknown':
      return (
        <>
          <ErrorState error={state.failure} />
          <p>
            <Trans id="bulk.unknown">
              The server goes on with it. Look at the list again in a moment.
            </Trans>
          </p>
        </>
      );
    case 'running':
      return <Progress progress={state.progress} />;
    case 'done':
      return <Outcome progress={state.progress} type={type} numbers={numbers} />;
  }
}

function Progress({ progress: { lookedAt, of } }: { progress: BulkProgress }) {
  const { t } = useLingui();
  return (
    <>
      <progress
        className="bulk-progress"
        value={lookedAt}
        max={Math.max(1, of)}
        aria-label={t({ id: 'bulk.progress', message: 'Progress' })}
      />
      <p role="status">
        <Trans id="bulk.done_of">
          {lookedAt} of {of} done
        </Trans>
      </p>
    </>
  );
}

interface OutcomeProps extends Pick<BulkResultsProps, 'type' | 'numbers'> {
  progress: BulkProgress;
}

function Outcome({ progress: { lookedAt, of, skipped, hasFailed }, type, numbers }: OutcomeProps) {
  const done = lookedAt - skipped.length;
  const left = of - lookedAt;
  return (
    <>
      <p role="status" className="bulk-outcome">
        <Icon name={skipped.length === 0 && !hasFailed ? 'check' : 'warning'} />
        <Trans id="bulk.done">
          <Plural value={done} one="# record was changed." other="# records were changed." />
        </Trans>
      </p>
      {hasFailed && left > 0 ? (
        <p>
          <Trans id="bulk.stopped">
            <Plural
              value={left}
              one="The server had to stop before the last one. Try it again."
              other="The server had to stop before the last #. Try them again."
            />
          </Trans>
        </p>
      ) : null}
      {skipped.length === 0 ? null : (
        <>
          <p>
            <Trans id="bulk.failed">
              <Plural value={skipped.length} one="# was not:" other="# were not:" />
            </Trans>
          </p>
          <ul className="bulk-failed">
            {skipped.map(({ id, reason, sentence }) => (
              <li key={id}>
                <Link to={pathTo(type, id)}>
                  <bdi>{numbers.get(id) ?? id.slice(-7)}</bdi>
                </Link>
                <p>{sentence ?? <Why reason={reason} />}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** The server names its reasons; those that people can do something about are explained. */
function Why({ reason }: { reason: string | undefined }) {
  switch (reason) {
    case 'errors.forbidden':
      return <Trans id="bulk.why.forbidden">Your role does not allow it for this record.</Trans>;
    case 'errors.not_found':
      return <Trans id="bulk.why.gone">It does not exist any more, or you may not see it.</Trans>;
    case 'errors.incident_of_case':
      return (
        <Trans id="bulk.why.incident">
          It belongs to a case and goes with it: assign the case instead.
        </Trans>
      );
    case 'errors.to_user_can_receive':
      return <Trans id="bulk.why.receiver">This person cannot receive this record.</Trans>;
    case 'errors.record_disabled':
      return <Trans id="bulk.why.disabled">The record is disabled.</Trans>;
    default:
      return <Trans id="bulk.why.other">It was not possible for this record.</Trans>;
  }
}
