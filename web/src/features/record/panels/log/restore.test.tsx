import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { record, recordId, recordWorker, serveRecord } from '../../../../test/fake-record';
import { installFakeServer } from '../../../../test/install-fake-server';
import { renderApp } from '../../../../test/render-app';

const path = `/cases/${recordId}`;

async function openLog(user: Record<string, unknown> = recordWorker, earlier = 'Lulu') {
  const server = installFakeServer({ isSignedIn: true, user });
  serveRecord(server, record);
  const change = (from: unknown, to: unknown) => ({
    datetime: '2026-04-02T10:30:00Z',
    user_name: 'omar',
    action: 'update',
    record_changes: [{ nickname: { from, to } }],
  });
  server.on(`GET ${path}/record_history`, () => ({
    body: {
      data: [change(earlier, 'Lina'), change(null, earlier)],
      metadata: { total: 2, per: 20, page: 1 },
    },
  }));
  server.on(`PATCH ${path}`, () => ({ body: { data: { id: recordId } } }));
  await renderApp({ server, isSignedIn: true, address: `/v2${path}?form=change_logs` });
  const [first] = await screen.findAllByRole('button', { name: 'History of: Nickname' });
  await userEvent.click(first ?? document.body);
  await waitFor(() =>
    expect(server.seen(`GET ${path}/record_history`).at(-1)?.query.toString()).toContain(
      'nickname',
    ),
  );
  return server;
}

const again = 'Use the earlier answer again';

describe('the history of one answer', () => {
  it('brings an earlier answer back as a new change', async () => {
    const server = await openLog();
    const offers = await screen.findAllByRole('button', { name: again });
    expect(offers).toHaveLength(1);
    await userEvent.click(offers[0] ?? document.body);
    const dialog = within(await screen.findByRole('alertdialog'));
    expect(dialog.getByText('Lulu')).toBeVisible();
    expect(server.seen(`PATCH ${path}`)).toHaveLength(0);
    await userEvent.click(dialog.getByRole('button', { name: 'Use this answer' }));
    expect(await screen.findByText('The earlier answer is back.')).toBeVisible();
    expect(server.seen(`PATCH ${path}`)[0]?.body).toEqual({ data: { nickname: 'Lulu' } });
  });

  it('says so when the server refuses', async () => {
    const server = await openLog();
    server.on(`PATCH ${path}`, () => ({ status: 403, body: { errors: [] } }));
    await userEvent.click(await screen.findByRole('button', { name: again }));
    const dialog = within(await screen.findByRole('alertdialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Use this answer' }));
    expect(await dialog.findByText(/not allow|right/i)).toBeVisible();
  });

  it('is only read where the record protects it', async () => {
    await openLog(recordWorker, '*******');
    expect(screen.getAllByText('*******').length).toBeGreaterThan(0);
    expect(screen.queryByRole('button', { name: again })).toBeNull();
  });

  it('is only read where the person may not change the answer', async () => {
    const readOnly = { ...recordWorker, permitted_form: { basic_identity: 'r' } };
    await openLog(readOnly);
    expect(screen.queryByRole('button', { name: again })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Show all changes' }));
    expect(screen.queryByRole('button', { name: 'Show all changes' })).toBeNull();
  });
});
