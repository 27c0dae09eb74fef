import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../../../shared/ui/Button';
import { Dialog } from '../../../shared/ui/Dialog';

interface SearchFormProps {
  title: string;
  isPending: boolean;
  onSave: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** The dialog in which a saved search is named, pinned and shared. */
export function SearchForm({ title, isPending, onSave, onClose, children }: SearchFormProps) {
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onPress={onClose}>
            <Trans id="saved.keep.cancel">Cancel</Trans>
          </Button>
          <Button kind="primary" onPress={onSave} isPending={isPending}>
            <Trans id="saved.keep.action">Save</Trans>
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
