import { newId } from '../../shared/forms/new-id';

/** What a case can be linked with, and the field of the case that names it. */
export const link_fields = {
  registry_records: 'registry_record_id',
  families: 'family_id',
} as const;
export type LinkedType = keyof typeof link_fields;

/** In the values of a new record: the case that shall name it. No form has it, nothing sends it. */
export const case_to_link = 'case_to_link';

/** Has the case name the record that was made for it. */
export async function linkCreated(type: LinkedType, caseId: string, id: string): Promise<void> {
  const { send } = await import('./casework/casework.wire');
  const data = { [link_fields[type]]: id };
  await send(`/cases/${caseId}`, { method: 'PATCH', path: '', data }, newId());
}

export function isLinkedType(type: string): type is LinkedType {
  return type in link_fields;
}
