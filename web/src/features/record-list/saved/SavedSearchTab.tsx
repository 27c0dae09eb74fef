import { useQuery } from '@tanstack/react-query';
import { formatNumber } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { apiQuery } from '../../../shared/records/list-query';
import { recordListQuery } from '../../../shared/records/records';
import type { RecordType } from '../../../shared/wire/records';
import { queryOf, type SavedSearch } from './saved-searches';

interface SavedSearchTabProps {
  type: RecordType;
  search: SavedSearch;
  isCurrent: boolean;
  onPress: () => void;
}

/** One search over the list, with how many records it finds for whoever looks. */
export function SavedSearchTab({ type, search, isCurrent, onPress }: SavedSearchTabProps) {
  const language = useLanguage();
  // The list shows the number of the one in sight itself.
  const counted = useQuery({
    ...recordListQuery(type, { ...apiQuery(queryOf(search)), per: 1 }),
    enabled: search.pinned && !isCurrent,
  });
  const total = counted.data?.metadata.total;
  return (
    <button type="button" className="saved-tab" aria-pressed={isCurrent} onClick={onPress}>
      <bdi>{search.name ?? search.id}</bdi>
      {total === undefined || isCurrent ? null : (
        <span className="saved-count"> {formatNumber(total, language)}</span>
      )}
    </button>
  );
}
