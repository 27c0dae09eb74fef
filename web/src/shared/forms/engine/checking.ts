import type { FormDefinition } from '../definition';
import { findEntryProblems, findProblems, type FormContext } from '../validation/form';
import type { Finding } from '../validation/keys';
import type { FormStore } from './store';

/** What is wrong with the values of a store, as they are now. */
export type FindNow = (store: FormStore) => readonly Finding[];

/** Problems of a record: in the forms that the person sees and may write. */
export function recordProblems(
  writable: (form: FormDefinition) => boolean,
  context: Omit<FormContext, 'initial'>,
): FindNow {
  return (store) =>
    findProblems(
      store.spec.forms.filter((form) => store.isFormShown(form.uniqueId) && writable(form)),
      store.values,
      { ...context, initial: store.initial },
    );
}

/** Problems of one entry of a subform. */
export function entryProblems(context: Omit<FormContext, 'initial'>): FindNow {
  return (store) => {
    const { entry } = store.spec;
    if (entry === undefined) return [];
    const given = { ...context, initial: store.initial };
    return findEntryProblems(entry.parent, store.values, entry.record, given);
  };
}

function concerns(finding: Finding, name: string): boolean {
  return finding.pointer === `/${name}` || finding.pointer.startsWith(`/${name}/`);
}

/** Looks at one field again when a person leaves it: only if they changed it, or it was wrong. */
export function checkField(store: FormStore, name: string, find: FindNow): void {
  if (!store.isChanged(name) && store.problemsAt(name).length === 0) return;
  const others = store.problems.filter((finding) => !concerns(finding, name));
  const mine = find(store).filter((finding) => concerns(finding, name));
  if (mine.length === 0 && store.problemsAt(name).length === 0) return;
  store.setProblems([...others, ...mine]);
}

/** Looks at everything; true when nothing is wrong. */
export function checkAll(store: FormStore, find: FindNow): boolean {
  const problems = find(store);
  store.setProblems(problems);
  return problems.length === 0;
}
