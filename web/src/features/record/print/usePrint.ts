import { useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { NoticeKind, notify } from '../../../shared/ui/snackbar-store';
import type { RecordType } from '../../../shared/wire/records';
import { printRecord } from './print.wire';
import { dataOf, type PrintWish } from './print-wish';
import { saveFile } from './save-file';

/** Asks for the document and gives it to the browser. */
export function usePrint(type: RecordType, id: string, onDone: () => void) {
  const { t } = useLingui();
  return useMutation({
    mutationFn: (wish: PrintWish) => printRecord(type, id, dataOf(wish)),
    // The wish holds the password: it is forgotten with the dialog.
    gcTime: 0,
    onSuccess: (file) => {
      saveFile(file, 'record.pdf');
      const text = t({ id: 'print.done', message: 'The document is ready.' });
      notify({ key: 'record.print', kind: NoticeKind.success, text });
      onDone();
    },
  });
}
