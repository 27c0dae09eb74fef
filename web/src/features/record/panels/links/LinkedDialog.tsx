import { Dialog } from '../../../../shared/ui/Dialog';
import type { RecordData } from '../../../../shared/wire/records';
import type { Deployment } from '../../deployment';
import type { LinkedType } from '../../link-created';
import { LinkedDetails } from './LinkedDetails';

interface LinkedDialogProps {
  type: LinkedType;
  title: string;
  known: RecordData;
  deployment: Deployment;
  onClose: () => void;
}

/** The details of what a case is linked with. */
export default function LinkedDialog({ title, onClose, ...details }: LinkedDialogProps) {
  return (
    <Dialog isOpen shape="side" title={title} onClose={onClose}>
      <LinkedDetails {...details} />
    </Dialog>
  );
}
