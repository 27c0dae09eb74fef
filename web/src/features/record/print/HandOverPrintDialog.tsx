import { Trans } from '@lingui/react/macro';
import { type ReactNode, use } from 'react';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { PrintPaper } from '../../../shared/print/PrintLook';
import { PrintPassword } from '../../../shared/print/PrintPassword';
import { printTexts } from '../../../shared/print/print-texts';
import { emptyWish, lockLacksOf, lookOf, Template } from '../../../shared/print/print-wish';
import { usePrintWish } from '../../../shared/print/usePrintWish';
import type { RecordData } from '../../../shared/wire/records';
import type { Transition } from '../casework/casework.wire';
import { WorkDialog } from '../casework/WorkDialog';
import { printRecord } from './print.wire';

interface HandOverPrintDialogProps {
  title: ReactNode;
  record: RecordData;
  transition: Transition;
  onClose: () => void;
}

/** A referral as a locked document, with the forms that its role allows and no others. */
export default function HandOverPrintDialog(props: HandOverPrintDialogProps) {
  use(printTexts);
  const { title, record, transition, onClose } = props;
  const language = useLanguage();
  const { fields, onMake, isPending, error } = usePrintWish({
    start: () => emptyWish(language),
    lacksOf: (wish) => lockLacksOf(wish, false),
    make: (wish) =>
      printRecord('cases', record.id, {
        ...lookOf(wish),
        template: Template.referral,
        transition_id: transition.id,
        hand_over: true,
      }),
    onDone: onClose,
  });
  return (
    <WorkDialog
      title={title}
      confirm={<Trans id="print.make">Make the document</Trans>}
      isPending={isPending}
      error={error}
      onConfirm={onMake}
      onClose={onClose}
    >
      <p>
        <Trans id="print.hand_over.explain">
          Only the forms that the role of this referral allows. The recipient names it by its code.
        </Trans>
      </p>
      <PrintPaper wish={fields.wish} onChange={fields.onChange} />
      <PrintPassword {...fields} mayBeOpen={false} />
    </WorkDialog>
  );
}
