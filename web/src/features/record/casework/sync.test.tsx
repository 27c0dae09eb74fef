import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { settings } from '../../../test/fake-data';
import { record, recordId, recordWorker, serveRecord } from '../../../test/fake-record';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';

const name = 'Send to other systems';
const path = `/cases/${recordId}`;

interface Setting {
  readonly actions?: readonly string[];
  readonly synced?: readonly string[];
  readonly data?: object;
}

async function openMenu({ actions = ['read', 'sync_external', 'flag'], ...rest }: Setting = {}) {
  const { synced = ['cases'], data = {} } = rest;
  const module = {
    id: 1,
    unique_id: 'primeromodule-cp',
    name: 'CP',
    associated_record_types: ['case'],
    module_options: { use_webhook_sync_for: synced },
  };
  const server = installFakeServer({
    isSignedIn: true,
    user: { ...recordWorker, permissions: { list: [{ resource: 'cases', actions }] } },
    settings: { ...settings, modules: [module] },
  });
  const held = serveRecord(server, { ...record, module_id: 'primeromodule-cp', ...data });
  await renderApp({ server, isSignedIn: true, address: `/v2${path}` });
  await userEvent.click(await screen.findByRole('button', { name: 'More actions' }));
  return { server, held };
}

async function openDialog(setting: Setting = {}) {
  const opened = await openMenu(setting);
  await userEvent.click(await screen.findByRole('menuitem', { name }));
  return { ...opened, dialog: within(await screen.findByRole('dialog', { name })) };
}

describe('sending a record to other systems', () => {
  it('is asked of the server once it is confirmed', async () => {
    const { server, dialog } = await openDialog();
    server.on(`POST ${path}/sync`, () => ({ body: { data: { sync_status: 'sending' } } }));
    expect(dialog.getByText('It has not been sent yet.')).toBeVisible();
    expect(server.seen(`POST ${path}/sync`)).toHaveLength(0);
    await userEvent.click(dialog.getByRole('button', { name: 'Send now' }));
    expect(await screen.findByText('The change is saved.')).toBeVisible();
    expect(server.seen(`POST ${path}/sync`)).toHaveLength(1);
  });

  it.each(['sending', 'sent'])('waits while it is %s, and can be looked at again', async (is) => {
    const { server, held, dialog } = await openDialog({ data: { sync_status: is } });
    expect(dialog.queryByRole('button', { name: 'Send now' })).toBeNull();
    held.data = { ...held.data, sync_status: 'synced', synced_at: '2026-11-02T08:00:00Z' };
    await userEvent.click(dialog.getByRole('button', { name: 'Check again' }));
    expect(await dialog.findByText(/The other system received it: .*2026/)).toBeVisible();
    expect(dialog.getByRole('button', { name: 'Send now' })).toBeVisible();
    expect(server.seen(`POST ${path}/sync`)).toHaveLength(0);
  });

  it.each([
    ['failed', 'The last sending failed. You can send it again.'],
    ['synced', 'The other system has received it.'],
    ['parked', 'The other system says: parked'],
  ])('tells of the state %s', async (status, text) => {
    const { dialog } = await openDialog({ data: { sync_status: status } });
    expect(dialog.getByRole('status')).toHaveTextContent(text);
  });

  it('says why the server refused', async () => {
    const { server, dialog } = await openDialog();
    server.on(`POST ${path}/sync`, () => ({
      status: 403,
      body: { errors: [{ status: 403, message: 'Forbidden' }] },
    }));
    await userEvent.click(dialog.getByRole('button', { name: 'Send now' }));
    expect(await dialog.findByText('Your role does not allow this.')).toBeVisible();
  });

  it('tells how it stands beside the title', async () => {
    await openMenu({ data: { sync_status: 'failed' } });
    const told = screen.getAllByRole('status', { hidden: true });
    expect(told.map((one) => one.textContent)).toContain(
      'The last sending failed. You can send it again.',
    );
  });

  it.each<[string, Setting]>([
    ['the right', { actions: ['read', 'flag'] }],
    ['a programme that sends cases', { synced: ['incidents'] }],
  ])('is not offered without %s', async (_what, setting) => {
    await openMenu(setting);
    await waitFor(() => expect(screen.getByRole('menuitem', { name: 'Flags' })).toBeVisible());
    expect(screen.queryByRole('menuitem', { name })).toBeNull();
  });
});
