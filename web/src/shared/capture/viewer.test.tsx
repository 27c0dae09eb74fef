import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TestForm } from '../forms/fields/TestForm';
import { testField, testForm } from '../forms/testing';

const photos = testField({
  name: 'photos',
  type: 'photo_upload_box',
  display_name: { en: 'Photos' },
});
const papers = testField({
  name: 'papers',
  type: 'document_upload_box',
  display_name: { en: 'Papers' },
});
const file = (id: number, name: string, more: object = {}) => ({
  id,
  file_name: name,
  attachment_url: `/files/${id}`,
  ...more,
});
const values = {
  photos: [file(1, 'a.jpg', { date: '2026-03-01' }), file(2, 'b.jpg')],
  papers: [file(3, 'letter.pdf', { content_type: 'application/pdf' }), file(4, 'card.png')],
};

async function draw() {
  const form = testForm('files', [photos, papers]);
  await act(async () => render(<TestForm form={form} values={values} mode="view" />));
}

describe('the viewer', () => {
  it('enlarges a photo up to four times, turns it and goes to the next', async () => {
    await draw();
    await userEvent.click(await screen.findByRole('button', { name: /^Enlarge: Photo of .*2026/ }));
    const dialog = within(await screen.findByRole('dialog', { name: /Photo of/ }));
    const picture = dialog.getByRole('img');
    expect(picture).toHaveAttribute('src', '/files/1');
    const larger = dialog.getByRole('button', { name: 'Larger' });
    for (let times = 0; times < 6; times += 1) await userEvent.click(larger);
    expect(larger).toHaveAttribute('aria-disabled', 'true');
    expect(larger).toHaveFocus();
    expect(picture.style.transform).toContain('scale(4)');
    await userEvent.click(dialog.getByRole('button', { name: 'Turn' }));
    expect(picture.style.transform).toContain('rotate(90deg)');
    dialog.getByRole('group').focus();
    await userEvent.keyboard('{ArrowLeft}');
    expect(picture.style.transform).toContain('translate(10%, 0%)');
    await userEvent.click(dialog.getByRole('button', { name: 'Next picture' }));
    const next = within(screen.getByRole('dialog', { name: 'Photo b.jpg' })).getByRole('img');
    expect(next).toHaveAttribute('src', '/files/2');
    expect(next.style.transform).toContain('scale(1) rotate(0deg)');
  });

  it('can still be left by Escape from a button that reached its limit', async () => {
    await draw();
    await userEvent.click(await screen.findByRole('button', { name: /^Enlarge: Photo of .*2026/ }));
    const dialog = within(await screen.findByRole('dialog', { name: /Photo of/ }));
    await userEvent.click(dialog.getByRole('button', { name: 'Larger' }));
    const smaller = dialog.getByRole('button', { name: 'Smaller' });
    smaller.focus();
    await userEvent.keyboard('{Enter}');
    expect(smaller).toHaveFocus();
    expect(smaller).toHaveAttribute('aria-disabled', 'true');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('shows a photographed document beside the others of its field', async () => {
    await draw();
    const group = within(await screen.findByRole('group', { name: 'Papers' }));
    await userEvent.click(group.getByRole('button', { name: 'Enlarge: Photo card.png' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Photo card.png' }));
    expect(dialog.getByRole('img')).toHaveAttribute('src', '/files/4');
    expect(dialog.queryByRole('button', { name: 'Next picture' })).toBeNull();
  });
});

describe('a document', () => {
  const asked = vi.fn<(url: string) => Promise<Response>>();
  beforeEach(() => {
    asked.mockReset();
    vi.stubGlobal('fetch', asked);
    URL.createObjectURL = () => `blob:page-${asked.mock.calls.length}`;
    URL.revokeObjectURL = () => undefined;
  });
  afterEach(() => vi.unstubAllGlobals());
  const page = () => new Response('a page', { headers: { 'page-count': '2' } });
  const open = async () => {
    await draw();
    await userEvent.click(await screen.findByRole('button', { name: 'Read: letter.pdf' }));
    return within(await screen.findByRole('dialog', { name: 'letter.pdf' }));
  };

  it('is read page by page in the app, and can be downloaded', async () => {
    asked.mockImplementation(() => Promise.resolve(page()));
    const dialog = await open();
    expect(await dialog.findByText('Page 1 of 2')).toBeVisible();
    expect(asked.mock.calls[0]?.[0]).toBe('/api/v2/files/3?page=1');
    expect(dialog.getByRole('img', { name: 'Page 1 of 2' })).toHaveAttribute('src', 'blob:page-1');
    await userEvent.click(dialog.getByRole('button', { name: 'Larger' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Next page' }));
    const second = await dialog.findByRole('img', { name: 'Page 2 of 2' });
    expect(second).toHaveAttribute('src', 'blob:page-2');
    expect(second.style.transform).toContain('scale(1)');
    await userEvent.click(dialog.getByRole('button', { name: 'Next page' }));
    expect(await dialog.findByText('Page 1 of 2')).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Previous page' }));
    expect(await dialog.findByText('Page 2 of 2')).toBeVisible();
    expect(dialog.getByRole('link', { name: 'Download' })).toHaveAttribute('href', '/files/3');
  });

  it('that cannot be drawn says so and is left to be downloaded', async () => {
    const errors = [{ status: 422, message: 'This document cannot be shown here.' }];
    asked.mockImplementation(() =>
      Promise.resolve(new Response(JSON.stringify({ errors }), { status: 422 })),
    );
    const dialog = await open();
    expect(await dialog.findByRole('alert')).toHaveTextContent('cannot be shown here. Download');
    expect(dialog.queryByRole('img')).toBeNull();
    expect(dialog.getByRole('link', { name: 'Download' })).toBeVisible();
  });
});
