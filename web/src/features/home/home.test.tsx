import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { extendedUser } from '../../shared/wire/user';
import { caseWorker } from '../../test/fake-data';
import { busyWorker, serveDashboards, serveTasks } from '../../test/fake-work';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';
import { tilesFor } from './home-tiles';

const now = new Date('2024-06-15T10:00:00Z');
const worker = v.parse(extendedUser, caseWorker);

describe('the numbers of the home page', () => {
  it('fit the role', () => {
    const ids = tilesFor(worker, now).map(({ id }) => id);
    expect(ids).toEqual(['mine', 'new', 'high', 'flagged', 'inactive', 'closed']);
    const manager = { ...worker, role_group_permission: 'group' };
    expect(tilesFor(manager, now).map(({ id }) => id)).toContain('open');
    expect(tilesFor({ ...worker, filters: {} }, now).map(({ id }) => id)).toEqual([
      'mine',
      'new',
      'closed',
    ]);
  });

  it('count what they say', () => {
    const filters = Object.fromEntries(
      tilesFor(worker, now).map(({ id, query }) => [id, query.filters]),
    );
    expect(filters['mine']).toMatchObject({ 'or[owned_by]': ['nadia'], status: ['open'] });
    expect(filters['new']).toMatchObject({ created_at: ['2024-06-08..'] });
    expect(filters['inactive']).toMatchObject({
      last_updated_at: ['0000-01-01T00:00:00Z..2024-03-15T23:59:59Z'],
    });
  });
});

describe('the home page', () => {
  it('shows each number and leads to exactly what it counts', async () => {
    const server = await renderApp({ isSignedIn: true });
    const tile = await screen.findByRole('link', { name: '12 Open, high risk' });
    expect(await screen.findByRole('link', { name: '11 Closed cases' })).toBeVisible();
    const counted = server
      .seen('GET /cases')
      .find(({ query }) => query.get('risk_level[0]') === 'high');
    expect(counted?.query.get('per')).toBe('1');
    await userEvent.click(tile);
    await waitFor(() =>
      expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Cases (12)'),
    );
  });

  it('lists what changed last', async () => {
    const server = await renderApp({ isSignedIn: true });
    const recent = await screen.findByRole('region', { name: 'Changed last' });
    expect(await within(recent).findAllByRole('link')).toHaveLength(5);
    expect(
      server.seen('GET /cases').some(({ query }) => query.get('order_by') === 'last_updated_at'),
    ).toBe(true);
  });

  it('shows the ten newest flags and the way to all', async () => {
    const server = installFakeServer({ isSignedIn: true, user: busyWorker });
    const flag = (id: number) => ({
      id,
      record_id: `00000000-0000-4000-8000-0000000000${10 + id}`,
      short_id: `aaaaa${10 + id}`,
      name: id === 1 ? null : `Child ${id}`,
      message: `Call ${id}`,
      date: '2024-02-06',
      flagged_by: 'omar',
      record_access_denied: id === 2,
    });
    const data = Array.from({ length: 12 }, (_, at) => flag(at + 1));
    server.on('GET /flags', () => ({ body: { data, metadata: { total: 31 } } }));
    serveTasks(server, []);
    serveDashboards(server, []);
    await renderApp({ server, isSignedIn: true });
    const flags = within(await screen.findByRole('region', { name: 'Newest flags' }));
    expect(flags.getAllByRole('listitem')).toHaveLength(10);
    const first = flags.getByRole('link', { name: /aaaaa11.*Call 1.*omar.*Feb 6, 2024/ });
    expect(first).toHaveAttribute('href', '/v2/cases/00000000-0000-4000-8000-000000000011');
    expect(flags.queryByRole('link', { name: /Child 2/ })).toBeNull();
    expect(server.seen('GET /flags')).toHaveLength(1);
    await userEvent.click(flags.getByRole('link', { name: 'See all (31)' }));
    await waitFor(() => expect(window.location.search).toContain('flagged'));
  });

  it('has no flags where there are none, and none for roles without them', async () => {
    const server = installFakeServer({ isSignedIn: true });
    await renderApp({ server, isSignedIn: true });
    await screen.findByRole('region', { name: 'Changed last' });
    expect(screen.queryByRole('region', { name: 'Newest flags' })).toBeNull();
    expect(server.seen('GET /flags')).toHaveLength(0);
  });

  it('says where to begin when there is nothing yet', async () => {
    await renderApp({ isSignedIn: true, cases: [] });
    expect(await screen.findByText('There are no cases yet.')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Go to the list of cases' })).toBeVisible();
  });

  it('stays usable when numbers cannot be read', async () => {
    const server = installFakeServer({ isSignedIn: true });
    server.on('GET /cases', () => ({ status: 422, body: { errors: [] } }));
    await renderApp({ isSignedIn: true, server });
    await waitFor(() => expect(screen.getAllByText('not available now')).toHaveLength(6));
    expect(screen.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  });

  it('asks for no cases when the role may not read them', async () => {
    const server = await renderApp({
      isSignedIn: true,
      user: { ...caseWorker, permissions: { list: [] } },
    });
    expect(await screen.findByText('Your role has no records to show here.')).toBeVisible();
    expect(server.seen('GET /cases')).toHaveLength(0);
  });

  it('is Arabic in Arabic', async () => {
    await renderApp({ isSignedIn: true, language: 'ar' });
    expect(await screen.findByRole('heading', { level: 1, name: 'الرئيسية' })).toBeVisible();
    expect(await screen.findByRole('link', { name: '11 الحالات المغلقة' })).toBeVisible();
  });
});

describe('home of a role without cases', () => {
  const user = (actions: readonly string[]) => ({
    ...caseWorker,
    permissions: { list: [{ resource: 'incidents', actions }] },
  });

  it('leads to what the role works with', async () => {
    await renderApp({ isSignedIn: true, user: user(['read']) });
    const main = within(screen.getByRole('main'));
    expect(await main.findByRole('link', { name: 'Incidents' })).toBeVisible();
    expect(main.queryByRole('link', { name: 'Cases' })).toBeNull();
  });

  it('says so when there is nothing', async () => {
    await renderApp({ isSignedIn: true, user: user([]) });
    expect(await screen.findByText('Your role has no records to show here.')).toBeVisible();
  });
});
