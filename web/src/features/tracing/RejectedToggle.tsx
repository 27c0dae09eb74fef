import { Trans } from '@lingui/react/macro';
import { Checkbox } from '../../shared/ui/Checkbox';

interface RejectedToggleProps {
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
}

/** Whether pairs that people rejected are listed as well, to be looked at again or taken back. */
export function RejectedToggle(props: RejectedToggleProps) {
  return (
    <Checkbox {...props}>
      <Trans id="tracing.with_rejected">Show rejected ones too</Trans>
    </Checkbox>
  );
}
