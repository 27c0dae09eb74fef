import { Trans } from '@lingui/react/macro';
import { lazy } from 'react';
import { FailureText } from '../../shared/ui/FailureText';
import { Fetched } from '../../shared/ui/Fetched';
import { Icon } from '../../shared/ui/Icon';
import { FailureKind, isFailure } from '../../shared/wire/failure';
import type { SaveState } from './editor-session';

const SendingFile = lazy(() => import('../../shared/uploads/SendingFile'));

interface SaveStateTextProps {
  state: SaveState;
  onStop: () => void;
}

/**
 * Where saving stands, in words; announced. It stands with the buttons, which are always in sight.
 * What was typed is still there when it failed.
 */
export function SaveStateText({ state, onStop }: SaveStateTextProps) {
  const all = state.phase === 'saving' ? state.all : 0;
  const current = state.phase === 'saving' ? state.sent + 1 : 0;
  return (
    <div aria-live="polite" className="record-save-state">
      {all > 0 ? (
        <p className="soft">
          <Trans id="record.save.files">
            Sending file {current} of {all}…
          </Trans>
        </p>
      ) : null}
      {state.phase === 'saving' && state.part !== undefined ? (
        <Fetched>
          <SendingFile part={state.part} onStop={onStop} />
        </Fetched>
      ) : null}
      {state.phase === 'failed' ? (
        <div className="record-problems">
          <Icon name="warning" size={20} />
          <Failed failure={state.failure} />
        </div>
      ) : null}
    </div>
  );
}

/** What was met and could not be joined is told in the server's words: saving again is no help. */
function Failed({ failure }: { failure: unknown }) {
  const reasons = isFailure(failure, FailureKind.conflict)
    ? failure.problems.flatMap((one) => one.reasons)
    : [];
  if (reasons.length > 0) return reasons.map((reason) => <p key={reason}>{reason}</p>);
  return (
    <>
      <FailureText error={failure} />
      <p>
        {isFailure(failure, FailureKind.forbidden) ? (
          <Trans id="record.save.forbidden">
            The record may have moved to somebody else. What you typed is still here.
          </Trans>
        ) : (
          <Trans id="record.save.kept">
            What you typed is still here. Nothing is lost; you can save again.
          </Trans>
        )}
      </p>
    </>
  );
}
