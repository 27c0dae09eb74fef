import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { useSettings } from '../../../shared/definitions/useDefinitions';
import { Button } from '../../../shared/ui/Button';
import { Checkbox } from '../../../shared/ui/Checkbox';
import { DayHours } from '../../../shared/ui/DayHours';
import { Dialog } from '../../../shared/ui/Dialog';
import { useLine } from '../../../shared/ui/useOnline';
import { keepFieldHours, Line, probeNow, setFieldMode } from '../../../shared/wire/connection';
import { fieldHours, type FieldHours } from '../../../shared/wire/field-hours';
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
          <FieldTimes />
        </>
      ) : null}
    </Dialog>
  );
}

/** What is offered to somebody who wants field mode each day. */
const usual: FieldHours = { from: '08:00', to: '16:00' };

/** Field mode by the clock of this device. */
function FieldTimes() {
  const [hours, setHours] = useState(fieldHours);
  const keep = (kept: FieldHours | undefined) => {
    keepFieldHours(kept);
    setHours(kept);
  };
  return (
    <>
      <Checkbox
        isSelected={hours !== undefined}
        onChange={(isOn) => keep(isOn ? usual : undefined)}
      >
        <Trans id="line.field_hours">Field mode each day at these hours</Trans>
      </Checkbox>
      {hours === undefined ? null : (
        <DayHours key={`${hours.from}–${hours.to}`} {...hours} onChange={keep} />
      )}
    </>
  );
}
