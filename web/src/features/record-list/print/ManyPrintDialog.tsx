import { Plural, Trans } from '@lingui/react/macro';
import { use, useState } from 'react';
import { formatNumber } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { PrintLook } from '../../../shared/print/PrintLook';
import { PrintPassword } from '../../../shared/print/PrintPassword';
import { PrintWindow } from '../../../shared/print/PrintWindow';
import { mayLeaveOpen } from '../../../shared/print/print-rights';
import { printTexts } from '../../../shared/print/print-texts';
import { emptyWish, lacksOf, type PrintWish } from '../../../shared/print/print-wish';
import { useDocument } from '../../../shared/print/useDocument';
import { useUser } from '../../../shared/session/useSession';
import type { RecordType } from '../../../shared/wire/records';
import { FormsOfType } from './FormsOfType';
import { printMany } from './list-print.wire';

interface ManyPrintDialogProps {
  type: RecordType;
  /** How many were chosen, and which; without ids more than anybody has seen. */
  count: number;
  ids: readonly string[] | undefined;
  onClose: () => void;
}

const records_max = 50;

/** Prints the chosen records in one document, each on pages of its own. */
export default function ManyPrintDialog({ type, count, ids, onClose }: ManyPrintDialogProps) {
  use(printTexts);
  const language = useLanguage();
  const mayBeOpen = mayLeaveOpen(useUser(), type);
  const [wish, setWish] = useState(() => emptyWish(language));
  const [isTried, setTried] = useState(false);
  const { mutate, isPending, error } = useDocument(
    (wanted: PrintWish) => printMany(type, ids ?? [], wanted),
    onClose,
  );
  const most = formatNumber(records_max, language);
  const lacks = lacksOf(wish, mayBeOpen);
  const isTooMany = ids === undefined || count > records_max;
  const make = () => {
    setTried(true);
    if (lacks.length === 0) mutate(wish);
  };
  const fields = {
    wish,
    onChange: (changes: Partial<PrintWish>) => setWish({ ...wish, ...changes }),
    lacks: isTried ? lacks : [],
  };
  return (
    <PrintWindow
      title={<Trans id="print.title">Print or save as PDF</Trans>}
      isPending={isPending}
      error={error}
      onMake={isTooMany ? undefined : make}
      onClose={onClose}
    >
      {isTooMany ? (
        <p role="status">
          <Trans id="print.too_many">
            More than {most} records cannot be printed together. Choose fewer of them, one by one or
            page by page.
          </Trans>
        </p>
      ) : (
        <>
          <p>
            <Trans id="print.many">
              <Plural
                value={count}
                one="# record will be in the document."
                other="# records will be in the document, each on pages of its own."
              />
            </Trans>
          </p>
          <FormsOfType {...fields} type={type} />
          <PrintLook {...fields} type={type} />
          <PrintPassword {...fields} mayBeOpen={mayBeOpen} />
        </>
      )}
    </PrintWindow>
  );
}
