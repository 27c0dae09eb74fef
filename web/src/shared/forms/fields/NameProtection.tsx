import { Trans } from '@lingui/react/macro';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { useFormView } from './form-view';

/** Protects a child's name, or shows it again, at once and apart from saving the form. */
export function NameProtection() {
  const { protection } = useFormView();
  if (protection === undefined) return null;
  return (
    <Button kind="quiet" onPress={protection.toggle}>
      <Icon name={protection.isHidden ? 'eye' : 'eyeOff'} size={20} />
      {protection.isHidden ? (
        <Trans id="form.name.show">Show the name again</Trans>
      ) : (
        <Trans id="form.name.protect">Protect the name</Trans>
      )}
    </Button>
  );
}
