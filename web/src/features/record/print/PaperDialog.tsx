import { Trans, useLingui } from '@lingui/react/macro';
import { use, useState } from 'react';
import { PrintFormChoice } from '../../../shared/print/PrintFormChoice';
import { PrintSigners } from '../../../shared/print/PrintSigners';
import { printTexts } from '../../../shared/print/print-texts';
import { emptyWish, formLacksOf } from '../../../shared/print/print-wish';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { Checkbox } from '../../../shared/ui/Checkbox';
import type { CaseworkProps } from '../casework/casework-props';
import { WorkDialog } from '../casework/WorkDialog';
import { Paper } from './Paper';
import { usePrintForms } from './usePrintForms';

const whole = 'empty_fields';

/** Chooses what of the record as it is loaded the browser prints, with a connection or without. */
export default function PaperDialog({ type, record, deployment, onClose }: CaseworkProps) {
  use(printTexts);
  const { t } = useLingui();
  const language = useLanguage();
  const [wish, setWish] = useState(() => emptyWish(language));
  const [isChecked, setChecked] = useState(false);
  const [isPrinting, setPrinting] = useState(false);
  const forms = usePrintForms(deployment.forms, type, record);
  const change = (changes: Partial<typeof wish>) =>
    setWish((before) => ({ ...before, ...changes }));
  const lacks = formLacksOf(wish);
  const isWhole = wish.extras.includes(whole);
  const print = () => {
    setChecked(true);
    if (lacks.length === 0) setPrinting(true);
  };
  if (isPrinting) {
    return (
      <Paper
        type={type}
        record={record}
        deployment={deployment}
        forms={forms.filter(({ uniqueId }) => wish.forms.includes(uniqueId))}
        isWhole={isWhole}
        signers={wish.signatures}
        onPrinted={onClose}
      />
    );
  }
  return (
    <WorkDialog
      title={<Trans id="print.paper.title">Print from this browser</Trans>}
      confirm={<Trans id="print.paper.print">Print</Trans>}
      isPending={false}
      error={undefined}
      onConfirm={print}
      onClose={onClose}
    >
      <p>
        <Trans id="print.paper.note">
          Works without a connection. It has no password, and nobody notes that you printed.
        </Trans>
      </p>
      <PrintFormChoice wish={wish} onChange={change} lacks={isChecked ? lacks : []} forms={forms} />
      <Checkbox
        isSelected={isWhole}
        onChange={(isWanted) => change({ extras: isWanted ? [whole] : [] })}
      >
        {t({ id: 'print.empty', message: 'Questions without an answer' })}
      </Checkbox>
      <PrintSigners wish={wish} onChange={change} />
    </WorkDialog>
  );
}
