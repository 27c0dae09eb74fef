import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { addDays, localDay } from '../../../shared/text/days';
import { busyWorker, fakeTask, leader } from '../../../test/fake-work';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';

const today = localDay(new Date());
const task = fakeTask(1, { task_id: 'one:follow_up:x:nadia' });
const path = `PATCH /tasks/${encodeURIComponent('one:follow_up:x:nadia')}`;

/** A server that hides a task while it is put off. */
async function openTasks(address = '/v2/tasks', user = busyWorker, until: string | null = null) {
  let snoozed = until;
  const server = installFakeServer({ isSignedIn: true, user });
  server.on('GET /tasks', ({ query }) => {
    const isTeam = query.get('scope') === 'team';
    const isShown = isTeam || (query.get('snoozed') === 'true') === (snoozed !== null);
    const data = isShown ? [{ ...task, snoozed_until: snoozed }] : [];
    return { body: { data, metadata: { total: data.length, page: 1, per: 100 } } };
  });
  server.on(path, ({ body }) => {
    snoozed = Object(body['data']).snoozed_until;
    return { body: { data: { ...task, snoozed_until: snoozed } } };
  });
  await renderApp({ server, isSignedIn: true, address });
  return server;
}

describe('putting a task off', () => {
  it('takes it out of sight until the day, and back', async () => {
    const server = await openTasks();
    await userEvent.click(await screen.findByRole('button', { name: /^Put off: .*Child 1/ }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(await within(dialog).findByRole('radio', { name: /^In three days/ }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Put off' }));
    expect(await screen.findByText('Nothing is due.')).toBeVisible();
    expect(server.seen(path)[0]?.body).toEqual({ data: { snoozed_until: addDays(today, 3) } });
    await userEvent.click(screen.getByRole('button', { name: 'Put off' }));
    expect(await screen.findByText(/^Put off until/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: /^Bring back/ }));
    expect(await screen.findByText('You have put nothing off.')).toBeVisible();
    expect(server.seen(path)[1]?.body).toEqual({ data: { snoozed_until: null } });
  });

  it('asks for a day that is near, and tells why the server refused', async () => {
    const server = await openTasks();
    server.on(path, () => ({
      status: 422,
      body: { errors: [{ status: 422, message: ['Too many.'], detail: 'snoozed_until' }] },
    }));
    await userEvent.click(await screen.findByRole('button', { name: /^Put off: / }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(await within(dialog).findByRole('radio', { name: 'Another day' }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Put off' }));
    expect(await within(dialog).findByText(/within the next 30 days/)).toBeVisible();
    expect(server.seen(path)).toHaveLength(0);
    await userEvent.click(within(dialog).getByRole('radio', { name: /^Tomorrow/ }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Put off' }));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('Too many.');
  });

  it('is told to who leads the team, who cannot undo it', async () => {
    await openTasks('/v2/tasks?scope=team', leader, addDays(today, 2));
    expect(await screen.findByText(/^Put off until/)).toBeVisible();
    await waitFor(() => expect(screen.getByText('Child 1')).toBeVisible());
    expect(screen.queryByRole('button', { name: /^Bring back|^Put off:/ })).not.toBeInTheDocument();
  });
});
