import { Trans } from '@lingui/react/macro';
import { Button } from '../../../shared/ui/Button';

interface QuickChoiceProps {
  isQuick: boolean;
  onChange: (isQuick: boolean) => void;
}

/** From all questions to the most important ones and back; what is answered stays. */
export function QuickChoice({ isQuick, onChange }: QuickChoiceProps) {
  return (
    <div className="record-notice">
      <p>
        {isQuick ? (
          <Trans id="record.quick.explain">
            These are the most important questions. The others can be answered at any time later.
          </Trans>
        ) : (
          <Trans id="record.quick.offer">
            Little time? Register the child with the most important questions first.
          </Trans>
        )}
      </p>
      <Button kind="quiet" onPress={() => onChange(!isQuick)}>
        {isQuick ? (
          <Trans id="record.quick.all">Show all questions</Trans>
        ) : (
          <Trans id="record.quick.begin">Quick registration</Trans>
        )}
      </Button>
    </div>
  );
}
