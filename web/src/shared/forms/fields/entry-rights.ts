import { sessionState } from '../../session/session';
import type { FieldDefinition } from '../definition';
import { isStoredEntry } from '../engine/entries';
import { useStore } from '../engine/hooks';
import { isBlank, type JsonObject } from '../json';
import { useFormView } from './form-view';

/** What may be done with the entries of a subform in this place. */
export interface EntryRights {
  readonly mayAdd: boolean;
  readonly mayChange: (entry: JsonObject) => boolean;
  readonly mayRemove: (entry: JsonObject) => boolean;
}

export function useEntryRights(field: FieldDefinition, form: string): EntryRights {
  const view = useFormView();
  const store = useStore();
  const closed =
    view.mode === 'view' ||
    field.disabled ||
    field.summarised ||
    view.isReadOnly(form) ||
    !isForRole(field);
  const stored = store.initial[field.name];
  const isOld = (entry: JsonObject) => isStoredEntry(stored, entry);
  const appendOnly = field.subform?.appendOnly ?? false;
  const keep = field.subform?.keepEntries ?? false;
  return {
    // A new entry might be left out of a list that shows only some of them.
    mayAdd: !closed && isBlank(field.placement.entryCondition),
    mayChange: (entry) => !closed && !(appendOnly && isOld(entry)),
    // A member who has a record of their own is unlinked there, not here.
    mayRemove: (entry) =>
      !closed && !((appendOnly || keep) && isOld(entry)) && typeof entry['case_id'] !== 'string',
  };
}

/** The place of a subform may name the roles that change its entries there. */
export function isForRole({ placement: { editRoles } }: FieldDefinition): boolean {
  if (editRoles.length === 0) return true;
  const session = sessionState();
  const role = session.phase === 'signed-in' ? session.user.role_unique_id : undefined;
  return role !== undefined && editRoles.includes(role);
}
