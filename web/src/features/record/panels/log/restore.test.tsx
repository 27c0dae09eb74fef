import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { record, recordId, recordWorker, serveRecord } from '../../../../test/fake-record';
import type { FakeServer } from '../../../../test/fake-server';
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
    expect((await screen.findAllByText('*******')).length).toBeGreaterThan(0);
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

const relatives = (from: object[], to: object[]) => ({
  datetime: '2026-04-02T10:30:00Z',
  user_name: 'omar',
  action: 'update',
  record_changes: [{ relatives: { from, to } }],
});
const zoe = { unique_id: 'aaaaaaaa-1111-4111-8111-111111111111', relative_name: 'Zoé' };
const ana = { unique_id: 'bbbbbbbb-1111-4111-8111-111111111111', relative_name: 'Ana' };

async function openEntries(...changes: object[]) {
  const server = installFakeServer({ isSignedIn: true, user: recordWorker });
  serveRecord(server, record);
  server.on(`GET ${path}/record_history`, () => ({
    body: { data: changes, metadata: { total: changes.length, per: 20, page: 1 } },
  }));
  server.on(`PATCH ${path}`, () => ({ body: { data: { id: recordId } } }));
  await renderApp({ server, isSignedIn: true, address: `/v2${path}?form=change_logs` });
  const [first] = await screen.findAllByRole('button', { name: 'History of: Relatives' });
  expect(screen.queryByRole('button', { name: 'Use the earlier entry again' })).toBeNull();
  await userEvent.click(first ?? document.body);
  return server;
}

async function takeBack(server: FakeServer, at: number) {
  const offers = await screen.findAllByRole('button', { name: 'Use the earlier entry again' });
  await userEvent.click(offers[at] ?? document.body);
  const dialog = within(await screen.findByRole('alertdialog'));
  await userEvent.click(dialog.getByRole('button', { name: 'Use this answer' }));
  expect(await screen.findByText('The earlier answer is back.')).toBeVisible();
  return server.seen(`PATCH ${path}`)[0]?.body['data'];
}

describe('the history of entries', () => {
  it('brings an entry back that was removed', async () => {
    const server = await openEntries(relatives([zoe, { ...ana, relation: 'mother' }], [zoe]));
    expect(await takeBack(server, 0)).toEqual({
      relatives: [{ unique_id: ana.unique_id, relative_name: 'Ana', relation: 'mother' }],
    });
  });

  it('sends of a changed entry only what that change touched', async () => {
    const server = await openEntries(
      relatives([{ ...zoe, relation: 'mother' }], [{ ...zoe, relation: 'aunt' }]),
      relatives([], [{ ...zoe, relation: 'mother' }]),
    );
    expect(
      await screen.findAllByRole('button', { name: 'Use the earlier entry again' }),
    ).toHaveLength(1);
    expect(await takeBack(server, 0)).toEqual({
      relatives: [{ unique_id: zoe.unique_id, relation: 'mother' }],
    });
  });

  it('leaves protected entries alone', async () => {
    await openEntries(relatives([zoe, { ...ana, relative_name: '*******' }], [zoe]));
    await waitFor(() => expect(screen.getByText(/Show all changes/)).toBeVisible());
    expect(screen.queryByRole('button', { name: 'Use the earlier entry again' })).toBeNull();
  });
});
