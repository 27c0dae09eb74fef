import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** The form or panel in sight stands in the address: back, links and reload keep it. */
export function useSelectedForm(
  known: readonly string[],
  start: string,
): readonly [string, (id: string) => void] {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const asked = search['form'];
  const selected = typeof asked === 'string' && known.includes(asked) ? asked : start;
  const select = useCallback(
    (form: string) => {
      void navigate({ to: '.', search: { form }, replace: true, resetScroll: false });
    },
    [navigate],
  );
  return [selected, select];
}
