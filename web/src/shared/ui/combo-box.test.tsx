import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { activateLanguage } from '../i18n/language';
import { LanguageProvider } from '../i18n/LanguageProvider';
import { ComboBox } from './ComboBox';

const fruits = [
  { id: 'apple', text: 'Apple' },
  { id: 'pear', text: 'Pear' },
];

function show(onChange: (id: string | null) => void) {
  render(
    <LanguageProvider>
      <ComboBox label="Fruit" choices={fruits} value={null} onChange={onChange} />
    </LanguageProvider>,
  );
  return screen.getByRole('combobox', { name: 'Fruit' });
}

beforeEach(() => activateLanguage('en'));

describe('a box to type a choice in', () => {
  it('keeps what was typed when the page moves under it', async () => {
    const onChange = vi.fn();
    const box = show(onChange);
    await userEvent.type(box, 'pe');
    await screen.findByRole('option', { name: 'Pear' });
    act(() => void document.dispatchEvent(new Event('scroll')));
    await waitFor(() => expect(screen.queryByRole('option')).toBeNull());
    expect(box).toHaveValue('pe');
    await userEvent.type(box, 'a');
    await userEvent.click(await screen.findByRole('option', { name: 'Pear' }));
    expect(onChange).toHaveBeenLastCalledWith('pear');
  });

  it('takes away what names nothing, once it is left', async () => {
    const box = show(() => undefined);
    await userEvent.type(box, 'zzz');
    await userEvent.tab();
    expect(box).toHaveValue('');
  });
});
