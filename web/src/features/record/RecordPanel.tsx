import { useLingui } from '@lingui/react/macro';
import { useUser } from '../../shared/session/useSession';
import { Fetched } from '../../shared/ui/Fetched';
import { Skeleton } from '../../shared/ui/Skeleton';
import type { PanelProps } from './panel-props';
import { panelsFor } from './panel-table';

/** A generated page among the forms: where the record belongs, what happened to it. */
export function RecordPanel({ id, ...props }: Omit<PanelProps, 'title'> & { id: string }) {
  const { i18n } = useLingui();
  const module = props.record.data.module_id ?? undefined;
  const entry = panelsFor(useUser(), props.type, module).find((one) => one.id === id);
  if (entry === undefined) return null;
  return (
    <Fetched key={id} fallback={<Skeleton lines={6} />}>
      {entry.draw({ ...props, title: i18n._(entry.title) })}
    </Fetched>
  );
}
