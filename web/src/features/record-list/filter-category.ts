import { filterCategoryKey } from '../../shared/records/violation-filters';
import type { ListQuery } from '../../shared/records/list-query';
import type { FilterSpec } from './filter-specs';

/** What the filters of grave violations are about. */
export const FilterCategory = {
  incidents: 'incidents',
  victims: 'individual_victims',
  violations: 'violations',
} as const;
export type FilterCategory = (typeof FilterCategory)[keyof typeof FilterCategory];

const of_detention = [
  'reasons_deprivation_liberty',
  'victim_facilty_victims_held',
  'torture_punishment_while_deprivated_liberty',
];
const of_victims: ReadonlySet<string> = new Set([
  'individual_violations',
  'individual_age',
  'individual_sex',
  'victim_deprived_liberty_security_reasons',
  ...of_detention,
]);
const only_of_violations: ReadonlySet<string> = new Set([
  'weapon_type',
  'facility_impact',
  'facility_attack_type',
  'child_role',
  'abduction_purpose_single',
  'military_use_type',
  'types_of_aid_disrupted_denial',
]);
/** Which violation has the weapon: chosen together they are one question. */
const also_of_violations: ReadonlySet<string> = new Set(['violation_category', ...of_detention]);

/** Whether the list is of incidents in which grave violations are monitored. */
export function hasCategories(specs: readonly FilterSpec[]): boolean {
  return specs.some(({ id }) => id === 'individual_violations');
}

export function categoryOf(filters: ListQuery['filters']): FilterCategory {
  const chosen = filters[filterCategoryKey]?.[0];
  return Object.values(FilterCategory).find((one) => one === chosen) ?? FilterCategory.incidents;
}

/** The filters of one category; all of them where there are none. */
export function specsOf(
  specs: readonly FilterSpec[],
  category: FilterCategory,
): readonly FilterSpec[] {
  if (!hasCategories(specs)) return specs;
  return specs.filter(({ id }) => belongs(id, category));
}

function belongs(id: string, category: FilterCategory): boolean {
  switch (category) {
    case FilterCategory.victims:
      return of_victims.has(id);
    case FilterCategory.violations:
      return only_of_violations.has(id) || also_of_violations.has(id);
    case FilterCategory.incidents:
      return !of_victims.has(id) && !only_of_violations.has(id);
  }
}
