import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import {
  inSmallPages,
  readListQuery,
  writeListQuery,
  type ListQuery,
} from '../../shared/records/list-query';
import { pathTo } from '../../shared/records/record-type';
import { media, useMedia } from '../../shared/ui/useMedia';
import type { RecordType } from '../../shared/wire/records';
import { isLite } from '../../shared/wire/slow-line';
import type { ListResult } from './list-result';
import { useGrowingList } from './useGrowingList';
import { useListPage } from './useListPage';

/** The list the address asks for; changing it changes the address. On phones it grows. */
export function useRecordList(type: RecordType) {
  const address = useSearch({ strict: false });
  const navigate = useNavigate();
  // Of the line when the list was opened: rows do not change places because it became slow.
  const [wasLite] = useState(isLite);
  const whole = readListQuery(address);
  const query = wasLite ? inSmallPages(whole, address) : whole;
  const isPhone = useMedia(media.phone);
  const page = useListPage(type, query, !isPhone);
  const growing = useGrowingList(type, query, isPhone);
  const result: ListResult = isPhone ? growing : page;
  const change = (changes: Partial<ListQuery>) => {
    const next = { ...query, page: 1, ...changes };
    void navigate({ to: pathTo(type), search: writeListQuery(next) });
  };
  return { query, result, change };
}
