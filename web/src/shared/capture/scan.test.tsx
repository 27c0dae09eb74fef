import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { installFakeMedia } from '../../test/fake-media';
import { TestForm } from '../forms/fields/TestForm';
import type { FormStore } from '../forms/engine/store';
import { testField, testForm } from '../forms/testing';
import { codeText } from './codes';

const card = { name: 'ration_card_no', type: 'text_field', display_name: { en: 'Ration card' } };
const form = testForm('identity', [
  testField(card),
  testField({ name: 'name', type: 'text_field', display_name: { en: 'Name' } }),
  testField({
    name: 'notes',
    type: 'textarea',
    display_name: { en: 'Notes' },
    max_length: 30,
  }),
]);

/** A browser that reads one code after it has looked in vain. */
function installReader(formats: readonly string[], codes: readonly string[]) {
  let looks = 0;
  globalThis.BarcodeDetector = class {
    static getSupportedFormats = () => Promise.resolve(formats);
    detect = () => {
      looks += 1;
      return looks === 1
        ? Promise.reject(new Error('no picture yet'))
        : Promise.resolve(codes.map((rawValue) => ({ rawValue })));
    };
  };
}

async function draw() {
  let made: FormStore | undefined;
  const page = <TestForm form={form} values={{}} onStore={(store) => (made = store)} />;
  await act(async () => render(page));
  return (name: string) => made?.value(name);
}

afterEach(() => {
  delete globalThis.BarcodeDetector;
});

const button = 'Read a code for “Ration card”';

describe('a code on a card', () => {
  it('is read into the field once somebody says so, and the camera goes off', async () => {
    const media = await installFakeMedia();
    installReader(['qr_code'], ['RC-2031\u0000 ']);
    const value = await draw();
    await userEvent.click(await screen.findByRole('button', { name: button }));
    expect(await screen.findByText('RC-2031')).toBeVisible();
    expect(value('ration_card_no')).toBeUndefined();
    await waitFor(() => expect(media.tracks.map(({ isOn }) => isOn)).toEqual([false]));
    await userEvent.click(screen.getByRole('button', { name: 'Use this' }));
    expect(value('ration_card_no')).toBe('RC-2031');
    expect(screen.queryByRole('button', { name: 'Read a code for “Name”' })).toBeNull();
  });

  it('is not offered where the browser reads none', async () => {
    installReader([], []);
    await draw();
    await screen.findByRole('textbox', { name: 'Ration card' });
    await act(() => Promise.resolve());
    expect(screen.queryByRole('button', { name: button })).toBeNull();
  });

  it('becomes one line that is no longer than the answer may be', () => {
    expect(codeText(' a\r\nb\u200b ', 10)).toBe('a b');
    expect(codeText('123456', 4)).toBe('1234');
  });
});

describe('a text with a limit', () => {
  it('says how much room is left, and aloud when it becomes tight', async () => {
    await draw();
    const box = await screen.findByRole('textbox', { name: 'Notes' });
    expect(box).toHaveAccessibleDescription('30 characters left');
    expect(screen.getByText('30 characters left')).toHaveAttribute('aria-live', 'off');
    await userEvent.type(box, 'twenty-nine letters are typed');
    expect(screen.getByText('1 character left')).toHaveAttribute('aria-live', 'polite');
  });
});
