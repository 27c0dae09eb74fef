import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import {
  caseId,
  fakeMatch,
  fakeTrace,
  serveTracing,
  traceId,
  tracer,
} from '../../test/fake-tracing';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';

type Wire = Record<string, unknown>;

const pairAddress = `/v2/matches/${traceId}/${caseId}`;
const decision = `POST /traces/${traceId}/potential_matches/${caseId}/decision`;

async function open(address: string, matches?: readonly Wire[]) {
  const server = installFakeServer({ isSignedIn: true, user: tracer });
  serveTracing(server, matches);
  await renderApp({ server, isSignedIn: true, address });
  return server;
}

describe('a decision', () => {
  it('confirms after saying what follows', async () => {
    const server = await open(pairAddress);
    server.on(decision, () => ({ body: { data: fakeMatch({ state: 'confirmed' }) } }));
    await userEvent.click(await screen.findByRole('button', { name: 'Confirm the match' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Confirm the match' }));
    expect(dialog.getByText(/Nothing is merged/)).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Confirm the match' }));
    expect(await screen.findByText('Your decision is stored.')).toBeVisible();
    expect(server.seen(decision).map(({ body }) => body)).toEqual([
      { data: { state: 'confirmed', seen_state: 'potential' } },
    ]);
    expect(server.seen(decision)[0]?.headers.get('Idempotency-Key')).toBeTruthy();
  });

  it('rejects only with a reason', async () => {
    const server = await open(pairAddress);
    server.on(decision, () => ({ body: { data: fakeMatch({ state: 'rejected' }) } }));
    await userEvent.click(await screen.findByRole('button', { name: 'Not the same child' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Not the same child' }));
    const send = dialog.getByRole('button', { name: 'Not the same child' });
    await userEvent.click(send);
    expect(dialog.getByText('Choose a reason or write one.')).toBeVisible();
    expect(server.seen(decision)).toEqual([]);
    await userEvent.type(dialog.getByRole('textbox', { name: 'Note' }), 'Other scar');
    await userEvent.click(send);
    expect(await screen.findByText('Your decision is stored.')).toBeVisible();
    expect(server.seen(decision)[0]?.body).toEqual({
      data: { state: 'rejected', note: 'Other scar', seen_state: 'potential' },
    });
  });

  it('says in the server’s words why it is refused', async () => {
    const server = await open(pairAddress);
    server.on(decision, () => ({
      status: 422,
      body: { errors: [{ status: 422, message: 'No consent to tracing.' }] },
    }));
    await userEvent.click(await screen.findByRole('button', { name: 'Confirm the match' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Confirm the match' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent('No consent to tracing.');
  });

  it('is stored once, however often it is pressed', async () => {
    const server = await open(pairAddress);
    server.on(decision, () => ({ body: { data: fakeMatch({ state: 'confirmed' }) } }));
    await userEvent.click(await screen.findByRole('button', { name: 'Confirm the match' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.dblClick(dialog.getByRole('button', { name: 'Confirm the match' }));
    expect(await screen.findByText('Your decision is stored.')).toBeVisible();
    expect(server.seen(decision)).toHaveLength(1);
  });

  it('goes on by itself when the session had ended and the same person is back', async () => {
    const server = await open(pairAddress);
    const answers = () => ({ body: { data: fakeMatch({ state: 'confirmed' }) } });
    let isLetIn = false;
    server.on(decision, () => (isLetIn ? answers() : { status: 401, body: {} }));
    await userEvent.click(await screen.findByRole('button', { name: 'Confirm the match' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Confirm the match' }));
    await userEvent.type(dialog.getByRole('textbox', { name: 'Note' }), 'The song');
    server.isSignedIn = false;
    await userEvent.click(dialog.getByRole('button', { name: 'Confirm the match' }));
    const door = within(await screen.findByRole('dialog', { name: 'Please sign in again' }));
    isLetIn = true;
    await userEvent.type(door.getByLabelText('Password'), 'correct horse battery');
    await userEvent.click(door.getByRole('button', { name: 'Continue' }));
    expect(await screen.findByText('Your decision is stored.')).toBeVisible();
    expect(server.seen(decision).map(({ body }) => body['data'])).toEqual([
      { state: 'confirmed', note: 'The song', seen_state: 'potential' },
      { state: 'confirmed', note: 'The song', seen_state: 'potential' },
    ]);
  });

  it('overrules nothing that was not seen', async () => {
    const server = await open(pairAddress);
    server.on(decision, () => ({
      status: 409,
      body: { errors: [{ status: 409, message: 'Somebody decided. Load it again.' }] },
    }));
    await userEvent.click(await screen.findByRole('button', { name: 'Confirm the match' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Confirm the match' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent('Load it again.');
    expect(dialog.queryByRole('button', { name: 'Confirm the match' })).not.toBeInTheDocument();
    const decided = { state: 'rejected', decided_by: 'omar' };
    server.on(`GET /potential_matches/${traceId}/${caseId}`, () => ({
      body: { data: fakeMatch(decided) },
    }));
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText(/Decided by/)).toHaveTextContent('omar');
  });

  it('is confirmed for the second time by somebody else', async () => {
    const first = { state: 'under_verification', decided_by: 'nadia' };
    await open(pairAddress, [fakeMatch(first)]);
    expect(await screen.findByRole('button', { name: 'Not the same child' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Confirm the match' })).not.toBeInTheDocument();
  });

  it('is offered to the second person', async () => {
    await open(pairAddress, [fakeMatch({ state: 'under_verification', decided_by: 'omar' })]);
    await userEvent.click(await screen.findByRole('button', { name: 'Confirm the match' }));
    const dialog = await screen.findByRole('dialog', { name: 'Confirm the match' });
    expect(dialog).toHaveTextContent(/You are the second person.*Decided by omar/);
  });

  it('is taken back: a match with a reason, another one without', async () => {
    const linked = { trace: fakeTrace({ matched_case_id: caseId }), state: 'confirmed' };
    await open(pairAddress, [fakeMatch({ ...linked, decided_by: 'omar' })]);
    expect(await screen.findByText(/Decided by/)).toHaveTextContent('omar');
    expect(screen.queryByRole('button', { name: 'Confirm the match' })).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Withdraw the match' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Withdraw the match' }));
    expect(dialog.getByText('Choose a reason or write one.')).toBeVisible();
  });

  it('is not offered to those who may only read', async () => {
    const user = {
      ...tracer,
      permissions: {
        list: [
          { resource: 'cases', actions: ['read'] },
          { resource: 'potential_matches', actions: ['read'] },
        ],
      },
    };
    const server = installFakeServer({ isSignedIn: true, user });
    serveTracing(server);
    await renderApp({ server, isSignedIn: true, address: pairAddress });
    await screen.findByRole('table', { name: 'The children' });
    expect(screen.queryByRole('group', { name: 'Your decision' })).not.toBeInTheDocument();
  });
});
