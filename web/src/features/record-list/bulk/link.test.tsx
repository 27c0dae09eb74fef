import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { caseWorker } from '../../../test/fake-data';
import type { FakeServer } from '../../../test/fake-server';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';

const id = (number: number) => `00000000-0000-4000-8000-00000000000${number}`;
const short = (number: number) => `incid0${number}`;
const incidents = [1, 2, 3].map((number) => ({
  id: id(number),
  short_id: short(number),
  record_in_scope: true,
}));
const child = { id: id(9), case_id_display: 'ADA0009', name: 'Ada Okoro', age: 9 };
const path = `/cases/${child.id}/incidents`;
const rights = ['read', 'link_incident_to_case'];

interface Scene {
  readonly actions?: readonly string[];
  readonly ofCases?: readonly string[];
  readonly total?: number;
}

async function openList({ actions = rights, ofCases = ['read'], total = 3 }: Scene = {}) {
  const list = [
    { resource: 'incidents', actions: [...actions, 'flag_multiple'] },
    { resource: 'cases', actions: ofCases },
  ];
  const user = { ...caseWorker, permissions: { list } };
  const server = installFakeServer({ isSignedIn: true, user });
  const metadata = { total, page: 1, per: 20 };
  server.on('GET /incidents', () => ({ body: { data: incidents, metadata } }));
  server.on('GET /cases', () => ({ body: { data: [child], metadata: { total: 1 } } }));
  server.on(`POST ${path}`, () => ({ status: 204 }));
  await renderApp({ server, isSignedIn: true, address: '/v2/incidents' });
  await screen.findByRole('table');
  return server;
}

async function choose(...numbers: readonly number[]) {
  for (const number of numbers) {
    const box = await screen.findByRole('checkbox', { name: `Choose ${short(number)}` });
    await userEvent.click(box);
  }
}

const open = async () => {
  await userEvent.click(screen.getByRole('button', { name: 'Link to a case' }));
  return within(await screen.findByRole('dialog', { name: 'Link to a case' }));
};

async function pickAda() {
  const dialog = await open();
  await userEvent.type(await dialog.findByRole('searchbox'), 'Ada{Enter}');
  await userEvent.click(await dialog.findByRole('button', { name: 'Choose ADA0009' }));
  expect(dialog.getByText('Ada Okoro')).toBeVisible();
  await userEvent.click(dialog.getByRole('button', { name: 'Select' }));
}

const sent = (server: FakeServer) => server.seen(`POST ${path}`).map(({ body }) => body);
const order = (...numbers: readonly number[]) => ({ data: { incident_ids: numbers.map(id) } });

/** A server that takes all or none, as ours does. */
function refuse(server: FakeServer, broken: string, answer: { status: number; body: unknown }) {
  server.on(`POST ${path}`, ({ body }) =>
    JSON.stringify(body).includes(broken) ? answer : { status: 204 },
  );
}

describe('linking many incidents to a case', () => {
  it('needs the right to link, and to read cases', async () => {
    await openList({ actions: ['read'] });
    await choose(1);
    expect(screen.getByRole('button', { name: 'Flag' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Link to a case' })).not.toBeInTheDocument();
  });

  it('is not offered to who finds no case', async () => {
    await openList({ ofCases: ['export_csv'] });
    await choose(1);
    expect(screen.queryByRole('button', { name: 'Link to a case' })).not.toBeInTheDocument();
  });

  it('sends the chosen ones together, once the case was looked at', async () => {
    const server = await openList();
    await choose(1, 3);
    await pickAda();
    expect(await screen.findByText('2 records were changed.')).toBeVisible();
    expect(sent(server)).toEqual([order(1, 3)]);
    const [, close] = screen.getAllByRole('button', { name: 'Close' });
    await userEvent.click(close ?? document.body);
    await waitFor(() => expect(screen.queryByText(/chosen/)).not.toBeInTheDocument());
  });

  it('links the others when one belongs to another case, and says which', async () => {
    const server = await openList();
    const message = 'This incident belongs to another case.';
    const errors = [{ status: 422, message, detail: '/data/incident_ids' }];
    refuse(server, id(2), { status: 422, body: { errors } });
    await choose(1, 2, 3);
    await pickAda();
    expect(await screen.findByText('2 records were changed.')).toBeVisible();
    expect(screen.getByText('1 was not:')).toBeVisible();
    expect(screen.getByText(message)).toBeVisible();
    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.getByRole('link', { name: short(2) })).toHaveAttribute(
      'href',
      `/v2/incidents/${id(2)}`,
    );
    expect(sent(server)).toEqual([order(1, 2, 3), order(1), order(2), order(3)]);
  });

  it('asks once for a single one, and says why it was refused', async () => {
    const server = await openList();
    const errors = [{ status: 403, message: 'Forbidden', resource: path }];
    refuse(server, id(2), { status: 403, body: { errors } });
    await choose(2);
    await pickAda();
    expect(await screen.findByText('Your role does not allow it for this record.')).toBeVisible();
    expect(sent(server)).toEqual([order(2)]);
  });

  it('stops where the server fails, and says how many are left', async () => {
    const server = await openList();
    let calls = 0;
    server.on(`POST ${path}`, () => {
      calls += 1;
      if (calls === 1) return { status: 404, body: { errors: [] } };
      return calls === 2 ? { status: 204 } : { status: 500, body: { errors: [] } };
    });
    await choose(1, 2, 3);
    await pickAda();
    expect(await screen.findByText('1 record was changed.')).toBeVisible();
    expect(
      screen.getByText('The server had to stop before the last 2. Try them again.'),
    ).toBeVisible();
    expect(calls).toBe(3);
  });

  it('keeps the case at hand when the server cannot be reached', async () => {
    const server = await openList();
    server.on(`POST ${path}`, () => ({ status: 503, body: { errors: [] } }));
    await choose(1);
    await pickAda();
    expect(await screen.findByText(/The server is busy/)).toBeVisible();
    server.on(`POST ${path}`, () => ({ status: 204 }));
    await userEvent.click(screen.getByRole('button', { name: 'Select' }));
    expect(await screen.findByText('1 record was changed.')).toBeVisible();
  });

  it('takes everything that the list finds, up to a hundred', async () => {
    const server = await openList({ total: 40 });
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Choose all on this page' }));
    await userEvent.click(screen.getByRole('button', { name: 'Choose all 40' }));
    await pickAda();
    expect(await screen.findByText('3 records were changed.')).toBeVisible();
    const asked = server.seen('GET /incidents').map(({ query }) => query.get('per'));
    expect(asked).toContain('100');
    expect(sent(server)).toEqual([order(1, 2, 3)]);
  });

  it('takes no more than a hundred', async () => {
    const server = await openList({ total: 101 });
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Choose all on this page' }));
    await userEvent.click(screen.getByRole('button', { name: 'Choose all 101' }));
    const dialog = await open();
    expect(await dialog.findByText('Choose at most 100 incidents.')).toBeVisible();
    expect(dialog.queryByRole('searchbox')).not.toBeInTheDocument();
    expect(sent(server)).toEqual([]);
  });
});
