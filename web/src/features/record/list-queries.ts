import { queryOptions } from '@tanstack/react-query';
import type { RecordType } from '../../shared/wire/records';
import { fetchTransitions } from './casework/casework.wire';
import { fetchIncidents, fetchRelationships } from './panels/links/links.wire';
import { recordKey } from './useRecord';

/** To whom the record was given. */
export function transitionsQuery(type: RecordType, id: string) {
  return queryOptions({
    queryKey: [...recordKey(type, id), 'transitions'],
    queryFn: ({ signal }) => fetchTransitions(type, id, signal),
    staleTime: 0,
  });
}

/** The incidents of a case. */
export function incidentsQuery(id: string) {
  return queryOptions({
    queryKey: [...recordKey('cases', id), 'incidents'],
    queryFn: ({ signal }) => fetchIncidents(id, signal),
    staleTime: 0,
  });
}

/** Other cases that a case belongs to, with those that did once. */
export function relationshipsQuery(id: string) {
  return queryOptions({
    queryKey: [...recordKey('cases', id), 'relationships'],
    queryFn: ({ signal }) => fetchRelationships(id, signal),
    staleTime: 0,
  });
}
