import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import {
  apiQuery,
  readListQuery,
  writeListQuery,
  type ListQuery,
} from '../../shared/records/list-query';
import { recordListQuery } from '../../shared/records/records';
import { RecordType } from '../../shared/wire/records';

/** The list the address asks for; changing it changes the address. */
export function useCaseList() {
  const address = useSearch({ strict: false });
  const navigate = useNavigate();
  const query = readListQuery(address);
  const result = useQuery({
    ...recordListQuery(RecordType.case, apiQuery(query)),
    placeholderData: keepPreviousData,
  });
  const change = (changes: Partial<ListQuery>) => {
    const next = { ...query, page: 1, ...changes };
    void navigate({ to: '/cases', search: writeListQuery(next) });
  };
  return { query, result, change };
}
