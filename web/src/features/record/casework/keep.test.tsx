import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { record, recordId, recordWorker, serveRecord } from '../../../test/fake-record';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';

const path = `/cases/${recordId}`;
const manager = {
  ...recordWorker,
  permissions: {
    list: [
      { resource: 'cases', actions: ['read', 'write'] },
      { resource: 'systems', actions: ['manage'] },
    ],
  },
};

async function openDialog(until: string | null, language: 'en' | 'ar' = 'en') {
  const names =
    language === 'en' ? ['More actions', 'Keep longer'] : ['إجراءات أخرى', 'الاحتفاظ مدة أطول'];
  const server = installFakeServer({ isSignedIn: true, user: { ...manager, locale: language } });
  serveRecord(server, { ...record, status: 'closed', retention_keep_until: until });
  await renderApp({ server, isSignedIn: true, address: `/v2${path}`, language });
  await userEvent.click(await screen.findByRole('button', { name: names[0] }));
  await userEvent.click(await screen.findByRole('menuitem', { name: names[1] }));
  return { server, dialog: within(await screen.findByRole('dialog', { name: names[1] })) };
}

describe('keeping a closed case longer', () => {
  it('sends the day', async () => {
    const { server, dialog } = await openDialog('2099-03-01');
    server.on(`PATCH ${path}`, () => ({ body: { data: { id: recordId } } }));
    expect(await dialog.findByRole('group', { name: 'Keep the case until' })).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('The change is saved.')).toBeVisible();
    expect(server.seen(`PATCH ${path}`)[0]?.body['data']).toEqual({
      retention_keep_until: '2099-03-01',
    });
  });

  it('takes no day that has passed, and says why the server refused', async () => {
    const { server, dialog } = await openDialog('2001-03-01');
    await dialog.findByRole('group', { name: 'Keep the case until' });
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(dialog.getByText('Choose a day to come, or none.')).toBeVisible();
    expect(server.seen(`PATCH ${path}`)).toEqual([]);
  });

  it('lets the usual time count without a day', async () => {
    const { server, dialog } = await openDialog(null);
    server.on(`PATCH ${path}`, () => ({
      status: 403,
      body: { errors: [{ status: 403, message: 'You may not do this.' }] },
    }));
    await dialog.findByRole('group', { name: 'Keep the case until' });
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await dialog.findByText(/You may not do this|not allowed/)).toBeVisible();
    expect(server.seen(`PATCH ${path}`)[0]?.body['data']).toEqual({ retention_keep_until: null });
  });

  it('speaks Arabic', async () => {
    const { dialog } = await openDialog(null, 'ar');
    expect(await dialog.findByRole('group', { name: 'الاحتفاظ بالحالة حتى' })).toBeVisible();
  });
});
