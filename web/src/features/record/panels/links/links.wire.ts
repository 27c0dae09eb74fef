import * as v from 'valibot';
import { call } from '../../../../shared/wire/client';
import { record, type RecordType } from '../../../../shared/wire/records';

const text = v.optional(v.nullable(v.string()));

const incident = v.looseObject({
  id: v.string(),
  short_id: text,
  incident_date: text,
  date_of_first_report: text,
  created_at: text,
  created_by: text,
});
export type Incident = v.InferOutput<typeof incident>;

const incidents = v.object({ data: v.array(incident) });

export async function fetchIncidents(id: string, signal: AbortSignal) {
  return (await call(`/cases/${id}/incidents`, incidents, { signal })).data;
}

const draft = v.object({ data: v.looseObject({ module_id: v.string() }) });

/** An incident that is not stored, with what the case knows of the child. */
export async function fetchIncidentDraft(id: string) {
  return (await call(`/cases/${id}/incidents/new`, draft)).data;
}

const relationship = v.looseObject({
  id: v.string(),
  case_id: v.string(),
  relationship_type: v.string(),
  primary: v.fallback(v.boolean(), false),
  disabled: v.fallback(v.boolean(), false),
  data: v.fallback(v.looseObject({}), {}),
});
export type Relationship = v.InferOutput<typeof relationship>;

const relationships = v.object({ data: v.array(relationship) });

export async function fetchRelationships(id: string, signal: AbortSignal) {
  return (await call(`/cases/${id}/case_relationships`, relationships, { signal })).data;
}

const one = v.object({ data: record });

/** A record that another one names; hardly more than its name is read of it. */
export async function fetchLinked(type: RecordType, id: string, signal: AbortSignal) {
  return (await call(`/${type}/${id}`, one, { signal })).data;
}
