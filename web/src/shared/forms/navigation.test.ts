import { describe, expect, it } from 'vitest';
import type { FormDefinition } from './definition';
import { testForm } from './testing';
import { drawnForms, formsOfRecord, groupLookup, groupsOf, startForm } from './navigation';

const form = (id: string, more: Partial<FormDefinition> = {}) => testForm(id, [], more);
const ids = (forms: readonly FormDefinition[]) => forms.map((one) => one.uniqueId);

describe('the forms of a record', () => {
  it('are those of its type and module that the role grants', () => {
    const forms = [
      form('granted', { modules: ['cp'] }),
      form('any_module', { modules: [] }),
      form('other_module', { modules: ['gbv'] }),
      form('other_type', { recordType: 'incident' }),
      form('not_granted'),
    ];
    const permitted = { granted: 'rw', any_module: 'r', other_module: 'rw', other_type: 'rw' };
    expect(ids(formsOfRecord(forms, { permitted, recordType: 'case', module: 'cp' }))).toEqual([
      'granted',
      'any_module',
    ]);
  });
  it('leave out what is invisible or drawn by a screen of its own', () => {
    const forms = [
      form('plain'),
      form('hidden', { visible: false }),
      form('change_logs'),
      form('cp_owner', { group: 'record_information' }),
    ];
    expect(ids(drawnForms(forms))).toEqual(['plain']);
  });
});

describe('groups', () => {
  const forms = [
    form('b2', { group: 'b', groupOrder: 20, order: 10 }),
    form('a1', { group: 'a', groupOrder: 10, order: 20 }),
    form('b1', { group: 'b', groupOrder: 20, order: 5 }),
    form('alone', { groupOrder: 15 }),
  ];
  it('stand in the order of their first form, forms in their own', () => {
    const sorted = forms.toSorted((left, right) => left.order - right.order);
    expect(groupsOf(sorted).map((group) => [group.id, ids(group.forms)])).toEqual([
      ['a', ['a1']],
      ['alone', ['alone']],
      ['b', ['b1', 'b2']],
    ]);
  });
  it('begin at the first form marked as such, else at the first of all', () => {
    expect(startForm(forms)?.uniqueId).toBe('a1');
    expect(startForm([...forms, form('first', { firstTab: true })])?.uniqueId).toBe('first');
    expect(startForm([])).toBeUndefined();
  });
  it('are named by the lookup of the module and type', () => {
    expect(groupLookup('primeromodule-cp', 'tracing_request')).toBe(
      'lookup-form-group-cp-tracing-request',
    );
  });
});
