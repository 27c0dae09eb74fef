import type { ListQuery } from '../../shared/records/list-query';
import { can } from '../../shared/session/permissions';
import { useInterfaceSetting } from '../../shared/session/useInterfaceSetting';
import { useUser } from '../../shared/session/useSession';
import type { RecordData, RecordType } from '../../shared/wire/records';
import {
  forgetFormerColumns,
  formerColumns,
  isEmptyColumn,
  searchFields,
  type Column,
} from './columns';
import { listSetting } from './list-setting';

interface ShownColumnsInput {
  type: RecordType;
  columns: readonly Column[];
  query: ListQuery;
  /** The rows in sight; undefined until they are there. */
  records: readonly RecordData[] | undefined;
  change: (changes: Partial<ListQuery>) => void;
}

/**
 * The chosen columns: those of the address, else the person's own, else all that say something
 * about a row in sight. With how wide the person made them.
 */
export function useShownColumns({ type, columns, query, records, change }: ShownColumnsInput) {
  const user = useUser();
  const [setting, keep] = useInterfaceSetting(`list.${type}`, listSetting);
  const { widths = {}, columns: own } = setting ?? {};
  const wanted = query.columns ?? own ?? formerColumns(type);
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
      forgetFormerColumns(type);
      keep({ widths, columns: [...fields] });
      change({ columns: fields, page: query.page });
    },
    widths,
    /** Undefined: as wide as it needs. */
    setWidth: (field: string, wide: number | undefined) => {
      const others = Object.fromEntries(Object.entries(widths).filter(([one]) => one !== field));
      keep({ ...setting, widths: wide === undefined ? others : { ...others, [field]: wide } });
    },
    resetWidths: () => keep({ ...setting, widths: {} }),
  };
}

export type ShownColumns = ReturnType<typeof useShownColumns>;
