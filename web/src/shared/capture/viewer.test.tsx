import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
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
    expect(larger).toBeDisabled();
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

  it('shows a photographed document, and leaves other documents to be downloaded', async () => {
    await draw();
    const group = within(await screen.findByRole('group', { name: 'Papers' }));
    expect(group.getAllByRole('button')).toHaveLength(1);
    await userEvent.click(group.getByRole('button', { name: 'Enlarge: Photo card.png' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Photo card.png' }));
    expect(dialog.getByRole('img')).toHaveAttribute('src', '/files/4');
    expect(dialog.queryByRole('button', { name: 'Next picture' })).toBeNull();
  });
});
