import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { FakeServer } from '../../../test/fake-server';
import { caseWorker } from '../../../test/fake-data';
import { leader } from '../../../test/fake-work';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';
import { bulkScope } from './work';
import { defaultListQuery } from '../../../shared/records/list-query';

async function openList(address = '/v2/cases'): Promise<FakeServer> {
  const server = installFakeServer({ isSignedIn: true, user: leader });
  server.on('GET /users/assign-to', () => ({
    body: { data: [{ user_name: 'omar', position: 'Case worker', agency: 'AG1' }] },
  }));
  await renderApp({ server, isSignedIn: true, address });
  await screen.findByRole('table');
  return server;
}

const choose = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('checkbox', { name }));

async function assignToOmar(): Promise<void> {
  await userEvent.click(screen.getByRole('button', { name: 'Assign' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.type(await within(dialog).findByRole('combobox'), 'omar');
  await userEvent.click(await screen.findByRole('option', { name: /^omar/ }));
  await userEvent.click(within(dialog).getByRole('button', { name: 'Assign' }));
}

describe('choosing', () => {
  it('is not offered where nothing can be done with it', async () => {
    await renderApp({ isSignedIn: true, user: caseWorker, address: '/v2/cases' });
    await screen.findByRole('table');
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
  });

  it('holds over pages and ends with other filters', async () => {
    await openList();
    await choose('Choose SEL-aaaaa45');
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    await waitFor(() => expect(screen.getByText('21–34')).toBeVisible());
    await waitFor(() => expect(screen.queryByText('SEL-aaaaa45')).not.toBeInTheDocument());
    await userEvent.click(screen.getAllByRole('checkbox')[1] ?? document.body);
    expect(screen.getByText('2 chosen')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: /Remove the filter Status/ }));
    await waitFor(() => expect(screen.queryByText('2 chosen')).not.toBeInTheDocument());
  });

  it('takes the page, then everything', async () => {
    await openList();
    await choose('Choose all on this page');
    expect(screen.getByText('20 chosen')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Choose all 34' }));
    expect(screen.getByText('34 chosen')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Choose none' }));
    expect(screen.queryByText(/chosen/)).not.toBeInTheDocument();
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveFocus());
  });
});

/** A server that takes the order and tells, call by call, how far it is. */
function takeOrder(server: FakeServer, path: string, steps: readonly unknown[]): void {
  let step = 0;
  server.on(`POST ${path}`, () => ({ body: { data: { job_id: '12', matched: 2 } } }));
  server.on('GET /jobs/12', () => {
    const data = steps[Math.min(step, steps.length - 1)];
    step += 1;
    return { body: { data } };
  });
}

const id = (number: number) => `00000000-0000-4000-8000-0000000000${number}`;

describe('assigning many', () => {
  it('shows how far it is, and in the end for each what went wrong', async () => {
    const server = await openList();
    await choose('Choose SEL-aaaaa45');
    await choose('Choose SEL-aaaaa43');
    takeOrder(server, '/cases/assigns', [
      { id: '12', kind: 'bulk_assign', status: 'running', result: { done: 1, of: 2 } },
      {
        id: '12',
        kind: 'bulk_assign',
        status: 'done',
        result: {
          done: 2,
          of: 2,
          assigned: 1,
          records: [
            { id: id(45), status: 'assigned' },
            { id: id(43), status: 'skipped', reason: 'errors.to_user_can_receive' },
          ],
        },
      },
    ]);
    await assignToOmar();
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText('1 of 2 done')).toBeVisible();
    expect(await within(dialog).findByText('1 record was changed.')).toBeVisible();
    expect(within(dialog).getByRole('listitem')).toHaveTextContent(
      'SEL-aaaaa43This person cannot receive this record.',
    );
    expect(server.seen('POST /cases/assigns')[0]?.body).toEqual({
      data: { transitioned_to: 'omar', notes: '', filters: { id: [id(45), id(43)] } },
    });
    await userEvent.click(within(dialog).getAllByRole('button', { name: 'Close' })[1] ?? dialog);
    expect(screen.queryByText(/chosen/)).not.toBeInTheDocument();
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveFocus());
  });

  it('takes everything that the list finds', async () => {
    const server = await openList();
    await choose('Choose all on this page');
    await userEvent.click(screen.getByRole('button', { name: 'Choose all 34' }));
    takeOrder(server, '/cases/assigns', [
      { status: 'failed', result: { done: 30, of: 34, records: [] } },
    ]);
    await assignToOmar();
    expect(await screen.findByText('30 records were changed.')).toBeVisible();
    expect(
      screen.getByText('The server had to stop before the last 4. Try them again.'),
    ).toBeVisible();
    expect(server.seen('POST /cases/assigns')[0]?.body).toEqual({
      data: {
        transitioned_to: 'omar',
        notes: '',
        filters: { status: ['open'], record_state: ['true'] },
      },
    });
  });

  it('says in its words why the server refuses', async () => {
    const server = await openList();
    await choose('Choose all on this page');
    await userEvent.click(screen.getByRole('button', { name: 'Choose all 34' }));
    server.on('POST /cases/assigns', () => ({
      status: 422,
      body: { errors: [{ status: 422, message: 'More than 100 records match.' }] },
    }));
    await assignToOmar();
    expect(await screen.findByText('More than 100 records match.')).toBeVisible();
    expect(server.seen('GET /jobs/12')).toHaveLength(0);
  });

  it('says that it goes on when how far it is cannot be read', async () => {
    const server = await openList();
    await choose('Choose SEL-aaaaa45');
    takeOrder(server, '/cases/assigns', []);
    server.on('GET /jobs/12', () => ({ status: 404, body: { errors: [] } }));
    await assignToOmar();
    expect(await screen.findByText(/The server goes on with it/)).toBeVisible();
  });

  it('asks for a person', async () => {
    const server = await openList();
    await choose('Choose SEL-aaaaa45');
    await userEvent.click(screen.getByRole('button', { name: 'Assign' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(await within(dialog).findByRole('button', { name: 'Assign' }));
    expect(within(dialog).getByText('Choose a person.')).toBeVisible();
    expect(server.requests.filter(({ path }) => path.endsWith('/assigns'))).toEqual([]);
  });
});

describe('flagging many', () => {
  it('needs a reason', async () => {
    const server = await openList();
    await choose('Choose SEL-aaaaa45');
    await userEvent.click(screen.getByRole('button', { name: 'Flag' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(await within(dialog).findByRole('button', { name: 'Flag' }));
    expect(within(dialog).getByText('Write a reason.')).toBeVisible();
    takeOrder(server, '/cases/flags', [
      { status: 'done', result: { done: 0, of: 1, failed: [{ id: id(45), message: 'odd' }] } },
    ]);
    await userEvent.type(within(dialog).getByLabelText(/^Reason/), 'Call the school');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Flag' }));
    expect(await within(dialog).findByText('It was not possible for this record.')).toBeVisible();
    expect(server.seen('POST /cases/flags')[0]?.body).toMatchObject({
      data: { message: 'Call the school', filters: { id: [id(45)] } },
    });
  });
});

describe('what a bulk call is about', () => {
  it('is the list, never nothing', () => {
    expect(bulkScope({ ...defaultListQuery, filters: {} })).toEqual({
      filters: { record_state: ['true'] },
    });
    const search = { text: 'lina', mode: 'phonetic' } as const;
    expect(bulkScope({ ...defaultListQuery, search })).toMatchObject({
      query: 'lina',
      filters: { phonetic: 'true' },
    });
  });
});
