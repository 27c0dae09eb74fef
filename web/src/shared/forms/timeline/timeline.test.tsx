import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { TestForm } from '../fields/TestForm';
import { testField, testForm } from '../testing';

const followups = testField({
  name: 'followup_subform_section',
  type: 'subform',
  display_name: { en: 'Follow-ups' },
  fields: [
    { name: 'followup_type', type: 'text_field', display_name: { en: 'Type' } },
    { name: 'followup_date', type: 'date_field', display_name: { en: 'Date' } },
    { name: 'followup_needed_by_date', type: 'date_field', display_name: { en: 'Needed by' } },
  ],
});
const form = testForm('followup', [followups]);
const rows = [
  { unique_id: 'a', followup_type: 'Call', followup_needed_by_date: '2026-04-01' },
  { unique_id: 'b', followup_type: 'Visit', followup_date: '2026-02-01' },
  { unique_id: 'c', followup_type: 'Search', followup_needed_by_date: '2026-03-01' },
];

async function draw(count: number) {
  const values = { followup_subform_section: rows.slice(0, count) };
  await act(async () => render(<TestForm form={form} values={values} />));
}

describe('a timeline', () => {
  it('shows what was done, is late, is now and is to come, and opens each', async () => {
    await draw(3);
    await userEvent.click(await screen.findByRole('button', { name: 'Show as a timeline' }));
    const [line] = screen.getAllByRole('list');
    const days = within(line ?? document.body)
      .getAllByRole('listitem')
      .filter((item) => item.parentElement === line)
      .map((item) => item.textContent);
    expect(days).toEqual([
      expect.stringMatching(/^1 Feb 2026Done.*Visit|^Feb 1, 2026Done.*Visit/),
      expect.stringMatching(/Mar.*2026Overdue.*Search/),
      expect.stringMatching(/^Today.*15/),
      expect.stringMatching(/Apr.*2026Planned.*Call/),
    ]);
    await userEvent.click(screen.getByRole('button', { name: 'Edit: Search' }));
    expect(await screen.findByRole('dialog', { name: 'Follow-ups' })).toBeVisible();
  });

  it('gives way to the list again', async () => {
    await draw(3);
    await userEvent.click(await screen.findByRole('button', { name: 'Show as a timeline' }));
    await userEvent.click(screen.getByRole('button', { name: 'Show as a list' }));
    expect(screen.queryByText('Overdue')).toBeNull();
    expect(screen.getAllByRole('button', { name: /^Edit: / })).toHaveLength(3);
  });

  it('is not offered for a single entry', async () => {
    await draw(1);
    expect(screen.getByRole('button', { name: 'Edit: Call' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Show as a timeline' })).toBeNull();
  });
});
