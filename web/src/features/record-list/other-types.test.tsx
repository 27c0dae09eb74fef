import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { settings } from '../../test/fake-data';
import { busyWorker } from '../../test/fake-work';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';

const incident = {
  id: '00000000-0000-4000-8000-00000000abcd',
  record_in_scope: true,
  short_id: '000abcd',
  incident_date: '2024-03-02',
  cp_incident_violence_type: 'unknown_type',
};

function incidentServer(options: Record<string, unknown> = {}) {
  const server = installFakeServer({ isSignedIn: true, user: busyWorker, ...options });
  server.on('GET /incidents', () => ({
    body: { data: [incident], metadata: { total: 1, page: 1, per: 20 } },
  }));
  return server;
}

describe('the list of another record type', () => {
  it('has its own title, columns and addresses', async () => {
    const server = incidentServer();
    await renderApp({ server, isSignedIn: true, address: '/v2/incidents' });
    expect(await screen.findByRole('heading', { level: 1, name: 'Incidents (1)' })).toBeVisible();
    const table = await screen.findByRole('table');
    const heads = within(table).getAllByRole('columnheader');
    expect(heads.map((head) => head.textContent)).toEqual([
      'ID',
      'Happened on',
      'Type of violence',
    ]);
    expect(within(table).getByRole('link', { name: '000abcd' })).toHaveAttribute(
      'href',
      '/v2/incidents/00000000-0000-4000-8000-00000000abcd',
    );
    await userEvent.click(within(table).getByRole('button', { name: 'Happened on' }));
    await waitFor(() =>
      expect(server.seen('GET /incidents').at(-1)?.query.get('order_by')).toBe('incident_date'),
    );
    expect(window.location.pathname).toBe('/v2/incidents');
  });

  it('begins a record in the only programme', async () => {
    await renderApp({ server: incidentServer(), isSignedIn: true, address: '/v2/incidents' });
    expect(await screen.findByRole('link', { name: 'New incident' })).toHaveAttribute(
      'href',
      '/v2/incidents/primeromodule-cp/new',
    );
  });

  it('asks for the programme where there are several', async () => {
    const module = (id: string, types: readonly string[]) => ({
      unique_id: id,
      name: id.toUpperCase(),
      associated_record_types: types,
    });
    const modules = [module('one', ['incident']), module('two', ['incident']), module('no', [])];
    const user = { ...busyWorker, module_unique_ids: ['one', 'two', 'no'] };
    const server = incidentServer({ user, settings: { ...settings, modules } });
    await renderApp({ server, isSignedIn: true, address: '/v2/incidents' });
    await userEvent.click(await screen.findByRole('button', { name: 'New incident' }));
    const items = await screen.findAllByRole('menuitem');
    expect(items.map((item) => item.textContent)).toEqual(['ONE', 'TWO']);
  });

  it('is closed to roles without it', async () => {
    await renderApp({ server: incidentServer(), isSignedIn: true, address: '/v2/families' });
    expect(
      await screen.findByRole('heading', { name: 'Your role does not allow this' }),
    ).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Families' })).not.toBeInTheDocument();
    expect(screen.getByRole('link', { name: /^Incidents/ })).toBeVisible();
  });
});
