import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { installFakeMedia, installFakePaint } from '../../../test/fake-media';
import type { FormStore } from '../engine/store';
import { testField, testForm } from '../testing';
import { TestForm } from './TestForm';

const sign = testField({ name: 'sign', type: 'signature', display_name: { en: 'Signature' } });

function show() {
  let made: FormStore | undefined;
  render(<TestForm form={testForm('consent', [sign])} onStore={(store) => (made = store)} />);
  return { value: (name: string) => made?.value(name) };
}

describe('a signature', () => {
  const ask = async () => {
    await userEvent.click(await screen.findByRole('button', { name: 'Sign' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Signature' }));
    await userEvent.type(dialog.getByRole('textbox'), 'Ana');
    return dialog;
  };
  const confirm = async (dialog: Awaited<ReturnType<typeof ask>>) => {
    await userEvent.click(dialog.getByRole('button', { name: 'Done' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Yes, take this signature' }));
  };

  it('keeps how it was drawn', async () => {
    installFakePaint();
    const put = vi.spyOn(URL, 'createObjectURL');
    const store = show();
    const dialog = await ask();
    const pad = dialog.getByRole('img');
    Object.assign(pad, { setPointerCapture: () => undefined });
    pad.getBoundingClientRect = () => new DOMRect(0, 0, 320, 160);
    fireEvent.pointerDown(pad, { clientX: 10, clientY: 20, pointerId: 1, buttons: 1 });
    fireEvent.pointerMove(pad, { clientX: 30, clientY: 40, pointerId: 1, buttons: 1 });
    await confirm(dialog);
    await waitFor(() =>
      expect(store.value('sign')).toMatchObject({
        file_name: 'sign.png',
        signature_provided_by: 'Ana',
      }),
    );
    const [kept] = put.mock.calls.at(-1) ?? [];
    const text = kept instanceof Blob ? await kept.text() : '';
    expect(text).toMatch(/tEXtstrokes\0\[\[20,40,0,60,80,\d+\]\]/);
  });

  it('is a photo of the paper for whoever signs there', async () => {
    const paint = installFakePaint();
    await installFakeMedia();
    const store = show();
    const dialog = await ask();
    await userEvent.click(dialog.getByRole('button', { name: /^Signed on paper/ }));
    const shutter = await screen.findByRole('button', { name: 'Take the photo' });
    await waitFor(() => expect(shutter).toBeEnabled());
    await userEvent.click(shutter);
    await userEvent.click(await screen.findByRole('button', { name: 'Use this photo' }));
    expect(await dialog.findByRole('img', { name: 'signed on paper' })).toBeVisible();
    await confirm(dialog);
    await waitFor(() => expect(store.value('sign')).toMatchObject({ file_name: 'sign-paper.png' }));
    expect(paint.kept.map(({ type }) => type)).toEqual(['image/jpeg', 'image/png']);
    expect(screen.getByRole('figure')).toHaveTextContent('Anasigned on paper');
  });
});
