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

const text = (name: string, en: string) => ({ name, type: 'text_field', display_name: { en } });
const forms = [
  {
    id: 30,
    unique_id: 'services',
    name: { en: 'Services' },
    parent_form: 'case',
    module_ids: [],
    fields: [
      {
        name: 'services_section',
        type: 'subform',
        subform_section_id: 31,
        display_name: { en: 'Services' },
      },
    ],
  },
  {
    id: 31,
    unique_id: 'services_section',
    is_nested: true,
    name: { en: 'Service' },
    parent_form: 'case',
    fields: [text('service_provider', 'Provider'), text('service_type', 'Type')],
  },
];
const planned = {
  unique_id: 's1',
  service_provider: 'Clinic',
  service_type: 'health',
  service_implementing_agency_individual: 'amal',
};

async function openService(row: object, user: Record<string, unknown> = {}) {
  const server = installFakeServer({
    isSignedIn: true,
    user: { ...recordWorker, ...user, permitted_form: { services: 'r' } },
  });
  serveRecord(server, { ...record, services_section: [{ ...planned, ...row }] });
  server.on('GET /forms', () => ({ body: { data: [...recordForms, ...forms] } }));
  server.on('GET /users/refer-to', () => ({ body: { data: [{ user_name: 'amal' }] } }));
  server.on('GET /roles', () => ({
    body: { data: [{ unique_id: 'role-health', name: 'Health worker' }] },
  }));
  const preview = { user_name: 'amal', forms: {}, fields: [], record: {} };
  server.on(`GET /cases/${recordId}/referrals/preview`, () => ({ body: { data: preview } }));
  server.on(`GET /cases/${recordId}/transitions`, () => ({ body: { data: [] } }));
  server.on(`POST /cases/${recordId}/referrals`, () => ({ body: { data: { id: 'x' } } }));
  await renderApp({ server, isSignedIn: true, address: `/v2/cases/${recordId}?form=services` });
  await userEvent.click(await screen.findByRole('button', { name: 'View: Clinic' }));
  await screen.findByRole('dialog', { name: 'Services' });
  return server;
}

const refer = () => screen.queryByRole('button', { name: 'Refer' });

describe('a service of a case', () => {
  it('is referred from its row, with person and service filled in', async () => {
    const server = await openService({});
    await userEvent.click(await screen.findByRole('button', { name: 'Refer' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Refer' }));
    await userEvent.click(await dialog.findByRole('button', { name: /Sees the case as/ }));
    await userEvent.click(await screen.findByRole('option', { name: /Health worker/ }));
    await userEvent.click(dialog.getByRole('button', { name: 'Refer' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Send now' }));
    expect(await screen.findByText('The change is saved.')).toBeVisible();
    expect(server.seen(`POST /cases/${recordId}/referrals`)[0]?.body).toMatchObject({
      data: { transitioned_to: 'amal', service: 'health', service_record_id: 's1' },
    });
  });

  it.each([
    ['that is referred already', { service_status_referred: true }],
    ['that is given', { service_implemented: 'implemented' }],
    ['without anybody to give it', { service_implementing_agency_individual: null }],
  ])('%s is not offered for it', async (_, row) => {
    const server = await openService(row);
    expect(refer()).toBeNull();
    expect(server.seen('GET /users/refer-to')).toEqual([]);
  });

  it('whose person does not offer it is not offered for it', async () => {
    const server = await openService({ service_implementing_agency_individual: 'somebody' });
    await expect.poll(() => server.seen('GET /users/refer-to').length).toBe(1);
    expect(refer()).toBeNull();
  });

  it('is not offered for it to whoever may not refer', async () => {
    await openService({}, { permissions: { list: [{ resource: 'cases', actions: ['read'] }] } });
    expect(refer()).toBeNull();
  });
});
