import { useLingui } from '@lingui/react/macro';
import { Checkbox } from '../../shared/ui/Checkbox';
import type { Selection } from './useSelection';

/** Chooses all rows in sight. */
export default function SelectPageBox({ selection }: { selection: Selection }) {
  const { t } = useLingui();
  return (
    <Checkbox
      aria-label={t({ id: 'list.choose_page', message: 'Choose all on this page' })}
      isSelected={selection.isPageChosen}
      isIndeterminate={!selection.isPageChosen && selection.ids.size > 0}
      onChange={selection.togglePage}
    />
  );
}
