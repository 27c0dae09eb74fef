import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { busyWorker, fakeTask, leader } from '../../../test/fake-work';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';

type Wire = Record<string, unknown>;

const visit = fakeTask(1, { task_id: 'one:follow_up:x:nadia', can_be_given: true });
const own = fakeTask(2, {
  task_id: 'two:own:t:nadia',
  type: 'own',
  text: 'Call the school',
  can_be_given: true,
});
const flag = fakeTask(3, { task_id: 'three:flag:7:nadia', type: 'flag', can_be_given: false });
const pathOf = (task: Wire) => `/tasks/${encodeURIComponent(String(task['task_id']))}`;

/** A server that lists what was given away in a list of its own, and forgets what is done. */
async function openTasks(tasks: readonly Wire[], user = busyWorker, address = '/v2/tasks') {
  const gone = new Map<unknown, unknown>();
  const server = installFakeServer({ isSignedIn: true, user });
  server.on('GET /tasks', ({ query }) => {
    const isGiven = query.get('scope') === 'given';
    const data = tasks.flatMap((task) => {
      const to = gone.get(task['task_id']);
      if (to === undefined) return isGiven ? [] : [task];
      return isGiven && to !== null ? [{ ...task, assigned_to: to, given_by: 'nadia' }] : [];
    });
    return { body: { data, metadata: { total: data.length, page: 1, per: 100 } } };
  });
  for (const task of tasks) {
    server.on(`GET ${pathOf(task)}/recipients`, () => ({
      body: { data: [{ user_name: 'omar', full_name: 'Omar Said' }] },
    }));
    server.on(`PATCH ${pathOf(task)}`, ({ body }) => {
      gone.set(task['task_id'], Object(body['data']).assigned_to ?? null);
      return { body: { data: task } };
    });
  }
  await renderApp({ server, isSignedIn: true, address });
  return server;
}

describe('giving a task away', () => {
  it('offers whom the server names, and shows it among what others do', async () => {
    const server = await openTasks([visit]);
    await userEvent.click(await screen.findByRole('button', { name: /^Give away: .*Child 1/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Give the task away' });
    await userEvent.click(await within(dialog).findByRole('button', { name: 'Give' }));
    expect(await within(dialog).findByText('Choose a person.')).toBeVisible();
    expect(server.seen(`PATCH ${pathOf(visit)}`)).toHaveLength(0);
    await userEvent.type(within(dialog).getByRole('combobox', { name: /^Who does it/ }), 'Omar');
    await userEvent.click(await screen.findByRole('option', { name: 'Omar Said · omar' }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Give' }));
    expect(await screen.findByText('Nothing is due.')).toBeVisible();
    expect(server.seen(`PATCH ${pathOf(visit)}`)[0]?.body).toEqual({
      data: { assigned_to: 'omar' },
    });
    await userEvent.click(screen.getByRole('button', { name: 'Given to others' }));
    expect(await screen.findByText('omar')).toBeVisible();
    expect(window.location.search).toBe('?view=given');
    expect(screen.getByText(/^Given by/)).toHaveTextContent('Given by nadia');
    expect(screen.queryByRole('button', { name: /^Put off/ })).toHaveTextContent('Put off');
    expect(screen.queryByRole('button', { name: /^Put off:/ })).not.toBeInTheDocument();
  });

  it('says when there is nobody, and why it was refused', async () => {
    const server = await openTasks([visit]);
    server.on(`PATCH ${pathOf(visit)}`, () => ({
      status: 422,
      body: { errors: [{ status: 422, message: ['Not active.'], detail: 'assigned_to' }] },
    }));
    await userEvent.click(await screen.findByRole('button', { name: /^Give away: / }));
    const box = await screen.findByRole('combobox', { name: /^Who does it/ });
    await userEvent.type(box, 'Omar');
    await userEvent.click(await screen.findByRole('option', { name: 'Omar Said · omar' }));
    await userEvent.click(screen.getByRole('button', { name: 'Give' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Not active.');
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    server.on(`GET ${pathOf(visit)}/recipients`, () => ({ body: { data: [] } }));
    await userEvent.click(await screen.findByRole('button', { name: /^Give away: / }));
    expect(await screen.findByText(/^Nobody else may open this case/)).toBeVisible();
  });

  it('is for the tasks of a team, too, and not for what one person answers', async () => {
    await openTasks([visit, flag], leader, '/v2/tasks?scope=team');
    expect(await screen.findByRole('button', { name: /^Give away: .*Child 1/ })).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Give away: .*Child 3/ })).toBeNull();
    expect(screen.queryByRole('button', { name: /^Put off:/ })).toBeNull();
  });
});

describe('a task of one’s own', () => {
  it('says what is to be done, and goes when it is done', async () => {
    const server = await openTasks([own, visit]);
    expect(await screen.findByText('Call the school')).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Done: .*Child 1/ })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: /^Done: Call the school/ }));
    const dialog = await screen.findByRole('alertdialog', { name: 'Is this task done?' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'It is done' }));
    await waitFor(() => expect(screen.queryByText('Call the school')).toBeNull());
    expect(server.seen(`PATCH ${pathOf(own)}`)[0]?.body).toEqual({ data: { done: true } });
    expect(await screen.findByText('The task is done.')).toBeVisible();
  });
});
