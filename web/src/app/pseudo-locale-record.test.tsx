import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { lookups } from '../test/fake-data';
import { record, recordForms, recordId, recordWorker, serveRecord } from '../test/fake-record';
import type { FakeServer } from '../test/fake-server';
import { installFakeServer } from '../test/install-fake-server';
import {
  bracketWhatArrives,
  bracketWhatIsThere,
  opening,
  strangers,
  wordsInBrackets,
} from '../test/pseudo-locale';
import { renderApp } from '../test/render-app';

const path = `/cases/${recordId}`;
const page = (data: unknown) => ({ body: { data, metadata: { total: 0, per: 20, page: 1 } } });

const transitions = [
  {
    id: 'r1',
    type: 'Referral',
    status: 'in_progress',
    transitioned_by: 'amal',
    transitioned_to: 'nadia',
    respond_by: '2026-05-04',
    user_can_accept_or_reject: true,
    consent_overridden: true,
  },
  { id: 't1', type: 'Transfer', status: 'revoked', transitioned_by: 'nadia', expired: true },
];

beforeEach(bracketWhatArrives);

function serve(): FakeServer {
  const server = installFakeServer({ isSignedIn: true, user: recordWorker });
  serveRecord(server, { ...record, sex: 'female', approval_status_assessment: 'pending' });
  server.on('GET /forms', () => ({ body: { data: wordsInBrackets(recordForms) } }));
  server.on('GET /lookups', () => page(wordsInBrackets(lookups)));
  server.on(`GET ${path}/transitions`, () => ({ body: { data: transitions } }));
  server.on(`GET ${path}/flags`, () => ({ body: { data: [] } }));
  server.on('GET /roles', () => ({ body: { data: [] } }));
  for (const way of ['refer', 'transfer', 'assign']) {
    server.on(`GET /users/${way}-to`, () => ({ body: { data: [{ user_name: 'amal' }] } }));
  }
  const seen = { forms: { family: 'r' }, fields: ['age'], record: { age: 7 } };
  server.on(`GET ${path}/referrals/preview`, () => ({
    body: { data: { ...seen, forms: { ...seen.forms, basic_identity: 'rw' } } },
  }));
  return server;
}

async function openInBrackets(address: string): Promise<void> {
  await renderApp({ server: serve(), isSignedIn: true, address, expectsHeading: false });
  await bracketWhatIsThere();
  await screen.findByRole('heading', { level: 1, name: new RegExp(opening) });
}

/** Nothing outside of the brackets once all that is lazy has come. */
async function expectNoStrangers(): Promise<void> {
  await waitFor(() => expect(strangers()).toEqual([]), { timeout: 4000 });
}

describe('a record in a language in which every text is in brackets', () => {
  it.each([
    `/v2${path}`,
    `/v2${path}?form=family`,
    `/v2${path}?form=record_owner`,
    `/v2${path}?form=change_logs`,
    `/v2${path}?form=transfers_assignments`,
    `/v2${path}/edit`,
    `/v2${path}/edit?form=papers`,
    '/v2/cases/primeromodule-cp/new',
  ])('leaves nothing of %s outside', async (address) => {
    await openInBrackets(address);
    await expectNoStrangers();
  });

  it.each(['Refer', 'Transfer', 'Assign', 'Request approval', 'Flags'])(
    'leaves nothing of the dialog %s outside',
    async (action) => {
      await openInBrackets(`/v2${path}`);
      await userEvent.click(screen.getByRole('button', { name: /More actions/ }));
      await userEvent.click(await screen.findByRole('menuitem', { name: new RegExp(action) }));
      await screen.findByRole('dialog', { name: new RegExp(action) });
      await expectNoStrangers();
    },
  );

  it('leaves nothing of what a recipient will see outside', async () => {
    await openInBrackets(`/v2${path}`);
    await userEvent.click(screen.getByRole('button', { name: /More actions/ }));
    await userEvent.click(await screen.findByRole('menuitem', { name: /Refer/ }));
    await userEvent.type(await screen.findByRole('combobox', { name: /Recipient/ }), 'amal');
    await userEvent.click(await screen.findByRole('option', { name: /amal/ }));
    await screen.findByText(/without an answer so far/);
    await expectNoStrangers();
  });
});
