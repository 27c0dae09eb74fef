import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTopic } from '../../shared/forms/engine/hooks';
import type { FormStore } from '../../shared/forms/engine/store';
import type { Protection } from '../../shared/forms/fields/form-view';
import { isMask } from '../../shared/forms/mask';
import { newId } from '../../shared/forms/new-id';
import { useCan } from '../../shared/session/useSession';
import { NoticeKind, notify } from '../../shared/ui/snackbar-store';
import type { RecordType } from '../../shared/wire/records';
import { asValues } from './as-values';
import { fetchRecord, updateRecord } from './record.wire';
import { recordKey } from './useRecord';

interface ProtectionSpec {
  readonly type: RecordType;
  readonly id: string;
  readonly store: FormStore;
}

/** Whether the child's name is protected, and the way to change it at once. */
export function useProtection({ type, id, store }: ProtectionSpec): Protection | undefined {
  const { t } = useLingui();
  const queries = useQueryClient();
  const mayWrite = useCan(type, 'write');
  const isHidden = useTopic(store, 'value:hidden_name', () => store.value('hidden_name') === true);
  return useMemo(() => {
    if (!mayWrite) return undefined;
    const toggle = async () => {
      await updateRecord({ type, id, data: { hidden_name: !isHidden }, key: newId() });
      const stored = await fetchRecord(type, id);
      // No page goes on showing a name that is protected now.
      queries.setQueryData(recordKey(type, id), stored);
      queries.removeQueries({ queryKey: [type, 'list'] });
      const shown = asValues(stored.data);
      const { name = null, hidden_name: hidden } = shown;
      // What was typed and not saved is no mask, and stays.
      const switched = Object.entries({ ...shown, name }).filter(
        ([key, value]) =>
          !store.isChanged(key) && (key === 'name' || isMask(value) !== isMask(store.value(key))),
      );
      const now = { ...Object.fromEntries(switched), hidden_name: hidden ?? !isHidden };
      store.replace(now);
      store.rebase({ ...store.initial, ...now });
    };
    const failed = () =>
      notify({
        key: 'record.protection',
        kind: NoticeKind.error,
        text: t({
          id: 'record.name.failed',
          message: 'The protection of the name could not be changed. Please try again.',
        }),
      });
    return { isHidden, toggle: () => void toggle().catch(failed) };
  }, [mayWrite, isHidden, type, id, store, queries, t]);
}
