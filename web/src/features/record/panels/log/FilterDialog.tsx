import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../../../../shared/ui/Button';
import { Dialog } from '../../../../shared/ui/Dialog';

interface FilterDialogProps {
  children: ReactNode;
  onApply: () => void;
  /** Back to what the log shows at first. */
  onReset: () => void;
  onClose: () => void;
}

/** A drawer of filters; nothing happens to the log before *Apply*. */
export function FilterDialog({ children, onApply, onReset, onClose }: FilterDialogProps) {
  const { t } = useLingui();
  const finish = (change: () => void) => {
    change();
    onClose();
  };
  return (
    <Dialog
      isOpen
      shape="side"
      onClose={onClose}
      title={t({ id: 'filters.title', message: 'Filters' })}
      actions={
        <>
          <Button onPress={() => finish(onReset)}>
            <Trans id="filters.clear">Clear</Trans>
          </Button>
          <Button kind="primary" onPress={() => finish(onApply)}>
            <Trans id="filters.apply">Apply</Trans>
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
