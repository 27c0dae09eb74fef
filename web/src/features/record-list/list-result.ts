import type { RecordPage } from '../../shared/wire/records';

/** What there is of a list so far. */
export interface ListResult {
  data: RecordPage | undefined;
  isError: boolean;
  error: unknown;
  /** The rows are those of what was asked before. */
  isPlaceholderData: boolean;
  dataUpdatedAt: number;
  refetch: () => Promise<unknown>;
  /** Of a list that grows; undefined where it has pages. */
  more?: MoreRows;
}

export interface MoreRows {
  /** Whether more follow. */
  hasMore: boolean;
  isFetching: boolean;
  error: unknown;
  fetch: () => Promise<unknown>;
}
