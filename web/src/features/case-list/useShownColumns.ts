import type { ListQuery } from '../../shared/records/list-query';
import { can } from '../../shared/session/permissions';
import { useUser } from '../../shared/session/useSession';
import { rememberColumns, rememberedColumns, searchFields, type Column } from './columns';

interface ShownColumnsInput {
  columns: readonly Column[];
  query: ListQuery;
  change: (changes: Partial<ListQuery>) => void;
}

/** The chosen columns: those of the address, else of this device, else all. */
export function useShownColumns({ columns, query, change }: ShownColumnsInput) {
  const user = useUser();
  const wanted = query.columns ?? rememberedColumns();
  const chosen = columns.filter((column) => wanted?.includes(column.field) ?? true);
  const atLeastOne = chosen.length > 0 ? chosen : columns;
  const isWide = query.search !== undefined && can(user, 'cases', 'search_owned_by_others');
  const allowed = searchFields(user);
  const shown = isWide ? atLeastOne.filter((column) => allowed.has(column.field)) : atLeastOne;
  return {
    columns: shown,
    fields: atLeastOne.map((column) => column.field),
    show: (fields: readonly string[]) => {
      rememberColumns(fields);
      change({ columns: fields, page: query.page });
    },
  };
}
