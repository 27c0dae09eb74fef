import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { settings } from '../../test/fake-data';
import { record, recordId, recordWorker, serveRecord } from '../../test/fake-record';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';

async function open(address: string, own: 'a case' | 'no case') {
  const user = { ...recordWorker, role_group_permission: 'identified' };
  const server = installFakeServer({ isSignedIn: true, user, settings });
  serveRecord(server, record);
  server.on('GET /cases/identified', () =>
    own === 'a case' ? { body: { data: { id: recordId } } } : { status: 404, body: { errors: [] } },
  );
  await renderApp({ server, isSignedIn: true, address: `/v2${address}` });
  return server;
}

describe('somebody who registered themselves', () => {
  it.each(['/dashboards', '/cases', '/cases/new', '/search', '/my_case', '/my_case/new'])(
    'is led from %s to their own case',
    async (at) => {
      await open(at, 'a case');
      await waitFor(() => expect(window.location.pathname).toBe(`/v2/cases/${recordId}`));
      expect(await screen.findByRole('heading', { level: 1, name: /SEL-abc1234/ })).toBeVisible();
    },
  );

  it('sees no lists in the navigation, and no record information', async () => {
    await open('/my_case', 'a case');
    await screen.findByRole('heading', { level: 1, name: /SEL-abc1234/ });
    const [places] = screen.getAllByRole('navigation');
    const links = within(places ?? document.body).getAllByRole('link');
    const names = links.map((link) => link.textContent);
    expect(names).toContain('My case');
    for (const name of ['Home', 'Cases', 'Search', 'New case']) expect(names).not.toContain(name);
    expect(screen.queryByText('Record information')).toBeNull();
  });

  it('comes to the form to change it', async () => {
    await open('/my_case/edit', 'a case');
    await waitFor(() => expect(window.location.pathname).toBe(`/v2/cases/${recordId}/edit`));
  });

  it('begins one when there is none', async () => {
    await open('/my_case', 'no case');
    await waitFor(() => expect(window.location.pathname).toBe('/v2/cases/primeromodule-cp/new'));
  });
});

describe('a case that cannot be read', () => {
  it('is asked for again', async () => {
    const user = { ...recordWorker, role_group_permission: 'identified' };
    const server = installFakeServer({ isSignedIn: true, user, settings });
    serveRecord(server, record);
    server.on('GET /cases/identified', () => ({ status: 503, body: { errors: [] } }));
    await renderApp({ server, isSignedIn: true, address: '/v2/my_case' });
    expect(await screen.findByRole('heading', { level: 1, name: 'My case' })).toBeVisible();
    expect(screen.getByText(/The server is busy/)).toBeVisible();
    server.on('GET /cases/identified', () => ({ body: { data: { id: recordId } } }));
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(window.location.pathname).toBe(`/v2/cases/${recordId}`));
  });

  it('says so under the name of its list', async () => {
    const server = installFakeServer({ isSignedIn: true, user: recordWorker, settings });
    serveRecord(server, record);
    server.on(`GET /cases/${recordId}`, () => ({ status: 403, body: { errors: [] } }));
    await renderApp({ server, isSignedIn: true, address: `/v2/cases/${recordId}` });
    expect(await screen.findByRole('heading', { level: 1, name: 'Cases' })).toBeVisible();
    expect(await screen.findByText('You cannot open this record.')).toBeVisible();
  });
});

describe('everybody else', () => {
  it('stays where they wanted to go', async () => {
    const server = installFakeServer({ isSignedIn: true, user: recordWorker });
    await renderApp({ server, isSignedIn: true, address: '/v2/dashboards' });
    await screen.findByRole('heading', { level: 1 });
    expect(window.location.pathname).toBe('/v2/dashboards');
    expect(server.seen('GET /cases/identified')).toHaveLength(0);
  });
});
