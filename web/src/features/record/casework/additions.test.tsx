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

const serviceForms = [
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
    fields: [
      { name: 'service_provider', type: 'text_field', display_name: { en: 'Provider' } },
      { name: 'service_location', type: 'text_field', display_name: { en: 'Place' } },
    ],
  },
];

async function openMenu(address: string, server: ReturnType<typeof installFakeServer>) {
  await renderApp({ server, isSignedIn: true, address });
  await userEvent.click(await screen.findByRole('button', { name: 'More actions' }));
}

async function dialogOf(name: string) {
  await userEvent.click(await screen.findByRole('menuitem', { name }));
  return within(await screen.findByRole('dialog', { name }));
}

describe('a task of one’s own', () => {
  const list = [
    { resource: 'cases', actions: ['read'] },
    { resource: 'dashboards', actions: ['dash_tasks'] },
  ];

  it('is a sentence and a day to come', async () => {
    const user = { ...recordWorker, permissions: { list } };
    const server = installFakeServer({ isSignedIn: true, user });
    serveRecord(server, record);
    const path = `POST /cases/${recordId}/tasks`;
    server.on(path, () => ({ body: { data: { task_id: 'x' } } }));
    await openMenu(`/v2/cases/${recordId}`, server);
    const dialog = await dialogOf('Add a task of mine');
    await userEvent.click(await dialog.findByRole('button', { name: 'Add' }));
    expect(await dialog.findByText('Write what is to be done.')).toBeVisible();
    expect(server.seen(path)).toHaveLength(0);
    const what = dialog.getByRole('textbox', { name: /^What is to be done/ });
    await userEvent.type(what, ' Call the school ');
    await userEvent.click(dialog.getByRole('button', { name: 'Add' }));
    expect(await screen.findByText('The change is saved.')).toBeVisible();
    expect(server.seen(path)[0]?.body).toEqual({
      data: { text: 'Call the school', due_date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
    });
    expect(server.seen(path)[0]?.headers.get('Idempotency-Key')).not.toBeNull();
  });
});

describe('what is added from the menu', () => {
  it('is a service with an id of its own, sent under the action that allows it', async () => {
    const server = installFakeServer({ isSignedIn: true, user: recordWorker });
    serveRecord(server, record);
    server.on('GET /forms', () => ({ body: { data: [...recordForms, ...serviceForms] } }));
    await openMenu(`/v2/cases/${recordId}`, server);
    const dialog = await dialogOf('Add a service');
    const send = dialog.getByRole('button', { name: 'Add a service' });
    await userEvent.click(send);
    expect(dialog.getByRole('alert')).toHaveTextContent('Write something first.');
    await userEvent.type(dialog.getByRole('textbox', { name: 'Provider' }), 'Clinic');
    await userEvent.click(send);
    await screen.findByText('The change is saved.');
    const [sent] = server.seen(`PATCH /cases/${recordId}`);
    expect(sent?.body).toMatchObject({
      data: { services_section: [{ service_provider: 'Clinic' }] },
      record_action: 'services_section_from_case',
    });
    expect(JSON.stringify(sent?.body)).toMatch(/"unique_id":"[0-9a-f-]{36}"/);
  });

  it('is no service where the deployment has no form of services', async () => {
    const server = installFakeServer({ isSignedIn: true, user: recordWorker });
    serveRecord(server, record);
    await openMenu(`/v2/cases/${recordId}`, server);
    await screen.findByRole('menuitem', { name: 'Create an incident' });
    expect(screen.queryByRole('menuitem', { name: 'Add a service' })).toBeNull();
  });

  it('is the case of an incident that had none', async () => {
    const incident = 'cccccccc-0000-4000-8000-00000000000c';
    const permissions = { list: [{ resource: 'incidents', actions: ['manage'] }] };
    const server = installFakeServer({ isSignedIn: true, user: { ...recordWorker, permissions } });
    server.on('GET /forms', () => ({ body: { data: recordForms } }));
    server.on(`GET /incidents/${incident}`, () => ({
      body: { data: { id: incident, short_id: 'inc1', module_id: 'primeromodule-cp' } },
    }));
    server.on('GET /cases', () => ({
      body: { data: [{ id: recordId, case_id_display: 'SEL1' }], metadata: { total: 1 } },
    }));
    server.on(`POST /cases/${recordId}/incidents`, () => ({ status: 204 }));
    await openMenu(`/v2/incidents/${incident}`, server);
    const dialog = await dialogOf('Link to a case');
    await userEvent.type(dialog.getByRole('searchbox'), 'SEL1{Enter}');
    await userEvent.click(await dialog.findByRole('button', { name: 'Choose SEL1' }));
    await userEvent.click(await dialog.findByRole('button', { name: 'Select' }));
    await screen.findByText('The change is saved.');
    expect(server.seen('GET /cases').at(-1)?.query.get('id_search')).toBe('true');
    expect(server.seen(`POST /cases/${recordId}/incidents`).map(({ body }) => body)).toEqual([
      { data: { incident_ids: [incident] } },
    ]);
  });
});
