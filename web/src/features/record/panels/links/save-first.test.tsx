import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { record, recordId, recordWorker, serveRecord } from '../../../../test/fake-record';
import { installFakeServer } from '../../../../test/install-fake-server';
import { renderApp } from '../../../../test/render-app';

const path = `/cases/${recordId}`;

async function typeAndBegin(saved: { status: number; body: unknown }) {
  const list = [
    { resource: 'cases', actions: ['manage'] },
    { resource: 'incidents', actions: ['manage'] },
  ];
  const user = { ...recordWorker, permissions: { list } };
  const server = installFakeServer({ isSignedIn: true, user });
  serveRecord(server, record);
  server.on(`GET ${path}/incidents`, () => ({ body: { data: [] } }));
  server.on(`GET ${path}/incidents/new`, () => ({
    body: { data: { module_id: 'primeromodule-cp', age: 9 } },
  }));
  server.on(`PATCH ${path}`, () => saved);
  await renderApp({
    server,
    isSignedIn: true,
    address: `/v2${path}/edit?form=basic_identity`,
  });
  await userEvent.type(await screen.findByRole('textbox', { name: 'Nickname' }), 'Imi');
  await userEvent.click(screen.getByRole('button', { name: 'Incidents' }));
  await userEvent.click(await screen.findByRole('button', { name: 'New incident' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Create an incident' }));
  expect(dialog.getByText(/changes that are not saved/)).toBeVisible();
  await userEvent.click(dialog.getByRole('button', { name: 'Save and continue' }));
  return server;
}

describe('an incident begun while the case is being changed', () => {
  it('saves the case first, and begins with what is saved then', async () => {
    const server = await typeAndBegin({ status: 200, body: { data: { id: recordId } } });
    await waitFor(() => expect(server.seen(`GET ${path}/incidents/new`)).toHaveLength(1));
    expect(JSON.stringify(server.seen(`PATCH ${path}`)[0]?.body)).toContain('Imi');
    await waitFor(() => expect(window.location.pathname).toContain('/incidents/'));
  });

  it('stays where it is, with what was typed, when saving is refused', async () => {
    const server = await typeAndBegin({ status: 403, body: { errors: [{ status: 403 }] } });
    expect(await screen.findByText(/What you typed is still here/)).toBeVisible();
    expect(server.seen(`GET ${path}/incidents/new`)).toHaveLength(0);
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
