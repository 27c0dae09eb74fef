type Filters = Readonly<Record<string, readonly string[]>>;

/** What somebody looks for among incidents of grave violations; only the panel reads it. */
export const filterCategoryKey = 'filter_category';

/** Two filters that are one question: a violation of this type *and* with this value. */
const pairs: Readonly<Record<string, string>> = {
  verification_status: 'violation_with_verification_status',
  weapon_type: 'violation_with_weapon_type',
  facility_impact: 'violation_with_facility_impact',
  facility_attack_type: 'violation_with_facility_attack_type',
};
const typeKey = 'violation_category';
const lateKey = 'has_late_verified_violations';

/**
 * The filters as the server reads them. Asked apart, "killing" and "verified" would also find an
 * incident with a killing in doubt and a verified abduction; joined they find verified killings.
 */
export function wireFilters(shown: Filters): Filters {
  const filters = without(shown, new Set([filterCategoryKey]));
  const types = filters[typeKey] ?? [];
  if (types.length === 0) return filters;
  const joined = Object.entries(pairs).flatMap(([key, name]) => {
    const values = filters[key] ?? [];
    const items = types.flatMap((type) => values.map((value) => `${type}_${value}`));
    return items.length === 0 ? [] : [[key, name, items] as const];
  });
  const isLate = filters[lateKey]?.includes('true') ?? false;
  if (joined.length === 0 && !isLate) return filters;
  const used = new Set([typeKey, ...joined.map(([key]) => key), ...(isLate ? [lateKey] : [])]);
  return {
    ...without(filters, used),
    ...Object.fromEntries(joined.map(([, name, items]) => [name, items])),
    ...(isLate ? { late_verified_violations: types } : {}),
  };
}

function without(filters: Filters, keys: ReadonlySet<string>): Filters {
  return Object.fromEntries(Object.entries(filters).filter(([key]) => !keys.has(key)));
}
