import { Trans, useLingui } from '@lingui/react/macro';
import { use, useState } from 'react';
import { formatNumber } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { PrintLogos, PrintMark, PrintPaper, PrintReason } from '../../../shared/print/PrintLook';
import { PrintPassword } from '../../../shared/print/PrintPassword';
import { PrintTemplate } from '../../../shared/print/PrintTemplate';
import { PrintWindow } from '../../../shared/print/PrintWindow';
import { mayLeaveOpen, mayPrintType } from '../../../shared/print/print-rights';
import { printTexts } from '../../../shared/print/print-texts';
import { emptyWish, formLacksOf, lockLacksOf } from '../../../shared/print/print-wish';
import { usePrintWish } from '../../../shared/print/usePrintWish';
import type { ListQuery } from '../../../shared/records/list-query';
import { useUser } from '../../../shared/session/useSession';
import { RadioGroup } from '../../../shared/ui/RadioGroup';
import type { RecordType } from '../../../shared/wire/records';
import { FormsOfType } from './FormsOfType';
import { listData, printBlank, printList } from './list-print.wire';

interface ListPrintDialogProps {
  type: RecordType;
  query: ListQuery;
  /** What the list shows, by field. */
  columns: readonly string[];
  /** How many records the list finds. */
  total: number;
  /** What the list is narrowed to: without it nobody knows later what was printed. */
  heading: string;
  onClose: () => void;
}

const What = { list: 'list', blank: 'blank' } as const;
type What = (typeof What)[keyof typeof What];
const rows_max = 1000;
const header_length_max = 500;

/** Prints the list as it is shown, or forms without answers. */
export default function ListPrintDialog(props: ListPrintDialogProps) {
  use(printTexts);
  const { type, query, columns, total, heading, onClose } = props;
  const user = useUser();
  const language = useLanguage();
  const mayPrintList = mayPrintType(user, type);
  const mayBeOpen = mayLeaveOpen(user, type);
  const [what, setWhat] = useState<What>(mayPrintList ? What.list : What.blank);
  const { fields, onMake, isPending, error } = usePrintWish({
    start: () => ({ ...emptyWish(language), header: heading.slice(0, header_length_max) }),
    lacksOf: (wish) => (what === What.list ? lockLacksOf(wish, mayBeOpen) : formLacksOf(wish)),
    make: (wish) =>
      what === What.list ? printList(type, query, listData(wish, columns)) : printBlank(type, wish),
    onDone: onClose,
  });
  const isTooLong = what === What.list && total > rows_max;
  return (
    <PrintWindow
      title={<Trans id="print.title">Print or save as PDF</Trans>}
      isPending={isPending}
      error={error}
      onMake={isTooLong ? undefined : onMake}
      onClose={onClose}
    >
      {mayPrintList ? <Kind what={what} total={total} onChange={setWhat} /> : null}
      {isTooLong ? <TooLong /> : null}
      {what === What.blank ? <BlankHelp /> : null}
      {what === What.blank ? <PrintTemplate {...fields} type={type} /> : null}
      {what === What.blank ? <FormsOfType {...fields} type={type} /> : null}
      {isTooLong ? null : <PrintPaper {...fields} />}
      {what === What.list && !isTooLong ? (
        <>
          <PrintMark {...fields} />
          <PrintLogos {...fields} />
          <PrintReason {...fields} />
          <PrintPassword {...fields} mayBeOpen={mayBeOpen} />
        </>
      ) : null}
    </PrintWindow>
  );
}

interface KindProps {
  what: What;
  total: number;
  onChange: (what: What) => void;
}

function Kind({ what, total, onChange }: KindProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const count = formatNumber(total, language);
  return (
    <RadioGroup
      label={t({ id: 'print.what', message: 'What do you want to print?' })}
      choices={[
        {
          id: What.list,
          text: t({ id: 'print.what_list', message: `This list (records: ${count})` }),
        },
        {
          id: What.blank,
          text: t({ id: 'print.what_blank', message: 'Blank forms to fill in by hand' }),
        },
      ]}
      value={what}
      onChange={(chosen) => onChange(chosen === What.blank ? What.blank : What.list)}
    />
  );
}

function TooLong() {
  const most = formatNumber(rows_max, useLanguage());
  return (
    <p role="status">
      <Trans id="print.list_too_long">
        A list of more than {most} records cannot be printed. Close this window and narrow the list
        with filters.
      </Trans>
    </p>
  );
}

function BlankHelp() {
  return (
    <p className="soft">
      <Trans id="print.blank_help">
        The pages bear the questions and room for the answers, and nothing about anybody. Once they
        are filled in, keep them locked away and type them in soon.
      </Trans>
    </p>
  );
}
