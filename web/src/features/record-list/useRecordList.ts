import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import {
  apiQuery,
  readListQuery,
  writeListQuery,
  type ListQuery,
} from '../../shared/records/list-query';
import { pathTo } from '../../shared/records/record-type';
import { recordListQuery } from '../../shared/records/records';
import type { RecordType } from '../../shared/wire/records';

/** The list the address asks for; changing it changes the address. */
export function useRecordList(type: RecordType) {
  const address = useSearch({ strict: false });
  const navigate = useNavigate();
  const query = readListQuery(address);
  const result = useQuery({
    ...recordListQuery(type, apiQuery(query)),
    placeholderData: keepPreviousData,
  });
  const change = (changes: Partial<ListQuery>) => {
    const next = { ...query, page: 1, ...changes };
    // More of the same list: whoever reads on stays where they are.
    const resetScroll = changes.per === undefined;
    void navigate({ to: pathTo(type), search: writeListQuery(next), resetScroll });
  };
  return { query, result, change };
}
