import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { FakeServer } from '../../../../test/fake-server';
import { record, recordId, recordWorker, serveRecord } from '../../../../test/fake-record';
import { installFakeServer } from '../../../../test/install-fake-server';
import { renderApp } from '../../../../test/render-app';
import { localDay } from '../../../../shared/text/days';
import { accessQuery, changeQuery, recentAccess } from './log-filters';

const path = `/cases/${recordId}`;

async function open(form: string): Promise<FakeServer> {
  const server = installFakeServer({ isSignedIn: true, user: recordWorker });
  serveRecord(server, record);
  server.on(`GET ${path}/access_log`, () => ({
    body: {
      data: [
        { id: 1, timestamp: '2026-11-01T08:00:00.000Z', action: 'show', user_name: 'lucia' },
        { id: 2, timestamp: '2026-11-01T07:00:00.000Z', action: 'update', user_name: 'nadia' },
      ],
      metadata: { total: 2, per: 20, page: 1 },
    },
  }));
  await renderApp({ server, isSignedIn: true, address: `/v2${path}?form=${form}` });
  await userEvent.click(await screen.findByRole('button', { name: 'Filters' }));
  return server;
}

const drawer = async () => within(await screen.findByRole('dialog', { name: 'Filters' }));
const last = (server: FakeServer, route: string) => server.seen(route).at(-1)?.query;

describe('what is asked of the server', () => {
  it('is nothing but the page where no filter is set', () => {
    const asked = Object.values(changeQuery({ forms: [], fields: [] }));
    expect(asked.filter((value) => value !== undefined)).toEqual([]);
  });

  it('reaches from the first moment of a day to the last of another', () => {
    const query = accessQuery({ actions: [], users: [], from: '2026-03-01', to: '2026-03-02' });
    const from = new Date(String(query['filters[timestamp][from]']));
    const to = new Date(String(query['filters[timestamp][to]']));
    expect([localDay(from), from.getHours()]).toEqual(['2026-03-01', 0]);
    expect([localDay(to), to.getHours(), to.getMinutes()]).toEqual(['2026-03-02', 23, 59]);
  });

  it('begins thirty days ago, also over the end of a year', () => {
    expect(recentAccess('2026-01-10').from).toBe('2025-12-11');
  });
});

describe('the filters of the change log', () => {
  it('ask for changes of the chosen forms, or of the chosen answers, never of both', async () => {
    const server = await open('change_logs');
    const shown = await drawer();
    await userEvent.click(shown.getByRole('checkbox', { name: 'Family' }));
    await userEvent.click(shown.getByRole('checkbox', { name: 'Nickname' }));
    expect(shown.getByRole('checkbox', { name: 'Family' })).not.toBeChecked();
    await userEvent.click(shown.getByRole('button', { name: 'Apply' }));
    const route = `GET ${path}/record_history`;
    await waitFor(() =>
      expect(last(server, route)?.get('filters[field_names][0]')).toBe('nickname'),
    );
    expect(last(server, route)?.has('filters[form_unique_ids][0]')).toBe(false);
    expect(await screen.findByText('No change fits these filters.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: /Filters.*is active/ }));
    await userEvent.click((await drawer()).getByRole('button', { name: 'Clear' }));
    expect(await screen.findByText('Nothing has been changed yet.')).toBeVisible();
  });
});

describe('the filters of the access log', () => {
  it('begin with a month, and narrow to people, kinds of use and days', async () => {
    const server = await open('access_logs');
    const route = `GET ${path}/access_log`;
    expect(last(server, route)?.get('filters[timestamp][from]')).toMatch(/Z$/);
    expect(last(server, route)?.get('filters[actions][3]')).toBe('export');
    const shown = await drawer();
    await userEvent.click(shown.getByRole('checkbox', { name: 'lucia' }));
    await userEvent.click(shown.getByRole('checkbox', { name: 'Changed' }));
    await userEvent.click(shown.getByRole('button', { name: 'Apply' }));
    await waitFor(() => expect(server.seen(route)).toHaveLength(2));
    expect(last(server, route)?.get('filters[access_users][0]')).toBe('lucia');
    expect(last(server, route)?.get('filters[actions][0]')).toBe('update');
    expect(last(server, route)?.has('filters[actions][1]')).toBe(false);
    expect(screen.getByText(/^Since/)).toBeVisible();
  });
});
