import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { isObject } from '../../shared/forms/json';
import { record, recordForms, recordId, recordWorker, serveRecord } from '../../test/fake-record';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';

/** The usual forms, with relatives that only some roles change. */
function formsFor(roles: readonly string[]) {
  const placing = { subform_section_configuration: { edit_roles: roles } };
  const fieldsOf = (form: Readonly<Record<string, unknown>>) =>
    Array.isArray(form['fields']) ? form['fields'].filter(isObject) : [];
  return recordForms.map((form) => ({
    ...form,
    fields: fieldsOf(form).map((field) =>
      field['type'] === 'subform' ? { ...field, ...placing } : field,
    ),
  }));
}

async function openFamily(role: string) {
  const user = { ...recordWorker, role_unique_id: role };
  const server = installFakeServer({ isSignedIn: true, user });
  serveRecord(server, record);
  server.on('GET /forms', () => ({ body: { data: formsFor(['role-manager']) } }));
  await renderApp({
    server,
    isSignedIn: true,
    address: `/v2/cases/${recordId}/edit?form=family`,
  });
  expect(await screen.findByText('Children at home')).toBeVisible();
}

it('lets only the named roles change the entries of a list, others read them', async () => {
  await openFamily('role-worker');
  expect(await screen.findByRole('button', { name: /^View: Zoé/ })).toBeVisible();
  expect(screen.queryByRole('button', { name: /Add an entry/ })).toBeNull();
  expect(screen.queryByRole('button', { name: /^Remove: Zoé/ })).toBeNull();
});

it('is a list like any other for them', async () => {
  await openFamily('role-manager');
  expect(await screen.findByRole('button', { name: /^Edit: Zoé/ })).toBeVisible();
  expect(screen.getByRole('button', { name: /Add an entry/ })).toBeVisible();
  expect(screen.getByRole('button', { name: /^Remove: Zoé/ })).toBeVisible();
});
