import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { record, recordId, recordWorker, serveRecord } from '../../../test/fake-record';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';

const path = `/cases/${recordId}`;

async function openPanel(...transitions: object[]) {
  const server = installFakeServer({ isSignedIn: true, user: recordWorker });
  serveRecord(server, record);
  server.on(`GET ${path}/transitions`, () => ({ body: { data: transitions } }));
  await renderApp({
    server,
    isSignedIn: true,
    address: `/v2/cases/${recordId}?form=transfers_assignments`,
    language: 'en',
  });
  const panel = await screen.findByRole('region', { name: 'Referrals and transfers' });
  return { server, panel: within(panel) };
}

const referral = {
  id: 'r1',
  type: 'Referral',
  status: 'in_progress',
  transitioned_by: 'amal',
  transitioned_to: recordWorker['user_name'],
};

describe('referrals and transfers of a record', () => {
  it('says when there are none', async () => {
    const { panel } = await openPanel();
    expect(await panel.findByText('It has not been given to anybody yet.')).toBeVisible();
  });

  it('offers no answer that the server does not allow', async () => {
    const { panel } = await openPanel(referral);
    expect(await panel.findByText('In progress')).toBeVisible();
    expect(panel.queryByRole('button')).toBeNull();
  });

  it('rejects with a reason', async () => {
    const { server, panel } = await openPanel({ ...referral, user_can_accept_or_reject: true });
    await userEvent.click(await panel.findByRole('button', { name: 'Reject' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Reject' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Reject' }));
    expect(dialog.getByText('Write the reason.')).toBeVisible();
    server.on(`PATCH ${path}/referrals/r1`, () => ({ body: { data: {} } }));
    await userEvent.type(dialog.getByRole('textbox'), 'No room');
    await userEvent.click(dialog.getByRole('button', { name: 'Reject' }));
    expect(await screen.findByText('The change is saved.')).toBeVisible();
    expect(server.seen(`PATCH ${path}/referrals/r1`).map(({ body }) => body)).toEqual([
      { data: { status: 'rejected', rejected_reason: 'No room' } },
    ]);
  });

  it.each([
    ['Referral', 'DELETE', 'referrals'],
    ['Transfer', 'PATCH', 'transfers'],
  ])('revokes a %s', async (type, method, folder) => {
    const { server, panel } = await openPanel({ ...referral, type, user_can_revoke: true });
    const route = `${method} ${path}/${folder}/r1`;
    server.on(route, () => ({ body: { data: {} } }));
    await userEvent.click(await panel.findByRole('button', { name: 'Revoke' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Revoke' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Revoke' }));
    expect(await screen.findByText('The change is saved.')).toBeVisible();
    expect(server.seen(route)).toHaveLength(1);
  });
});
