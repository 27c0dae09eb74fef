import { Trans } from '@lingui/react/macro';
import { use } from 'react';
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
  record: RecordData;
  transition: Transition;
  onClose: () => void;
}

/** A referral as a locked document, with the forms that its role allows and no others. */
export default function HandOverPrintDialog(props: HandOverPrintDialogProps) {
  use(printTexts);
  const { record, transition, onClose } = props;
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
      title={<Trans id="print.hand_over.title">Hand-over document</Trans>}
      confirm={<Trans id="print.make">Make the document</Trans>}
      isPending={isPending}
      error={error}
      onConfirm={onMake}
      onClose={onClose}
    >
      <p>
        <Trans id="print.hand_over.explain">
          It has only the forms that the role of this referral allows. The recipient names it by the
          hand-over code, which says nothing about the child.
        </Trans>
      </p>
      <PrintPaper wish={fields.wish} onChange={fields.onChange} />
      <PrintPassword {...fields} mayBeOpen={false} />
    </WorkDialog>
  );
}
