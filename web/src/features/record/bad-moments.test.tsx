import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { record, recordId, recordWorker, serveRecord } from '../../test/fake-record';
import { cutTheLine, installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';
import { screenWidth } from '../../test/screen-width';

const path = `/cases/${recordId}`;

async function editRecord() {
  const server = installFakeServer({ isSignedIn: true, user: recordWorker });
  serveRecord(server, record);
  await renderApp({ server, isSignedIn: true, address: `/v2${path}/edit` });
  const box = await screen.findByRole('textbox', { name: 'Nickname' });
  await userEvent.clear(box);
  await userEvent.type(box, 'Mimo');
  return { server, box };
}

const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }));

describe('saving at a bad moment', () => {
  it('says beside the buttons that nothing is lost, on a phone too', async () => {
    screenWidth(360);
    const { box } = await editRecord();
    const { fetch } = globalThis;
    cutTheLine();
    await save();
    const said = await screen.findByText(/What you typed is still here/);
    const buttons = screen.getByRole('button', { name: 'Save' });
    expect(said.closest('.record-save-bar')).toContainElement(buttons);
    expect(box).toHaveValue('Mimo');
    vi.stubGlobal('fetch', fetch);
    await save();
    expect(await screen.findByText('Saved: SEL-abc1234')).toBeVisible();
  });

  it('says in the server’s words what no second look joins', async () => {
    const { server, box } = await editRecord();
    const message = 'This case was merged into another one. Write there.';
    server.on(`PATCH ${path}`, () => ({
      status: 409,
      body: { errors: [{ status: 409, message }] },
    }));
    await save();
    expect(await screen.findByText(message)).toBeVisible();
    expect(screen.queryByText(/you can save again/)).not.toBeInTheDocument();
    expect(box).toHaveValue('Mimo');
  });

  it('goes on by itself when the session had ended and the same person is back', async () => {
    const { server } = await editRecord();
    server.isSignedIn = false;
    let isLetIn = false;
    const answers = () => ({ body: { data: { id: recordId } } });
    server.on(`PATCH ${path}`, () => (isLetIn ? answers() : { status: 401, body: {} }));
    await save();
    const dialog = within(await screen.findByRole('dialog', { name: 'Please sign in again' }));
    isLetIn = true;
    await userEvent.type(dialog.getByLabelText('Password'), 'correct horse battery');
    await userEvent.click(dialog.getByRole('button', { name: 'Continue' }));
    expect(await screen.findByText('Saved: SEL-abc1234')).toBeVisible();
    await waitFor(() => expect(window.location.pathname).toBe(`/v2${path}`));
    expect(server.seen(`PATCH ${path}`)).toHaveLength(2);
  });
});
