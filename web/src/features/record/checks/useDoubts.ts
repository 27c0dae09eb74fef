import { useMemo, useSyncExternalStore } from 'react';
import {
  type Doubt,
  findDoubts,
  plausibilityRules,
} from '../../../shared/forms/checks/plausibility';
import { settledOf } from '../../../shared/forms/checks/settled';
import { useSettings } from '../../../shared/definitions/useDefinitions';
import type { FieldDefinition, FormDefinition } from '../../../shared/forms/definition';
import type { FormStore } from '../../../shared/forms/engine/store';

export interface DoubtSpec {
  readonly store: FormStore;
  /** The forms in sight. */
  readonly forms: readonly FormDefinition[];
  readonly recordType: string;
  readonly module: string | undefined;
}

/** A doubt with the way to its answer. */
export interface DoubtLine {
  readonly doubt: Doubt;
  readonly form: string;
  /** The question of the form: the list, where the answer is in one of its entries. */
  readonly field: FieldDefinition;
  readonly inEntry: FieldDefinition | undefined;
  readonly other: FieldDefinition | undefined;
}

/** What is unlikely in the answers in sight, as they were when the last field was left. */
export function useDoubts({ store, forms, recordType, module }: DoubtSpec): readonly DoubtLine[] {
  const settled = settledOf(store);
  const data = useSyncExternalStore(settled.subscribe, settled.values);
  const setting = useSettings()?.['plausibility_rules'];
  const rules = useMemo(() => plausibilityRules(setting), [setting]);
  const { clock } = store.spec;
  const doubts = findDoubts(rules, { recordType, module, data }, clock);
  return doubts.flatMap((doubt) => lineOf(doubt, store, forms) ?? []);
}

/** Undefined for an answer that is not in sight: nobody could look at it. */
function lineOf(
  doubt: Doubt,
  store: FormStore,
  forms: readonly FormDefinition[],
): DoubtLine | undefined {
  const [name, , inner] = doubt.pointer.slice(1).split('/').map(plain);
  const isThere = (form: FormDefinition) =>
    form.fields.some((field) => field.name === name && store.isShown(form.uniqueId, field.name));
  const form = forms.find(isThere);
  const field = form?.fields.find((one) => one.name === name);
  if (form === undefined || field === undefined) return undefined;
  const inEntry = field.subform?.fields.find((one) => one.name === inner);
  if (inner !== undefined && inEntry === undefined) return undefined;
  const other =
    field.subform?.fields.find((one) => one.name === doubt.other) ??
    store.fields.find((one) => one.name === doubt.other);
  return { doubt, form: form.uniqueId, field, inEntry, other };
}

/** A step of a pointer as the name it stands for (RFC 6901). */
function plain(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
