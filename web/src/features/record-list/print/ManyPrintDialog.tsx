import { Plural, Trans } from '@lingui/react/macro';
import { use } from 'react';
import { formatNumber } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { PrintLook } from '../../../shared/print/PrintLook';
import { PrintPassword } from '../../../shared/print/PrintPassword';
import { PrintTemplate } from '../../../shared/print/PrintTemplate';
import { PrintWindow } from '../../../shared/print/PrintWindow';
import { mayLeaveOpen } from '../../../shared/print/print-rights';
import { printTexts } from '../../../shared/print/print-texts';
import { emptyWish, lacksOf } from '../../../shared/print/print-wish';
import { usePrintWish } from '../../../shared/print/usePrintWish';
import { useUser } from '../../../shared/session/useSession';
import { Checkbox } from '../../../shared/ui/Checkbox';
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
  const { fields, onMake, isPending, error } = usePrintWish({
    start: () => emptyWish(language),
    lacksOf: (wish) => lacksOf(wish, mayBeOpen),
    make: (wish) => printMany(type, ids ?? [], wish),
    onDone: onClose,
  });
  const most = formatNumber(records_max, language);
  const isTooMany = ids === undefined || count > records_max;
  return (
    <PrintWindow
      title={<Trans id="print.title">Print or save as PDF</Trans>}
      isPending={isPending}
      error={error}
      onMake={isTooMany ? undefined : onMake}
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
          <Checkbox
            isSelected={fields.wish.isInFiles}
            onChange={(isInFiles) => fields.onChange({ isInFiles })}
          >
            <Trans id="print.separate_files">A document for each record, in one ZIP file</Trans>
          </Checkbox>
          <PrintTemplate {...fields} type={type} />
          <FormsOfType {...fields} type={type} />
          <PrintLook {...fields} type={type} />
          <PrintPassword {...fields} mayBeOpen={mayBeOpen} />
        </>
      )}
    </PrintWindow>
  );
}
