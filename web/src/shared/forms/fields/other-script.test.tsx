import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import * as session from '../../session/session';
import type { FormStore } from '../engine/store';
import type { JsonObject } from '../json';
import { testField, testForm } from '../testing';
import { TestForm } from './TestForm';

const field = (name: string) => testField({ name, type: 'text_field', label: { en: name } });
const form = testForm('identity', [
  field('name_first'),
  field('name_last'),
  field('name_transliterated'),
]);

async function draw(values: JsonObject, locales = ['en', 'ar']) {
  const info = { locales, discreet: false, sandbox_ui: false };
  const known = { ...info, agencies: [], agencies_logo_options: [] };
  vi.spyOn(session, 'knownPublicInfo').mockReturnValue(known);
  let store: FormStore | undefined;
  const shown = <TestForm form={form} values={values} onStore={(made) => (store = made)} />;
  await act(async () => render(shown));
  await screen.findByRole('textbox', { name: 'name_transliterated' });
  return () => store?.value('name_transliterated');
}

const button = 'Propose a spelling';

describe('a name in another script', () => {
  it('is proposed from its parts, and corrected by who knows better', async () => {
    const stored = await draw({ name_first: 'محمد', name_last: 'علي' });
    await userEvent.click(await screen.findByRole('button', { name: button }));
    expect(await screen.findByText(/^A proposal only/)).toBeVisible();
    expect(stored()).toBe('Mohammed Ali');
    const text = screen.getByRole('textbox', { name: 'name_transliterated' });
    await userEvent.clear(text);
    await userEvent.type(text, 'Muhamed Ali');
    expect(stored()).toBe('Muhamed Ali');
  });

  it('is Arabic for a Latin name where the deployment writes Arabic', async () => {
    const stored = await draw({ name_first: 'Youssef', name_last: 'Ahmed' });
    await userEvent.click(await screen.findByRole('button', { name: button }));
    expect(await screen.findByText(/^A proposal only/)).toBeVisible();
    expect(stored()).toBe('يوسف أحمد');
  });

  it.each([
    ['over what somebody wrote', { name_first: 'محمد', name_transliterated: 'Muhamed' }],
    ['for a name nobody may see', { name_first: '*******', name_last: '*******' }],
  ])('is not proposed %s', async (_, values) => {
    await draw(values);
    expect(screen.queryByRole('button', { name: button })).toBeNull();
  });

  it('says when it knows no letters', async () => {
    await draw({ name_first: 'Kevin' }, ['en', 'am']);
    await userEvent.click(await screen.findByRole('button', { name: button }));
    expect(await screen.findByText(/^No spelling can be proposed/)).toBeVisible();
  });
});
