import { waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { caseWorker, settings } from '../test/fake-data';
import { installFakeServer } from '../test/install-fake-server';
import { renderApp } from '../test/render-app';

interface Rights {
  readonly resource: string;
  readonly actions: readonly string[];
}

async function openAs(user: object, address: string) {
  const server = installFakeServer({
    isSignedIn: true,
    user: { ...caseWorker, ...user },
    settings,
  });
  await renderApp({ server, isSignedIn: true, address, expectsHeading: false });
}

const withRights = (...list: readonly Rights[]) => ({ permissions: { list } });
const path = () => window.location.pathname;

describe('the guard of a page', () => {
  it.each<[address: string, resource: string, action: string]>([
    ['/v2/cases', 'cases', 'read'],
    ['/v2/cases/new', 'cases', 'create'],
    ['/v2/incidents', 'incidents', 'read'],
    ['/v2/tasks', 'dashboards', 'dash_tasks'],
    ['/v2/activity_log', 'activity_logs', 'transfer'],
    ['/v2/activity_log', 'activity_logs', 'assign'],
    ['/v2/activity_log', 'activity_logs', 'referral'],
    ['/v2/activity_log', 'activity_logs', 'approval'],
    ['/v2/activity_log', 'activity_logs', 'change'],
    ['/v2/matches', 'potential_matches', 'read'],
    ['/v2/matches', 'duplicates', 'read'],
    ['/v2/cases/a/merge/b', 'duplicates', 'read'],
    ['/v2/traces/a/matches', 'potential_matches', 'read'],
  ])('lets people to %s who have %s/%s', async (address, resource, action) => {
    await openAs(withRights({ resource, actions: [action] }), address);
    await waitFor(() => expect(document.querySelector('main')).not.toBeNull());
    expect(path()).toBe(address);
  });

  it.each([
    '/v2/cases',
    '/v2/cases/new',
    '/v2/incidents',
    '/v2/tasks',
    '/v2/activity_log',
    '/v2/matches',
    '/v2/cases/a/merge/b',
    '/v2/traces/a/matches',
  ])('leads from %s away without the right', async (address) => {
    await openAs(withRights({ resource: 'families', actions: ['read'] }), address);
    await waitFor(() => expect(path()).toBe('/v2/not-authorized'));
  });

  it('takes the right to manage for every other, on its own resource only', async () => {
    await openAs(withRights({ resource: 'cases', actions: ['manage'] }), '/v2/cases/new');
    await waitFor(() => expect(document.querySelector('main')).not.toBeNull());
    expect(path()).toBe('/v2/cases/new');
  });

  it('does not take the right to manage something else', async () => {
    await openAs(withRights({ resource: 'incidents', actions: ['manage'] }), '/v2/cases/new');
    await waitFor(() => expect(path()).toBe('/v2/not-authorized'));
  });
});
