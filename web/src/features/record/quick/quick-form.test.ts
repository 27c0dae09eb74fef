import { describe, expect, it } from 'vitest';
import { testField, testForm } from '../../../shared/forms/testing';
import { quickForm } from './quick-form';

describe('quick registration', () => {
  it('asks for a date together with how exactly it is known', () => {
    const fields = [
      { name: 'name_first', type: 'text_field' },
      { name: 'date_of_birth', type: 'date_field' },
      { name: 'date_of_birth_precision', type: 'select_box' },
    ].map(testField);
    const form = quickForm({
      forms: [testForm('basic_identity', fields)],
      permitted: { basic_identity: 'rw' },
      module: undefined,
    });
    expect(form?.fields.map(({ name }) => name)).toEqual([
      'name_first',
      'date_of_birth',
      'date_of_birth_precision',
    ]);
  });
});
