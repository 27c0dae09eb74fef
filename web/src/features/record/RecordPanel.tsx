import { useLingui } from '@lingui/react/macro';
import { Suspense } from 'react';
import { useUser } from '../../shared/session/useSession';
import { Skeleton } from '../../shared/ui/Skeleton';
import type { PanelProps } from './panel-props';
import { panelsFor } from './panel-table';

/** A generated page among the forms: where the record belongs, what happened to it. */
export function RecordPanel({ id, ...props }: Omit<PanelProps, 'title'> & { id: string }) {
  const { i18n } = useLingui();
  const entry = panelsFor(useUser(), props.type).find((one) => one.id === id);
  if (entry === undefined) return null;
  return (
    <Suspense fallback={<Skeleton lines={6} />}>
      {entry.draw({ ...props, title: i18n._(entry.title) })}
    </Suspense>
  );
}
