import { useLingui } from '@lingui/react/macro';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';

interface ClearButtonProps {
  label: string;
  onPress: () => void;
}

/** Takes an answer back. */
export function ClearButton({ label, onPress }: ClearButtonProps) {
  const { t } = useLingui();
  return (
    <Button
      kind="quiet"
      onPress={onPress}
      aria-label={t({ id: 'form.choice.clear_of', message: `Clear the answer to “${label}”` })}
    >
      <Icon name="close" size={20} />
    </Button>
  );
}
