import type { FormDefinition } from './definition';

/** Screens with code of their own; a configured form of the same id only grants its fields. */
const system_forms: ReadonlySet<string> = new Set([
  'record_owner',
  'approvals',
  'incident_from_case',
  'referral',
  'transfers_assignments',
  'change_logs',
  'access_logs',
  'summary',
  'registry_from_case',
  'family_from_case',
  'case_relationships',
  'mrm_summary_page',
]);

const information_group = 'record_information';

export interface FormRights {
  /** Form id → `r` or `rw`; a form that is not named is hidden. */
  readonly permitted: Readonly<Record<string, string>>;
  readonly recordType: string;
  readonly module: string | undefined;
}

/** The forms that hold fields of a record of this type and module, for this person. */
export function formsOfRecord(
  forms: readonly FormDefinition[],
  { permitted, recordType, module }: FormRights,
): FormDefinition[] {
  return forms
    .filter((form) => form.recordType === recordType && form.uniqueId in permitted)
    .filter((form) => form.modules.length === 0 || form.modules.includes(module ?? ''))
    .toSorted((left, right) => left.order - right.order);
}

/** Forms a person fills in or reads; the generated panels are not among them. */
export function drawnForms(forms: readonly FormDefinition[]): FormDefinition[] {
  return forms.filter(
    (form) => form.visible && !system_forms.has(form.uniqueId) && form.group !== information_group,
  );
}

export interface FormGroup {
  readonly id: string;
  readonly forms: readonly FormDefinition[];
}

/** Forms in their groups, both in the order of the deployment. */
export function groupsOf(forms: readonly FormDefinition[]): FormGroup[] {
  const groups = Map.groupBy(forms, (form) => form.group ?? form.uniqueId);
  return [...groups]
    .map(([id, members]): FormGroup => ({ id, forms: members }))
    .toSorted((left, right) => groupOrder(left) - groupOrder(right));
}

function groupOrder(group: FormGroup): number {
  return group.forms[0]?.groupOrder ?? 0;
}

/** Where a record opens: the first form marked as such, else the first of all. */
export function startForm(forms: readonly FormDefinition[]): FormDefinition | undefined {
  return forms.find((form) => form.firstTab) ?? groupsOf(forms)[0]?.forms[0];
}

/** The lookup that names the groups of a module and record type. */
export function groupLookup(module: string, recordType: string): string {
  const short = module.replace('primeromodule-', '');
  return `lookup-form-group-${short}-${recordType.replaceAll('_', '-')}`;
}
