import type { ListQuery } from '../../shared/records/list-query';
import { filterCategoryKey } from '../../shared/records/violation-filters';
import { FilterKind, type FilterSpec } from './filter-specs';

export interface ActiveFilter {
  /** The parameters it stands for; removing it removes all of them. */
  keys: readonly string[];
  /** Absent for a parameter without a control. */
  label: string | undefined;
  values: readonly { id: string; text: string | undefined }[];
}

type Filters = ListQuery['filters'];

/** The filters of an address as the panel would name them, in its order, the others behind. */
export function activeFilters(
  filters: Filters,
  specs: readonly FilterSpec[],
): readonly ActiveFilter[] {
  const known = specs.flatMap((spec) => activeOf(spec, filters));
  const covered = new Set(known.flatMap((filter) => filter.keys));
  const others = Object.keys(filters)
    .filter((key) => !covered.has(key) && key !== filterCategoryKey)
    .map((key) => unknownFilter(key, filters));
  return [...known, ...others];
}

function activeOf(spec: FilterSpec, filters: Filters): readonly ActiveFilter[] {
  if (spec.kind === FilterKind.dates) {
    return spec.choices
      .filter((field) => filters[field.id] !== undefined)
      .map((field) => ({ ...unknownFilter(field.id, filters), label: field.text }));
  }
  const keys = Object.keys(spec.parameters);
  if (!keys.every((key) => filters[key] !== undefined)) {
    return [];
  }
  const values = spec.kind === FilterKind.switch ? [] : (filters[keys[0] ?? ''] ?? []);
  return [{ keys, label: spec.label, values: values.map((id) => named(id, spec)) }];
}

function unknownFilter(key: string, filters: Filters): ActiveFilter {
  const values = (filters[key] ?? []).map((id) => ({ id, text: undefined }));
  return { keys: [key], label: undefined, values };
}

function named(id: string, spec: FilterSpec): { id: string; text: string | undefined } {
  return { id, text: spec.choices.find((choice) => choice.id === id)?.text };
}
