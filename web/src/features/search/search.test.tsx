import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeCase } from '../../test/fake-data';
import { busyWorker } from '../../test/fake-work';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';
import { waysFor } from './search-ways';

const modes = (text: string) => waysFor(text).map(({ mode }) => mode);

describe('the ways of searching', () => {
  it('follow from what was typed', () => {
    expect(modes('Lina')).toEqual(['phonetic']);
    expect(modes('مريم')).toEqual(['phonetic']);
    expect(modes('abc1234')).toEqual(['id_search', 'phonetic']);
    expect(modes('1234')).toEqual(['id_search']);
    expect(modes('0555 010 0')).toEqual(['id_search', 'phone_number']);
    expect(modes('+000 555 0100')).toEqual(['phone_number']);
    expect(modes(' a ')).toEqual([]);
  });

  it('send digits of any script as they are stored', () => {
    expect(waysFor('١٢٣٤')[0]?.text).toBe('1234');
  });
});

async function openSearch(address = '/v2/search') {
  const server = installFakeServer({ isSignedIn: true, user: busyWorker });
  server.on('GET /incidents', () => ({ body: { data: [], metadata: { total: 0 } } }));
  await renderApp({ server, isSignedIn: true, address });
  return server;
}

describe('the one search box', () => {
  it('shows what it found, why, and the way to all of it', async () => {
    const server = await openSearch();
    await userEvent.type(
      await screen.findByRole('searchbox', { name: 'Search everything' }),
      'Haddad{Enter}',
    );
    const group = await screen.findByRole('region', { name: /^Cases by name/ });
    expect(await within(group).findAllByRole('link')).toHaveLength(6);
    expect(within(group).getByRole('link', { name: /^See all \d+ in the list$/ })).toBeVisible();
    expect(server.seen('GET /cases').at(-1)?.query.get('phonetic')).toBe('true');
    expect(server.seen('GET /incidents').length).toBeGreaterThan(0);
    expect(screen.queryByRole('region', { name: /^Incidents/ })).not.toBeInTheDocument();
  });

  it('explains a hit that cannot be opened', async () => {
    const server = await openSearch();
    server.on('GET /cases', () => ({
      body: {
        data: [{ ...fakeCase(1), name: '*******', record_in_scope: false }],
        metadata: { total: 1 },
      },
    }));
    await userEvent.type(await screen.findByRole('searchbox'), 'Sami{Enter}');
    expect(await screen.findByText('Not in your caseload')).toBeVisible();
    expect(screen.queryByRole('link', { name: /\*{7}/ })).not.toBeInTheDocument();
  });

  it('finds pages by their name', async () => {
    await openSearch('/v2/search?query=notif');
    const pages = await screen.findByRole('region', { name: 'Pages' });
    expect(within(pages).getByRole('link', { name: 'Notifications' })).toHaveAttribute(
      'href',
      '/v2/notifications',
    );
  });

  it('says when nothing fits, and when too little was typed', async () => {
    const server = await openSearch('/v2/search?query=qqqqq');
    expect(await screen.findByText('No record fits.')).toBeVisible();
    const before = server.requests.length;
    const box = screen.getByRole('searchbox');
    await userEvent.clear(box);
    await userEvent.type(box, 'x{Enter}');
    expect(await screen.findByText('Type at least two letters or digits.')).toBeVisible();
    expect(server.requests).toHaveLength(before);
  });

  it('is reached by its key from everywhere', async () => {
    await openSearch('/v2/support');
    await userEvent.keyboard('/');
    await waitFor(() => expect(window.location.pathname).toBe('/v2/search'));
  });
});

describe('a case of somebody else', () => {
  const id = '5b0c1a5e-0000-4000-8000-000000000001';
  const stranger = {
    ...fakeCase(1),
    id,
    name: '*******',
    record_in_scope: false,
    owned_by: 'omar',
  };
  const asker = {
    ...busyWorker,
    permissions: { list: [{ resource: 'cases', actions: ['read', 'request_transfer'] }] },
  };

  async function find(user: Record<string, unknown>) {
    const server = installFakeServer({ isSignedIn: true, user });
    server.on('GET /cases', () => ({ body: { data: [stranger], metadata: { total: 1 } } }));
    await renderApp({ server, isSignedIn: true, address: '/v2/search?query=Sami' });
    expect(await screen.findByText('Not in your caseload')).toBeVisible();
    return server;
  }

  it('can be asked for, with a reason', async () => {
    const server = await find(asker);
    const route = `POST /cases/${id}/transfer_requests`;
    server.on(route, () => ({ body: { data: { id: 'x' } } }));
    await userEvent.click(screen.getByRole('button', { name: 'Request transfer' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Ask for this case' }));
    expect(dialog.getByText('omar')).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Send the request' }));
    expect(dialog.getByText('Tell the owner why.')).toBeVisible();
    expect(server.seen(route)).toEqual([]);
    await userEvent.type(dialog.getByRole('textbox', { name: /Why you ask/ }), 'She lives here');
    await userEvent.click(dialog.getByRole('button', { name: 'Send the request' }));
    expect(await screen.findByText('The owner was asked.')).toBeVisible();
    expect(server.seen(route)[0]?.body).toEqual({ data: { notes: 'She lives here' } });
    expect(server.seen(route)[0]?.headers.get('Idempotency-Key')).not.toBeNull();
  });

  it('cannot be asked for without the right', async () => {
    await find(busyWorker);
    expect(screen.queryByRole('button', { name: 'Request transfer' })).toBeNull();
  });
});
