import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { caseWorker } from '../../test/fake-data';
import type { FakeServer } from '../../test/fake-server';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';

const keeper = {
  ...caseWorker,
  permissions: { list: [{ resource: 'systems', actions: ['manage'] }] },
};
const failed = {
  id: 7,
  kind: 'send_mail',
  queue: 'mail',
  state: 'failed',
  attempts: 8,
  attempts_max: 8,
  run_at: '2024-02-06T10:00:00.000Z',
  updated_at: '2024-02-06T11:00:00.000Z',
  error: 'errors.mail.refused',
  error_text: 'The mail server refused it.',
};
const nightly = {
  name: 'RecalculateAge',
  next_at: '2024-02-07T00:30:00.000Z',
  success_at: null,
  error_text: null,
};

async function open(change: (server: FakeServer) => void = () => undefined) {
  const server = installFakeServer({ isSignedIn: true, user: keeper });
  let jobs = [failed];
  server.on('GET /jobs', ({ query }) => {
    const data = jobs.filter(({ state }) => state === query.get('state'));
    const counts = { failed: jobs.length, waiting: 0, running: 0 };
    return { body: { data, metadata: { total: data.length, page: 1, per: 20, counts } } };
  });
  server.on('GET /job_schedules', () => ({ body: { data: [nightly] } }));
  server.on('POST /jobs/7/retry', () => {
    jobs = [];
    return { status: 204 };
  });
  server.on('POST /job_schedules/RecalculateAge/run', () => ({ status: 204 }));
  change(server);
  await renderApp({ server, isSignedIn: true, address: '/v2/jobs' });
  return server;
}

describe('background work', () => {
  it('shows what failed for good, and tries it again', async () => {
    const server = await open();
    const row = within(await screen.findByRole('row', { name: /Send mail/ }));
    expect(row.getByText('8 of 8')).toBeVisible();
    expect(row.getByText('The mail server refused it.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Failed (1)' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await userEvent.click(row.getByRole('button', { name: 'Try again: Send mail, number 7' }));
    expect(await screen.findByText('There are none.')).toBeVisible();
    expect(server.seen('POST /jobs/7/retry')).toHaveLength(1);
  });

  it('shows what comes back, and runs it now', async () => {
    const server = await open();
    const row = within(await screen.findByRole('row', { name: /Count ages anew/ }));
    expect(row.getByText('Never')).toBeVisible();
    await userEvent.click(row.getByRole('button', { name: 'Run now: Count ages anew' }));
    await waitFor(() =>
      expect(server.seen('POST /job_schedules/RecalculateAge/run')).toHaveLength(1),
    );
  });

  it('is narrowed to a state, and says why something was refused', async () => {
    const server = await open((other) => {
      other.on('POST /jobs/7/retry', () => ({
        status: 404,
        body: { errors: [{ status: 404, message: ['It is gone.'] }] },
      }));
    });
    await userEvent.click(await screen.findByRole('button', { name: /^Try again/ }));
    expect(await screen.findByRole('alert')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(server.seen('GET /jobs').at(-1)?.query.get('state')).toBe('done'));
    expect(await screen.findByText('There are none.')).toBeVisible();
  });

  it('is for nobody else', async () => {
    await renderApp({ isSignedIn: true, user: caseWorker, address: '/v2/jobs' });
    expect(
      await screen.findByRole('heading', { name: 'Your role does not allow this' }),
    ).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Background work' })).not.toBeInTheDocument();
  });
});
