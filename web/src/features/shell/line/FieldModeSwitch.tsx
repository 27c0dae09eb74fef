import { useLingui } from '@lingui/react/macro';
import { useSettings } from '../../../shared/definitions/useDefinitions';
import { Checkbox } from '../../../shared/ui/Checkbox';
import { useLine } from '../../../shared/ui/useOnline';
import { Line, setFieldMode } from '../../../shared/wire/connection';
import { useLineName } from './useLineName';

/** Field mode in the menu, where the deployment has it; whoever is in it can always leave. */
export function FieldModeSwitch() {
  const { t } = useLingui();
  const isField = useLine() === Line.field;
  const { name } = useLineName(Line.field);
  const isOffered = useSettings()?.system_options['field_mode'] === true;
  if (!isOffered && !isField) return null;
  const label = t({ id: 'line.field_switch', message: 'Field mode on this device' });
  return (
    <div className="nav-link">
      <Checkbox isSelected={isField} onChange={setFieldMode} aria-label={label}>
        {name}
      </Checkbox>
    </div>
  );
}
