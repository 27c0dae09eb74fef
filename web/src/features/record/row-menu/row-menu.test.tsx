import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeCase } from '../../../test/fake-data';
import {
  record,
  recordForms,
  recordId,
  recordWorker,
  serveRecord,
} from '../../../test/fake-record';
import type { FakeServer } from '../../../test/fake-server';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';
import { screenWidth } from '../../../test/screen-width';

type Wire = Record<string, unknown>;

const services = [
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
    fields: [{ name: 'provider', type: 'text_field', display_name: { en: 'Provider' } }],
  },
];

const mayDo = (...actions: readonly string[]): Wire => ({
  ...recordWorker,
  permissions: { list: [{ resource: 'cases', actions: ['read', ...actions] }] },
});

const everything = mayDo('write', 'flag', 'services_section_from_case', 'assign', 'export_pdf');
const label = 'Actions: SEL-aaaaaa1';

async function openList(user: Wire, row: Wire = {}, whole: Wire = {}): Promise<FakeServer> {
  const cases = [{ ...fakeCase(1), ...row, id: recordId }];
  const server = installFakeServer({ isSignedIn: true, user, cases });
  serveRecord(server, { ...record, ...whole });
  server.on('GET /forms', () => ({ body: { data: [...recordForms, ...services] } }));
  await renderApp({ server, isSignedIn: true, address: '/v2/cases' });
  await screen.findByRole('link', { name: 'SEL-aaaaaa1' });
  return server;
}

const items = () =>
  screen.findAllByRole('menuitem').then((all) => all.map((one) => one.textContent));

describe('the menu of a row', () => {
  it('has what the role allows, and reads nothing of the record before it is chosen', async () => {
    const server = await openList(everything);
    const button = screen.getByRole('button', { name: label });
    await userEvent.click(button);
    expect(await items()).toEqual([
      'Open the record',
      'Edit',
      'Add a service',
      'Flags',
      'Assign',
      'Print or save as PDF',
    ]);
    expect(button).toHaveAttribute('aria-expanded', 'true');
    expect(server.seen(`GET /cases/${recordId}`)).toHaveLength(0);
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    expect(button).toHaveAttribute('aria-expanded', 'false');
  });

  it('only opens where nothing else is allowed', async () => {
    await openList(mayDo());
    await userEvent.click(screen.getByRole('button', { name: label }));
    expect(await items()).toEqual(['Open the record']);
    await userEvent.click(screen.getByRole('menuitem', { name: 'Open the record' }));
    await waitFor(() => expect(window.location.pathname).toBe(`/v2/cases/${recordId}`));
  });

  it('leads to the form to edit', async () => {
    await openList(everything);
    await userEvent.click(screen.getByRole('button', { name: label }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Edit' }));
    await waitFor(() => expect(window.location.pathname).toBe(`/v2/cases/${recordId}/edit`));
  });

  it('is not there for a record out of reach, and short for one out of use', async () => {
    await openList(everything, { enabled: false });
    await userEvent.click(screen.getByRole('button', { name: label }));
    expect(await items()).toEqual(['Open the record', 'Print or save as PDF']);
  });

  it('adds a service with the questions of the deployment', async () => {
    const server = await openList(everything);
    server.on(`PATCH /cases/${recordId}`, () => ({ body: { data: { id: recordId } } }));
    await userEvent.click(screen.getByRole('button', { name: label }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Add a service' }));
    await userEvent.type(await screen.findByLabelText('Provider'), 'Clinic');
    const dialog = within(screen.getByRole('dialog', { name: 'Add a service' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Add a service' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(server.seen(`PATCH /cases/${recordId}`)[0]?.body).toMatchObject({
      data: { services_section: [{ provider: 'Clinic' }] },
      record_action: 'services_section_from_case',
    });
    await waitFor(() => expect(server.seen('GET /cases').length).toBeGreaterThan(1));
    expect(window.location.pathname).toBe('/v2/cases');
  });

  it('refuses what the whole record does not allow', async () => {
    const server = await openList(everything, {}, { record_state: false });
    await userEvent.click(screen.getByRole('button', { name: label }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Flags' }));
    expect(await screen.findByText('This is not possible with this record.')).toBeVisible();
    expect(server.requests.filter(({ path }) => path.endsWith('/flags'))).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says why the record could not be read, and reads it again', async () => {
    const server = await openList(everything);
    server.on(`GET /cases/${recordId}`, () => ({ status: 403, body: { errors: [] } }));
    await userEvent.click(screen.getByRole('button', { name: label }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Flags' }));
    expect(await screen.findByText('Your role does not allow this.')).toBeVisible();
  });

  it('comes with the menu key, not with the other button of a mouse', async () => {
    await openList(everything);
    const link = screen.getByRole('link', { name: 'SEL-aaaaaa1' });
    expect(fireEvent.contextMenu(link, { button: 2 })).toBe(true);
    expect(screen.queryByRole('menu')).toBeNull();
    expect(fireEvent.contextMenu(link, { button: 0 })).toBe(false);
    expect(await screen.findByRole('menu', { name: label })).toBeVisible();
  });

  it('comes with a long press, and the finger that lifts opens nothing', async () => {
    screenWidth(360);
    await openList(everything);
    const link = screen.getByRole('link', { name: 'SEL-aaaaaa1' });
    const touch = { pointerType: 'touch', clientX: 10, clientY: 10 };
    fireEvent.pointerDown(link, touch);
    fireEvent.pointerMove(link, { ...touch, clientY: 60 });
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(screen.queryByRole('menu')).toBeNull();
    fireEvent.pointerUp(link, touch);
    fireEvent.pointerDown(link, touch);
    expect(await screen.findByRole('menu', { name: label })).toBeVisible();
    fireEvent.pointerUp(link, touch);
    expect(fireEvent.click(link)).toBe(false);
    expect(window.location.pathname).toBe('/v2/cases');
  });
});
