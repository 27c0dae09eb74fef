import { useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { NoticeKind, notify } from '../ui/snackbar-store';
import type { ReceivedFile } from '../wire/client';
import { saveFile } from './save-file';

/** Asks for a document and gives it to the browser. */
export function useDocument<Wish>(make: (wish: Wish) => Promise<ReceivedFile>, onDone: () => void) {
  const { t } = useLingui();
  return useMutation({
    mutationFn: make,
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
