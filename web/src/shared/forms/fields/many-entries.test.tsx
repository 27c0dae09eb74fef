import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { activateLanguage } from '../../i18n/language';
import type { FormStore } from '../engine/store';
import { testField, testForm } from '../testing';
import { TestForm } from './TestForm';

const plain = {
  type: 'subform',
  display_name: { en: 'Relatives' },
  fields: [
    { name: 'called', type: 'text_field', display_name: { en: 'Name' } },
    { name: 'place', type: 'text_field', display_name: { en: 'Place' } },
  ],
};
const relatives = testField({ ...plain, name: 'relatives' });
const form = testForm('family', [relatives]);

function rows(count: number) {
  return Array.from({ length: count }, (_, at) => ({
    unique_id: `r${at}`,
    called: at === 3 ? 'Rosé' : `Relative ${at}`,
    place: at === 7 ? 'By the river' : 'Town',
  }));
}

function draw(count: number) {
  let made: FormStore | undefined;
  const values = { relatives: rows(count) };
  render(<TestForm form={form} values={values} onStore={(store) => (made = store)} />);
  return () => made?.value('relatives');
}

const entries = () => screen.getAllByRole('button', { name: /^Edit: / });

describe('many entries', () => {
  beforeEach(() => activateLanguage('en'));

  it('are found by any answer, whatever the accents', async () => {
    draw(11);
    expect(entries()).toHaveLength(11);
    const box = screen.getByRole('searchbox', { name: 'Find in these entries' });
    await userEvent.type(box, 'ROSE');
    expect(entries()).toHaveLength(1);
    await userEvent.clear(box);
    await userEvent.type(box, 'river');
    expect(entries()[0]).toHaveAccessibleName('Edit: Relative 7');
  });

  it('are only searched when they are too many to read', () => {
    draw(10);
    expect(screen.queryByRole('searchbox')).toBeNull();
  });

  it('of violations and families stand beside the others, and are not lost by a slip', async () => {
    for (const name of ['killing', 'family_details_section', 'family_members', 'relatives']) {
      const fields = [testField({ ...plain, name })];
      const values = { [name]: rows(1) };
      const { unmount } = render(<TestForm form={testForm('a', fields)} values={values} />);
      await userEvent.click(screen.getByRole('button', { name: 'Edit: Relative 0' }));
      const dialog = await screen.findByRole('dialog', { name: 'Relatives' });
      expect(dialog.closest('.modal-side') === null).toBe(name === 'relatives');
      await userEvent.type(within(dialog).getByRole('textbox', { name: 'Place' }), 'Hill{Escape}');
      expect(screen.getByRole('textbox', { name: 'Place' })).toHaveValue('TownHill');
      unmount();
    }
  });

  it('are not added where only some of them are listed', () => {
    const some = {
      ...plain,
      name: 'relatives',
      subform_section_configuration: { display_conditions: { eq: { place: 'By the river' } } },
    };
    const values = { relatives: rows(9) };
    const { unmount } = render(
      <TestForm form={testForm('a', [testField(some)])} values={values} />,
    );
    expect(entries()).toHaveLength(1);
    expect(screen.queryByRole('button', { name: /^Add an entry/ })).toBeNull();
    unmount();
    render(<TestForm form={form} values={values} />);
    expect(screen.getByRole('button', { name: /^Add an entry/ })).toBeVisible();
  });

  it('are copied into a new one, which is kept only when one says so', async () => {
    const stored = draw(1);
    await userEvent.click(screen.getByRole('button', { name: 'Edit: Relative 0' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Relatives' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Copy as a new entry' }));
    const copy = within(await screen.findByRole('dialog', { name: 'Relatives' }));
    const name = copy.getByRole('textbox', { name: 'Name' });
    expect(name).toHaveValue('Relative 0');
    expect(stored()).toHaveLength(1);
    await userEvent.clear(name);
    await userEvent.type(name, 'Her brother');
    await userEvent.click(copy.getByRole('button', { name: 'Keep this entry' }));
    expect(stored()).toEqual([
      { unique_id: 'r0', called: 'Relative 0', place: 'Town' },
      { unique_id: expect.any(String), called: 'Her brother', place: 'Town' },
    ]);
  });
});
