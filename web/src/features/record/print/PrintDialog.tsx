import { Trans } from '@lingui/react/macro';
import { use } from 'react';
import { Button } from '../../../shared/ui/Button';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { useUser } from '../../../shared/session/useSession';
import type { CaseworkProps } from '../casework/casework-props';
import { WorkDialog } from '../casework/WorkDialog';
import { PrintForms } from './PrintForms';
import { PrintLook } from '../../../shared/print/PrintLook';
import { PrintPassword } from '../../../shared/print/PrintPassword';
import { PrintTemplate } from '../../../shared/print/PrintTemplate';
import { mayLeaveOpen } from '../../../shared/print/print-rights';
import { printTexts } from '../../../shared/print/print-texts';
import { dataOf, emptyWish, lacksOf } from '../../../shared/print/print-wish';
import { usePrintWish } from '../../../shared/print/usePrintWish';
import { printRecord } from './print.wire';

interface PrintDialogProps extends CaseworkProps {
  /** Leaves the server out of it. */
  onPaper: () => void;
}

/** Chooses what of the record leaves the system on paper, in which language, under which lock. */
export default function PrintDialog(props: PrintDialogProps) {
  const { type, record, deployment, onPaper, onClose } = props;
  use(printTexts);
  const language = useLanguage();
  const mayBeOpen = mayLeaveOpen(useUser(), type);
  const { fields, onMake, isPending, error } = usePrintWish({
    start: () => emptyWish(language),
    lacksOf: (wish) => lacksOf(wish, mayBeOpen),
    make: (wish) => printRecord(type, record.id, dataOf(wish)),
    onDone: onClose,
  });
  return (
    <WorkDialog
      title={<Trans id="print.title">Print or save as PDF</Trans>}
      confirm={<Trans id="print.make">Make the document</Trans>}
      isPending={isPending}
      error={error}
      onConfirm={onMake}
      onClose={onClose}
    >
      <p>
        <Button kind="quiet" onPress={onPaper}>
          <Trans id="print.paper.title">Print from this browser</Trans>
        </Button>
      </p>
      <PrintTemplate {...fields} type={type} />
      <PrintForms {...fields} type={type} record={record} deployment={deployment} />
      <PrintLook {...fields} type={type} />
      <PrintPassword {...fields} mayBeOpen={mayBeOpen} />
    </WorkDialog>
  );
}
