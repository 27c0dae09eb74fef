import { Trans } from '@lingui/react/macro';
import { FailureText } from './FailureText';
import { Button } from './Button';
import './states.css';

interface ErrorStateProps {
  error: unknown;
  onRetry?: (() => void) | undefined;
}

/** Says what failed and what can be done, in place of the content that is missing. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  return (
    <div className="state state-error" role="alert">
      <FailureText error={error} />
      {onRetry ? (
        <Button onPress={onRetry}>
          <Trans id="action.retry">Try again</Trans>
        </Button>
      ) : null}
    </div>
  );
}
