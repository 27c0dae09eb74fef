import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { settingsQuery } from '../../shared/definitions/definitions';
import { NoticeKind, notify } from '../../shared/ui/snackbar-store';
import { publish, versionsQuery } from './conduct.wire';
import type { Draft } from './draft';

/** Puts a text in force; whoever did is asked to accept it like everybody else. */
export function usePublishing(onDone: () => void) {
  const { t } = useLingui();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (draft: Draft) => publish(draft),
    onSuccess: async () => {
      onDone();
      notify({
        key: 'conduct.published',
        kind: NoticeKind.success,
        text: t({ id: 'conduct.published', message: 'The code of conduct is in force.' }),
      });
      await Promise.all([
        queries.invalidateQueries({ queryKey: versionsQuery.queryKey }),
        queries.invalidateQueries({ queryKey: settingsQuery.queryKey }),
      ]);
    },
  });
}
