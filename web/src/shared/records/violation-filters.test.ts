import { describe, expect, it } from 'vitest';
import { apiQuery, defaultListQuery } from './list-query';
import { wireFilters } from './violation-filters';

describe('filters of grave violations', () => {
  it('are joined where they ask about one violation', () => {
    const filters = {
      violation_category: ['killing', 'maiming'],
      verification_status: ['verified'],
      weapon_type: ['artillery'],
      status: ['open'],
    };
    expect(wireFilters(filters)).toEqual({
      status: ['open'],
      violation_with_verification_status: ['killing_verified', 'maiming_verified'],
      violation_with_weapon_type: ['killing_artillery', 'maiming_artillery'],
    });
  });

  it('stay apart when only one of a pair is asked', () => {
    const types = { violation_category: ['killing'] };
    expect(wireFilters(types)).toEqual(types);
    const weapons = { weapon_type: ['artillery'] };
    expect(wireFilters(weapons)).toEqual(weapons);
    const late = { has_late_verified_violations: ['true'] };
    expect(wireFilters(late)).toEqual(late);
  });

  it('ask for late verification of these types', () => {
    const filters = { violation_category: ['killing'], has_late_verified_violations: ['true'] };
    expect(wireFilters(filters)).toEqual({ late_verified_violations: ['killing'] });
  });

  it('never tell the server what the panel shows', () => {
    const query = { ...defaultListQuery, filters: { filter_category: ['violations'] } };
    expect(Object.keys(apiQuery(query)).join()).not.toContain('filter_category');
  });
});
