import { Trans } from '@lingui/react/macro';
import { use, useState } from 'react';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { useUser } from '../../../shared/session/useSession';
import type { CaseworkProps } from '../casework/casework-props';
import { WorkDialog } from '../casework/WorkDialog';
import { PrintForms } from './PrintForms';
import { PrintLook } from '../../../shared/print/PrintLook';
import { PrintPassword } from '../../../shared/print/PrintPassword';
import { mayLeaveOpen } from '../../../shared/print/print-rights';
import { printTexts } from '../../../shared/print/print-texts';
import { dataOf, emptyWish, lacksOf, type PrintWish } from '../../../shared/print/print-wish';
import { useDocument } from '../../../shared/print/useDocument';
import { printRecord } from './print.wire';

/** Chooses what of the record leaves the system on paper, in which language, under which lock. */
export default function PrintDialog({ type, record, deployment, onClose }: CaseworkProps) {
  use(printTexts);
  const language = useLanguage();
  const mayBeOpen = mayLeaveOpen(useUser(), type);
  const [wish, setWish] = useState(() => emptyWish(language));
  const [isTried, setTried] = useState(false);
  const { mutate, isPending, error } = useDocument(
    (wanted: PrintWish) => printRecord(type, record.id, dataOf(wanted)),
    onClose,
  );
  const change = (changes: Partial<PrintWish>) => setWish({ ...wish, ...changes });
  const lacks = lacksOf(wish, mayBeOpen);
  const submit = () => {
    setTried(true);
    if (lacks.length === 0) mutate(wish);
  };
  const fields = { wish, onChange: change, lacks: isTried ? lacks : [] };
  return (
    <WorkDialog
      title={<Trans id="print.title">Print or save as PDF</Trans>}
      confirm={<Trans id="print.make">Make the document</Trans>}
      isPending={isPending}
      error={error}
      onConfirm={submit}
      onClose={onClose}
    >
      <PrintForms {...fields} type={type} record={record} deployment={deployment} />
      <PrintLook {...fields} type={type} />
      <PrintPassword {...fields} mayBeOpen={mayBeOpen} />
    </WorkDialog>
  );
}
