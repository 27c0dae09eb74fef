import { Trans } from '@lingui/react/macro';
import { useSettings } from '../../../shared/definitions/useDefinitions';
import { Button } from '../../../shared/ui/Button';
import { Checkbox } from '../../../shared/ui/Checkbox';
import { Dialog } from '../../../shared/ui/Dialog';
import { useLine } from '../../../shared/ui/useOnline';
import { Line, probeNow, setFieldMode } from '../../../shared/wire/connection';
import { useLineName } from './useLineName';

interface LineDialogProps {
  onClose: () => void;
}

/** The state of the line, a way to ask again, and field mode where the deployment has it. */
export default function LineDialog({ onClose }: LineDialogProps) {
  const line = useLine();
  const { name } = useLineName(line);
  const isField = line === Line.field;
  const mayBeField = useSettings()?.system_options['field_mode'] === true || isField;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={<Trans id="line.title">Connection</Trans>}
      actions={
        line === Line.offline || line === Line.stranger ? (
          <Button kind="primary" onPress={probeNow}>
            <Trans id="action.retry">Try again</Trans>
          </Button>
        ) : null
      }
    >
      <p role="status">
        <strong>{name}</strong>
      </p>
      {mayBeField ? (
        <>
          <Checkbox isSelected={isField} onChange={setFieldMode}>
            <Trans id="line.field_switch">Field mode on this device</Trans>
          </Checkbox>
          <p className="soft">
            <Trans id="line.field_explain">
              While it is on, nothing is sent and nothing is read from the server. What you type
              stays in this window until you save it later: do not close it.
            </Trans>
          </p>
        </>
      ) : null}
    </Dialog>
  );
}
