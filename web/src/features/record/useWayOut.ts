import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { RecordType } from '../../shared/wire/records';
import { recordKey } from './useRecord';

/** The ways from a form back to the record. */
export function useWayOut(type: RecordType, id: string) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const toRecord = () =>
    void navigate({
      to: `/${type}/${id}`,
      search: (before: Readonly<Record<string, unknown>>) => formOnly(before),
      replace: true,
    });
  return {
    back: toRecord,
    /** What is stored is read again; lists that show it as well. Then to the record, or there. */
    afterSave: (goOn?: () => void) => {
      void queries.invalidateQueries({ queryKey: [type, 'list'] });
      if (goOn !== undefined) {
        void queries.invalidateQueries({ queryKey: recordKey(type, id) });
        goOn();
        return;
      }
      // Shown only when it is the stored version; a failed reading shows its own message there.
      void queries.refetchQueries({ queryKey: recordKey(type, id) }).finally(toRecord);
    },
  };
}

function formOnly(search: Readonly<Record<string, unknown>>): Record<string, string> {
  const { form } = search;
  return typeof form === 'string' ? { form } : {};
}
