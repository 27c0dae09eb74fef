import { asJson } from '../../../shared/forms/definition';
import { isList, isObject, type Json } from '../../../shared/forms/json';
import { can } from '../../../shared/session/permissions';
import type { RecordData } from '../../../shared/wire/records';
import type { ExtendedUser } from '../../../shared/wire/user';
import type { Deployment } from '../deployment';
import type { Transition } from './casework.wire';

/** Which answers of a referred case become which of a new one in another programme. */
export interface CreationMap {
  readonly module: string;
  readonly fields: readonly { readonly source: string; readonly target: string }[];
}

/** The maps of the programme that the record belongs to. */
export function creationMaps(record: RecordData, deployment: Deployment): readonly CreationMap[] {
  const module = deployment.settings.modules.find((one) => one.unique_id === record.module_id);
  const maps = asJson(module?.['creation_field_map']);
  return isList(maps) ? maps.flatMap(mapOf) : [];
}

export function hasCreationMap(record: RecordData, deployment: Deployment): boolean {
  return creationMaps(record, deployment).length > 0;
}

function mapOf(value: Json): CreationMap[] {
  if (!isObject(value) || typeof value['map_to'] !== 'string') return [];
  const rows = isList(value['fields']) ? value['fields'].filter(isObject) : [];
  const fields = rows.flatMap(({ source, target }) =>
    typeof source === 'string' && typeof target === 'string' ? [{ source, target }] : [],
  );
  return [{ module: value['map_to'], fields }];
}

/** The programmes in which this person may register a case of their own from the referral. */
export function creatableFrom(
  transition: Transition,
  user: ExtendedUser,
  maps: readonly CreationMap[],
): readonly CreationMap[] {
  const isMine =
    transition.type === 'Referral' &&
    transition.status === 'accepted' &&
    transition.transitioned_to === user.user_name;
  if (!isMine || !transition.allow_case_creation) return [];
  if (!can(user, 'cases', 'create_case_from_referral') || !can(user, 'cases', 'create')) return [];
  return maps.filter(({ module }) => user.module_unique_ids.includes(module));
}

/** What the new case begins with; its source is named, so that both can be found together. */
export function beginningOf(record: RecordData, { fields }: CreationMap): RecordData {
  const taken = fields.flatMap(({ source, target }) =>
    record[source] === undefined || record[source] === null ? [] : [[target, record[source]]],
  );
  return {
    ...Object.fromEntries(taken),
    source_case_display_id: record['case_id_display'],
  };
}
