import { useQuery } from '@tanstack/react-query';
import { asJson } from '../../../shared/forms/definition';
import { liveRows } from '../../../shared/forms/json';
import { can } from '../../../shared/session/permissions';
import { useUser } from '../../../shared/session/useSession';
import { duplicatesOfCase } from '../../../shared/tracing/duplicates';
import { tracesQuery } from '../../../shared/tracing/traces';
import type { RecordData, RecordType } from '../../../shared/wire/records';
import { incidentsQuery, relationshipsQuery, transitionsQuery } from '../list-queries';
import { approvalEntries } from '../panels/approvals/approval-entries';
import { perpetrators, placeOf, relatedCases, relativesOf } from '../panels/links/family';
import { violationsOf } from '../panels/violations/violations';

/** Just counted is counted: the panel itself reads anew when it is opened. */
const look = { staleTime: 30_000, retry: false } as const;
const relation_rights = ['view_case_relationships', 'update_case_relationships'] as const;
const registry_rights = ['view_registry_record', 'add_registry_record'] as const;

/**
 * How many entries a panel holds; undefined while that is not known, and where nothing is counted.
 * What the record does not tell is asked for, where the panel itself would ask this person's role.
 */
export function usePanelCount(
  panel: string,
  type: RecordType,
  record: RecordData,
): number | undefined {
  const lists = useLists(panel, type, record);
  if (lists === undefined) return undefined;
  const { incidents, related, transitions, traces, duplicates, places, linked } = lists;
  switch (panel) {
    case 'approvals':
      return approvalEntries(record).length;
    case 'flags':
      return record.flag_count ?? undefined;
    case 'summary_incident_mrm':
      return violationsOf(record).length;
    case 'traces':
      return liveRows(asJson(record['tracing_request_subform_section'])).length;
    case 'incident_from_case':
      return incidents.length;
    case 'transfers_assignments':
      return transitions.length;
    case 'summary':
      return traces.length;
    case 'duplicates':
      return duplicates.length;
    case 'case_relationships': {
      const source = record['source_case_display_id'] ? 1 : 0;
      return related.filter(({ disabled }) => !disabled).length + linked + source;
    }
    case 'family_from_case': {
      const named = relativesOf(type, record);
      const others = relatedCases(related, named, String);
      return named.length + others.length + perpetrators(incidents, String).length + places;
    }
    default:
      return undefined;
  }
}

/** The lists that a panel counts, each empty where the panel or the person has it not. */
function useLists(panel: string, type: RecordType, record: RecordData) {
  const user = useUser();
  const { id } = record;
  const isCase = type === 'cases';
  const isFamily = isCase && panel === 'family_from_case';
  const ofCase = (name: string) => isCase && panel === name;
  const asks = {
    incidents: (isFamily || ofCase('incident_from_case')) && can(user, 'incidents', 'read'),
    related: (isFamily || ofCase('case_relationships')) && can(user, 'cases', ...relation_rights),
    transitions: panel === 'transfers_assignments',
    traces: ofCase('summary'),
    duplicates: ofCase('duplicates'),
  };
  const incidents = useQuery({ ...incidentsQuery(id), ...look, enabled: asks.incidents });
  const related = useQuery({ ...relationshipsQuery(id), ...look, enabled: asks.related });
  const given = useQuery({ ...transitionsQuery(type, id), ...look, enabled: asks.transitions });
  const traces = useQuery({ ...tracesQuery('cases', id), ...look, enabled: asks.traces });
  const alike = useQuery({ ...duplicatesOfCase(id), ...look, enabled: asks.duplicates });
  const waits =
    (asks.incidents && incidents.data === undefined) ||
    (asks.related && related.data === undefined) ||
    (asks.transitions && given.data === undefined) ||
    (asks.traces && traces.data === undefined) ||
    (asks.duplicates && alike.data === undefined);
  if (waits) return undefined;
  const maySeePlaces = can(user, 'cases', ...registry_rights);
  return {
    incidents: asks.incidents ? (incidents.data ?? []) : [],
    related: asks.related ? (related.data ?? []) : [],
    transitions: given.data ?? [],
    traces: traces.data ?? [],
    duplicates: alike.data ?? [],
    places: isCase && maySeePlaces ? placeOf(record, '').length : 0,
    linked: maySeePlaces && record['registry_record_id'] ? 1 : 0,
  };
}
