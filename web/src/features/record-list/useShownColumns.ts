import type { ListQuery } from '../../shared/records/list-query';
import { can } from '../../shared/session/permissions';
import { useUser } from '../../shared/session/useSession';
import type { RecordData, RecordType } from '../../shared/wire/records';
import {
  isEmptyColumn,
  rememberColumns,
  rememberedColumns,
  searchFields,
  type Column,
} from './columns';

interface ShownColumnsInput {
  type: RecordType;
  columns: readonly Column[];
  query: ListQuery;
  /** The rows in sight; undefined until they are there. */
  records: readonly RecordData[] | undefined;
  change: (changes: Partial<ListQuery>) => void;
}

/**
 * The chosen columns: those of the address, else of this device, else all that say something about
 * a row in sight.
 */
export function useShownColumns({ type, columns, query, records, change }: ShownColumnsInput) {
  const user = useUser();
  const wanted = query.columns ?? rememberedColumns(type);
  const chosen = columns.filter((column) => wanted?.includes(column.field) ?? true);
  const atLeastOne = chosen.length > 0 ? chosen : columns;
  const isWide = query.search !== undefined && can(user, type, 'search_owned_by_others');
  const allowed = searchFields({ user, type });
  const readable = isWide ? atLeastOne.filter((column) => allowed.has(column.field)) : atLeastOne;
  const isSorted = ({ sortBy }: Column) => sortBy !== undefined && sortBy === query.orderBy;
  const isLeftOut = (column: Column) =>
    wanted === undefined && !isSorted(column) && isEmptyColumn(column, records);
  const shown = readable.filter((column) => !isLeftOut(column));
  const leftOut = readable.filter(isLeftOut);
  return {
    columns: shown,
    fields: atLeastOne.filter((column) => !leftOut.includes(column)).map(({ field }) => field),
    show: (fields: readonly string[]) => {
      rememberColumns(type, fields);
      change({ columns: fields, page: query.page });
    },
  };
}
