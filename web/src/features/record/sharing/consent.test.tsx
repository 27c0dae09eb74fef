import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import {
  record,
  recordForms,
  recordId,
  recordWorker,
  serveRecord,
} from '../../../test/fake-record';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';

const path = `/cases/${recordId}`;

const field = (name: string, label: string, type = 'tick_box') => ({
  name,
  type,
  display_name: { en: label },
  visible: true,
});

const consent = {
  ...recordForms[0],
  unique_id: 'consent',
  name: { en: 'Consent' },
  fields: [
    field('disclosure_deny_details', 'Information to withhold', 'text_field'),
    field('consent_for_services', 'Consent for services'),
    field('disclosure_other_orgs', 'Consent to share'),
    field('nobody_asked', 'Something else', 'text_field'),
  ],
};

async function openDialog(way: string, user: Record<string, unknown> = {}) {
  const server = installFakeServer({
    isSignedIn: true,
    user: {
      ...recordWorker,
      permitted_form: { ...Object(recordWorker['permitted_form']), consent: 'rw' },
      ...user,
    },
  });
  serveRecord(server, {
    ...record,
    consent_for_services: true,
    disclosure_other_orgs: true,
    disclosure_deny_details: 'The address',
  });
  server.on('GET /forms', () => ({ body: { data: [...recordForms, consent] } }));
  server.on(`GET ${path}/record_history`, () => ({
    body: {
      data: [
        {
          datetime: '2026-04-30T08:00:00Z',
          user_name: 'zoe',
          record_changes: [{ disclosure_deny_details: { from: null, to: 'The address' } }],
        },
        {
          datetime: '2026-04-02T08:00:00Z',
          user_name: 'amal',
          record_changes: [{ consent_for_services: { from: null, to: true } }],
        },
      ],
      metadata: { total: 2, per: 20, page: 1 },
    },
  }));
  await renderApp({ server, isSignedIn: true, address: `/v2${path}`, language: 'en' });
  await userEvent.click(await screen.findByRole('button', { name: 'More actions' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: way }));
  await screen.findByRole('dialog', { name: way });
  return server;
}

describe('the consent in the dialog of a hand-over', () => {
  it('says what was agreed and withheld, and when it was written down', async () => {
    const server = await openDialog('Refer');
    const said = within(await screen.findByRole('region', { name: 'What the consent says' }));
    const terms = said.getAllByRole('term').map(({ textContent }) => textContent);
    expect(terms).toEqual(['Consent for services', 'Consent to share', 'Information to withhold']);
    expect(said.getByText('The address')).toBeVisible();
    expect(await said.findByText(/Written down on/)).toHaveTextContent(/Apr 2, 2026.*by amal/);
    const asked = server.seen(`GET ${path}/record_history`).at(-1)?.query;
    expect(asked?.get('filters[form_unique_ids][0]')).toBe('consent');
  });

  it('asks nobody who may not read the change log', async () => {
    const list = [{ resource: 'cases', actions: ['read', 'write', 'referral', 'transfer'] }];
    const server = await openDialog('Transfer', { permissions: { list } });
    const said = within(await screen.findByRole('region', { name: 'What the consent says' }));
    expect(said.queryByText(/Written down/)).toBeNull();
    expect(server.seen(`GET ${path}/record_history`)).toEqual([]);
  });

  it('is not shown of a form that the person may not read, nor for an assignment', async () => {
    await openDialog('Assign');
    expect(screen.queryByRole('region', { name: 'What the consent says' })).toBeNull();
  });
});
