import { useQuery } from '@tanstack/react-query';
import { singularOf } from '../../../shared/records/record-type';
import type { RecordData, RecordType } from '../../../shared/wire/records';
import { fetchRoles, type SharedRole } from '../sharing/sharing.wire';
import { fetchRecipients } from './casework.wire';
import type { HandOver } from './hand-over';
import type { RecipientFilter } from './RecipientFilters';

interface RecipientsQuestion {
  readonly type: RecordType;
  readonly record: RecordData;
  readonly way: HandOver;
  readonly filter: RecipientFilter;
}

/** The people who can receive the record. */
export function useRecipients({ type, record, way, filter }: RecipientsQuestion) {
  const query = {
    record_type: singularOf(type),
    ...(record.module_id ? { record_module_id: record.module_id } : {}),
    ...(filter.service === null ? {} : { service: filter.service }),
    ...(filter.agency === null ? {} : { agency: filter.agency }),
    ...nearOf(record),
  };
  return useQuery({
    queryKey: ['recipients', way, query],
    queryFn: ({ signal }) => fetchRecipients(way, query, signal),
    staleTime: 0,
  });
}

/** Somebody near the child is worth more than somebody near us. */
function nearOf(record: RecordData): { readonly near?: string } {
  const place = record['location_current'];
  return typeof place === 'string' && place !== '' ? { near: place } : {};
}

const none: readonly SharedRole[] = [];

/** The roles as which a recipient may see a referred record; none where the deployment has none. */
export function useRoles(way: HandOver, isRemote: boolean): readonly SharedRole[] {
  const kind = isRemote ? 'external' : 'referral_authorization';
  const roles = useQuery({
    queryKey: ['roles', kind],
    queryFn: ({ signal }) => fetchRoles(kind, signal),
    enabled: way === 'refer',
  });
  return roles.data ?? none;
}
