import { Trans } from '@lingui/react/macro';
import { Button } from '../../shared/ui/Button';

/** Says that what one sees was typed before and is not saved yet. */
export function DraftNotice({ onDiscard }: { onDiscard: () => void }) {
  return (
    <div className="record-notice" role="status">
      <p>
        <Trans id="record.draft.text">Your draft from before is back. It is not saved yet.</Trans>
      </p>
      <Button onPress={onDiscard}>
        <Trans id="record.draft.discard">Discard the draft</Trans>
      </Button>
    </div>
  );
}
