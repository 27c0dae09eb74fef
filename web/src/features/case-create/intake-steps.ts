import type { PrimeroModule } from '../../shared/wire/settings';

export type IntakeStep = 'search' | 'template' | 'consent';

/** The modules of the user that have cases. */
export function creatableModules(
  modules: readonly PrimeroModule[],
  ofUser: readonly string[],
): readonly PrimeroModule[] {
  return modules.filter(
    (module) =>
      ofUser.includes(module.unique_id) && module.associated_record_types.includes('case'),
  );
}

/** What this module asks before the form opens. */
export function stepsBefore(module: PrimeroModule): readonly IntakeStep[] {
  const { allow_searchable_ids: isSearchFirst } = optionsOf(module);
  const steps: IntakeStep[] = [];
  if (isSearchFirst) {
    steps.push('search');
  }
  if (Array.isArray(optionsOf(module).case_templates)) {
    steps.push('template');
  }
  if (consentNames(module).length > 0) {
    steps.push('consent');
  }
  return steps;
}

/** `consent_agreements` and `legitimate_basis`, where the module asks for them. */
export function consentNames(module: PrimeroModule): readonly string[] {
  return optionsOf(module).data_protection_case_create_field_names ?? [];
}

/** May the search be skipped before anything was searched? */
export function maySkipSearch(module: PrimeroModule): boolean {
  return !optionsOf(module).prevent_case_creation_without_search;
}

/** The same object travels under its older and its newer name. */
export function optionsOf(module: PrimeroModule): PrimeroModule['module_options'] {
  return { ...module.options, ...module.module_options };
}
