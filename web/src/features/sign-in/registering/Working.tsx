import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../../shared/ui/Button';
import type { Progress } from './registration.wire';

interface WorkingProps {
  progress: Progress;
  onCancel: () => void;
}

/** How far the device is, why it works at all, and a way out. */
export function Working({ progress, onCancel }: WorkingProps) {
  const { t } = useLingui();
  return (
    <div className="stack">
      <p role="status">
        <Trans id="registering.working">
          Your device works out a small task. That keeps machines away, and nobody else learns of
          you. It takes a few seconds.
        </Trans>
      </p>
      <progress
        className="registering-progress"
        aria-label={t({ id: 'registering.progress', message: 'Progress' })}
        max={progress.rounds}
        value={progress.done}
      />
      <div>
        <Button autoFocus onPress={onCancel}>
          <Trans id="registering.cancel">Cancel</Trans>
        </Button>
      </div>
    </div>
  );
}
