import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, useState } from 'react';
import { can } from '../../../shared/session/permissions';
import { useUser } from '../../../shared/session/useSession';
import { Button } from '../../../shared/ui/Button';
import { Dialog } from '../../../shared/ui/Dialog';
import { Fetched } from '../../../shared/ui/Fetched';
import type { Arrangement } from './arrangement';
import { ArrangeList } from './ArrangeList';
import type { Section } from './sections';

const PresetDialog = lazy(() => import('./PresetDialog'));

interface ArrangeDialogProps {
  sections: readonly Section[];
  chosen: Arrangement;
  /** Undefined: as the role has it. */
  onChange: (chosen: Arrangement | undefined) => void;
  onClose: () => void;
}

/** Which numbers are shown on this device, and which come first. */
export default function ArrangeDialog(props: ArrangeDialogProps) {
  const { sections, chosen, onChange, onClose } = props;
  const { t } = useLingui();
  const mayPreset = can(useUser(), 'systems', 'manage');
  const [isForRole, setForRole] = useState(false);
  if (isForRole) {
    return (
      <Fetched onFailed={() => setForRole(false)}>
        <PresetDialog onClose={onClose} />
      </Fetched>
    );
  }
  return (
    <Dialog
      shape="side"
      isOpen
      onClose={onClose}
      title={t({ id: 'arrange.title', message: 'Arrange this page' })}
      actions={
        <>
          <Button onPress={() => onChange(undefined)}>
            <Trans id="arrange.usual">As usual</Trans>
          </Button>
          <Button kind="primary" onPress={onClose}>
            <Trans id="arrange.done">Done</Trans>
          </Button>
        </>
      }
    >
      <p className="soft">
        <Trans id="arrange.note">What you choose goes with you to other devices.</Trans>
      </p>
      <ArrangeList sections={sections} chosen={chosen} onChange={onChange} />
      {mayPreset ? (
        <div>
          <Button onPress={() => setForRole(true)}>
            <Trans id="arrange.preset">Arrange the page of a role</Trans>
          </Button>
        </div>
      ) : null}
    </Dialog>
  );
}
