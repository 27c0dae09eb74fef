import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { clearSession, SignedOutReason } from '../../session/session';
import { testField, testForm } from '../testing';
import { findable, found, recentFirst } from './find-choices';
import { TestForm } from './TestForm';

const places = [
  { id: 'bei', text: 'Beyrouth, Liban', names: { en: 'Beirut, Lebanon', ar: 'بيروت، لبنان' } },
  { id: 'tri', text: 'Tripoli, Liban', names: { en: 'Tripoli, Lebanon', ar: 'طرابلس، لبنان' } },
  { id: 'acc', text: 'Accra, Ghana', names: 'Accra' },
];

const ids = (typed: string) => found(findable(places), typed).map(({ id }) => id);

describe('options', () => {
  it('are found in any language of the deployment, by words in any order', () => {
    expect(ids('beirut')).toEqual(['bei']);
    expect(ids('BÉYROUTH')).toEqual(['bei']);
    expect(ids('بيروت')).toEqual(['bei']);
    expect(ids('liban tripoli')).toEqual(['tri']);
    expect(ids('lebanon,')).toEqual(['bei', 'tri']);
    expect(ids('liban accra')).toEqual([]);
  });

  it('chosen last come first, each once, and are marked', () => {
    const shown = recentFirst(places, ['acc', 'gone', 'tri'], 'recent');
    expect(shown.map(({ id, note }) => [id, note])).toEqual([
      ['acc', 'recent'],
      ['tri', 'recent'],
      ['bei', undefined],
    ]);
    expect(recentFirst(places, [], 'recent')).toBe(places);
  });
});

const option_strings_text = Array.from({ length: 12 }, (_, at) => ({
  id: `c${at}`,
  display_text: { en: `Choice ${String.fromCharCode(65 + at)}` },
}));
const field = (name: string, more: object) =>
  testField({ name, type: 'select_box', display_name: { en: name }, option_strings_text, ...more });
const form = testForm('f', [field('one', {}), field('many', { multi_select: true })]);

async function first(name: string) {
  await userEvent.click(await screen.findByRole('combobox', { name }));
  const [option] = await screen.findAllByRole('option');
  return option;
}

describe('a long list', () => {
  it.each(['one', 'many'])('offers what was chosen last first: %s', async (name) => {
    const { unmount } = render(<TestForm form={form} />);
    expect(await first(name)).toHaveAccessibleName('Choice A');
    await userEvent.type(screen.getByRole('combobox', { name }), 'choice k');
    await userEvent.click(await screen.findByRole('option', { name: 'Choice K' }));
    unmount();
    const again = render(<TestForm form={form} />);
    expect(await first(name)).toHaveTextContent('Choice Krecent');
    again.unmount();
    act(() => clearSession(SignedOutReason.left));
    render(<TestForm form={form} />);
    expect(await first(name)).toHaveTextContent('Choice A');
  });
});
