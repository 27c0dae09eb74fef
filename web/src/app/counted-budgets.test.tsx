import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { drawnDuring } from '../test/count-renders';
import { record, recordId, recordWorker, serveRecord } from '../test/fake-record';
import type { FakeServer, SeenRequest } from '../test/fake-server';
import { busyWorker, serveDashboards, serveTasks } from '../test/fake-work';
import { installFakeServer } from '../test/install-fake-server';
import { renderApp } from '../test/render-app';

/** What a slow line pays for each screen, in calls to the server; more needs a reason. */
const calls_most = {
  signIn: 2,
  /** Session, settings of both kinds, marks, what is kept, rows, and words for their values. */
  list: 11,
  /** The same, with forms instead of what is kept, and what changed since one last looked. */
  record: 11,
  /** One a kind of thing that may wait: answers, approvals, flags, tasks, numbers. */
  home: 20,
} as const;

const written = ({ method, path, query }: SeenRequest) => `${method} ${path}?${query.toString()}`;

/** Everything asked since the start, each thing once. */
function expectFrugal(server: FakeServer, most: number): void {
  const asked = server.requests.map(written);
  expect(asked.filter((one, index) => asked.indexOf(one) !== index)).toEqual([]);
  expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(most);
}

async function settle(): Promise<void> {
  await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
}

function signedIn(user: Record<string, unknown>): FakeServer {
  const server = installFakeServer({ isSignedIn: true, user });
  serveTasks(server, []);
  serveDashboards(server, []);
  server.on('GET /flags', () => ({ body: { data: [], metadata: { total: 0 } } }));
  server.on('GET /notifications', () => ({
    body: { data: [], metadata: { total: 0, page: 1, per: 30, unread: 0 } },
  }));
  server.on('GET /alerts', () => ({ body: { data: {} } }));
  return server;
}

describe('calls to the server', () => {
  it('before sign-in ask only what the page shows', async () => {
    const server = await renderApp({ address: '/v2/login' });
    await settle();
    expectFrugal(server, calls_most.signIn);
    expect(server.requests.map(({ path }) => path)).not.toContain('/forms');
  });

  it('of a list are few, and none is asked twice', async () => {
    const server = signedIn(busyWorker);
    await renderApp({ server, isSignedIn: true, address: '/v2/cases' });
    await screen.findAllByRole('row');
    await settle();
    expectFrugal(server, calls_most.list);
    expect(server.requests.map(({ path }) => path)).not.toContain('/forms');
  });

  it('of an open record are few, and none is asked twice', async () => {
    const server = signedIn(recordWorker);
    serveRecord(server, record);
    await renderApp({ server, isSignedIn: true, address: `/v2/cases/${recordId}` });
    await screen.findByRole('navigation', { name: 'Forms of this record' });
    await settle();
    expectFrugal(server, calls_most.record);
  });

  it('of home are one a kind of thing, and none is asked twice', async () => {
    const server = signedIn(busyWorker);
    await renderApp({ server, isSignedIn: true });
    await screen.findByRole('region', { name: 'Who needs me today' });
    await settle();
    expectFrugal(server, calls_most.home);
  });

  it('do not come from typing', async () => {
    const server = signedIn(recordWorker);
    serveRecord(server, record);
    await renderApp({ server, isSignedIn: true, address: `/v2/cases/${recordId}/edit` });
    const box = await screen.findByRole('textbox', { name: 'Nickname' });
    await settle();
    const before = server.requests.length;
    await userEvent.type(box, 'a longer nickname than before');
    await settle();
    // By the clock the page says that it is open.
    const others = server.requests.slice(before).filter(({ path }) => !path.endsWith('/presence'));
    expect(others.map(written)).toEqual([]);
  });

  it('do not come by the clock while nobody does anything', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setInterval', 'setTimeout', 'Date'] });
    const server = signedIn(busyWorker);
    await renderApp({ server, isSignedIn: true, address: '/v2/cases' });
    await screen.findAllByRole('row');
    const before = server.requests.length;
    await act(() => vi.advanceTimersByTimeAsync(4 * 60 * 1000));
    vi.useRealTimers();
    expect(server.requests.slice(before).map(written)).toEqual([]);
  });
});

describe('what is drawn', () => {
  it('by a key typed above a list leaves its rows alone', async () => {
    const server = signedIn(busyWorker);
    await renderApp({ server, isSignedIn: true, address: '/v2/cases', counts: true });
    const rows = await screen.findAllByRole('row');
    expect(rows.length).toBeGreaterThan(10);
    const box = screen.getByRole('searchbox');
    await userEvent.type(box, 'l');
    const drawn = await drawnDuring(() => userEvent.type(box, 'i'));
    expect(drawn.length).toBeGreaterThan(0);
    expect(drawn.filter((name) => ['Row', 'CellValue', 'RecordTable'].includes(name))).toEqual([]);
  });
});
