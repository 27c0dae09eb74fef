import { act, render, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { TestForm } from '../fields/TestForm';
import { testField, testForm } from '../testing';

const questions = testForm('child_functioning_subform_section', [
  testField({ name: 'date_cfm_start', type: 'date_field' }),
  testField({ name: 'cfm_2_4_vision', type: 'text_field', display_name: { en: 'Seeing' } }),
  testField({ name: 'cfm_2_4_hearing', type: 'text_field', display_name: { en: 'Hearing' } }),
]);
const list = {
  ...testField({ name: 'functioning', type: 'subform' }),
  subform: questions,
};

it('shows how a child functions by the newest answers, above all of them', async () => {
  const functioning = [
    { unique_id: 'a', date_cfm_start: '2026-03-01', cfm_2_4_vision: 'Well' },
    { unique_id: 'b', date_cfm_start: '2026-01-01', cfm_2_4_hearing: 'Badly' },
  ];
  const form = testForm('form', [list]);
  await act(async () => render(<TestForm form={form} values={{ functioning }} mode="view" />));
  const newest = within(await screen.findByRole('region', { name: 'Newest answers Mar 1, 2026' }));
  expect(newest.getByText('Seeing')).toBeVisible();
  expect(newest.getByText('Well')).toBeVisible();
  expect(newest.queryByText('Badly')).toBeNull();
  expect(screen.getAllByRole('listitem')).toHaveLength(2);
});
