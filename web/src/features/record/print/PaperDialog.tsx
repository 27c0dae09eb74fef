import { Trans, useLingui } from '@lingui/react/macro';
import { use, useState } from 'react';
import { useLookups } from '../../../shared/definitions/useDefinitions';
import { PrintFormChoice } from '../../../shared/print/PrintFormChoice';
import { PrintHeading, PrintLogos } from '../../../shared/print/PrintLook';
import { PrintSigners } from '../../../shared/print/PrintSigners';
import { printTexts } from '../../../shared/print/print-texts';
import { emptyWish, formLacksOf } from '../../../shared/print/print-wish';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { can } from '../../../shared/session/permissions';
import { useUser } from '../../../shared/session/useSession';
import { pickText } from '../../../shared/text/pick';
import { Checkbox } from '../../../shared/ui/Checkbox';
import { useOnline } from '../../../shared/ui/useOnline';
import type { CaseworkProps } from '../casework/casework-props';
import { WorkDialog } from '../casework/WorkDialog';
import { Paper } from './Paper';
import { chosenLogos } from './paper-logos';
import { usePrintForms } from './usePrintForms';

const whole = 'empty_fields';
const photos = 'photos';

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
  const user = useUser();
  const isOnline = useOnline();
  const lookup = useLookups()?.find((one) => one.unique_id === 'lookup-pdf-header');
  const agreed = lookup?.values.find((one) => one.id === wish.headerOption)?.display_text;
  const isWhole = wish.extras.includes(whole);
  const turn = (id: string) => (isWanted: boolean) =>
    change({ extras: [...wish.extras.filter((one) => one !== id), ...(isWanted ? [id] : [])] });
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
        hasPhotos={isOnline && wish.extras.includes(photos)}
        logos={isOnline ? chosenLogos(wish.logos, user) : []}
        headings={[agreed === undefined ? '' : pickText(agreed, language), wish.header]}
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
      <Checkbox isSelected={isWhole} onChange={turn(whole)}>
        {t({ id: 'print.empty', message: 'Questions without an answer' })}
      </Checkbox>
      {isOnline && can(user, type, 'view_photo') ? (
        <>
          <Checkbox isSelected={wish.extras.includes(photos)} onChange={turn(photos)}>
            {t({ id: 'print.photos', message: 'Photos' })}
          </Checkbox>
          <p className="soft">
            <Trans id="print.paper.photos_note">
              Photos come from the server, which notes that you looked at them.
            </Trans>
          </p>
        </>
      ) : null}
      {isOnline ? <PrintLogos wish={wish} onChange={change} /> : null}
      <PrintHeading wish={wish} onChange={change} />
      <PrintSigners wish={wish} onChange={change} />
    </WorkDialog>
  );
}
