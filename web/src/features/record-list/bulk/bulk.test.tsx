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
  });
});

describe('assigning many', () => {
  it('goes one by one and says for each what went wrong', async () => {
    const server = await openList();
    await choose('Choose SEL-aaaaa45');
    await choose('Choose SEL-aaaaa43');
    const path = (number: number) => `/cases/00000000-0000-4000-8000-0000000000${number}/assigns`;
    server.on(`POST ${path(45)}`, () => ({ body: { data: {} } }));
    server.on(`POST ${path(43)}`, () => ({ status: 403, body: { errors: [] } }));
    await assignToOmar();
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText('1 record was changed.')).toBeVisible();
    expect(within(dialog).getByText('1 was not:')).toBeVisible();
    const failed = within(dialog).getByRole('listitem');
    expect(failed).toHaveTextContent('SEL-aaaaa43Your role does not allow this.');
    expect(server.seen(`POST ${path(45)}`)[0]?.body).toEqual({
      data: { transitioned_to: 'omar', notes: '' },
    });
    await userEvent.click(within(dialog).getAllByRole('button', { name: 'Close' })[1] ?? dialog);
    expect(screen.queryByText(/chosen/)).not.toBeInTheDocument();
  });

  it('hands a whole list over to the server', async () => {
    const server = await openList();
    await choose('Choose all on this page');
    await userEvent.click(screen.getByRole('button', { name: 'Choose all 34' }));
    server.on('POST /cases/assigns', () => ({ body: { data: { matched: 34, job_id: 'j' } } }));
    await assignToOmar();
    expect(await screen.findByText(/The server does this now for 34 records/)).toBeVisible();
    expect(server.seen('POST /cases/assigns')[0]?.body).toEqual({
      data: {
        transitioned_to: 'omar',
        notes: '',
        filters: { status: ['open'], record_state: ['true'] },
      },
    });
  });

  it('says when the server refuses a whole list', async () => {
    const server = await openList();
    await choose('Choose all on this page');
    await userEvent.click(screen.getByRole('button', { name: 'Choose all 34' }));
    server.on('POST /cases/assigns', () => ({ status: 422, body: { errors: [] } }));
    await assignToOmar();
    expect(await screen.findByText('The server did not accept what was sent.')).toBeVisible();
    expect(screen.getByRole('dialog')).toBeVisible();
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
    const path = '/cases/00000000-0000-4000-8000-000000000045/flags';
    server.on(`POST ${path}`, () => ({ body: { data: {} } }));
    await userEvent.type(within(dialog).getByLabelText(/^Reason/), 'Call the school');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Flag' }));
    expect(await within(dialog).findByText('1 record was changed.')).toBeVisible();
    expect(server.seen(`POST ${path}`)[0]?.body).toMatchObject({
      data: { message: 'Call the school' },
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
