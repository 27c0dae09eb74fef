import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../../shared/i18n/languages';
import { settings } from '../../../test/fake-data';
import { record, recordId, recordWorker, serveRecord } from '../../../test/fake-record';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';

const path = `/cases/${recordId}`;

const preview = {
  user_name: 'amal',
  role_unique_id: 'role-health',
  forms: { basic_identity: 'r', family: 'rw' },
  fields: ['name_first', 'age', 'languages'],
  record: { name_first: 'مريم', age: 7 },
};

const gbv = { unique_id: 'primeromodule-gbv', name: 'GBV', associated_record_types: ['case'] };
const withMap = {
  ...settings,
  modules: [
    {
      unique_id: 'primeromodule-cp',
      name: 'CP',
      associated_record_types: ['case'],
      creation_field_map: [
        {
          map_to: 'primeromodule-gbv',
          fields: [
            { source: 'name_first', target: 'name_first' },
            { source: 'unheard_of', target: 'nickname' },
          ],
        },
      ],
    },
    gbv,
  ],
};

interface Scene {
  readonly data?: object;
  readonly query?: string;
  readonly user?: Record<string, unknown>;
  readonly language?: Language;
  readonly transitions?: readonly object[];
  readonly recipient?: object;
}

async function openRecord(scene: Scene = {}) {
  const { data = {}, query = '', user = {}, language = 'en', transitions = [] } = scene;
  const server = installFakeServer({
    isSignedIn: true,
    user: { ...recordWorker, ...user },
    settings: withMap,
  });
  serveRecord(server, { ...record, ...data });
  for (const way of ['refer', 'transfer']) {
    const amal = { user_name: 'amal', ...scene.recipient };
    server.on(`GET /users/${way}-to`, () => ({ body: { data: [amal] } }));
  }
  server.on('GET /roles', ({ query: asked }) => ({
    body: {
      data: asked.has('external')
        ? [{ unique_id: 'role-outside', name: 'Outside' }]
        : [{ unique_id: 'role-health', name: 'CP Health', name_i18n: { en: 'Health worker' } }],
    },
  }));
  server.on(`GET ${path}/transitions`, () => ({ body: { data: transitions } }));
  server.on(`GET ${path}/referrals/preview`, () => ({ body: { data: preview } }));
  server.on(`POST ${path}/referrals`, () => ({ body: { data: { id: 'x' } } }));
  server.on(`POST ${path}/transfers`, () => ({ body: { data: { id: 'x' } } }));
  await renderApp({ server, isSignedIn: true, address: `/v2${path}${query}`, language });
  return server;
}

async function openDialog(title: string, scene: Scene = {}) {
  const server = await openRecord(scene);
  await userEvent.click(await screen.findByRole('button', { name: 'More actions' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: title }));
  const dialog = within(await screen.findByRole('dialog', { name: title }));
  return { server, dialog };
}

type Dialog = Awaited<ReturnType<typeof openDialog>>['dialog'];

async function choose(dialog: Dialog, label: RegExp, option: RegExp) {
  await userEvent.click(await dialog.findByRole('button', { name: label }));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

/** Nothing goes out for half a minute, unless somebody says so. */
async function sendNow() {
  await userEvent.click(await screen.findByRole('button', { name: 'Send now' }));
}

async function chooseRecipient(dialog: Dialog) {
  await userEvent.type(await dialog.findByRole('combobox', { name: /Recipient/ }), 'amal');
  await userEvent.click(await screen.findByRole('option', { name: /amal/ }));
}

describe('a referral', () => {
  it('shows what the recipient will see, form by form', async () => {
    const { server, dialog } = await openDialog('Refer');
    expect(dialog.queryByRole('heading', { name: /will see/ })).toBeNull();
    await chooseRecipient(dialog);
    await choose(dialog, /Sees the case as/, /Health worker/);
    const seen = within(await dialog.findByRole('region', { name: 'What amal will see' }));
    expect(await seen.findByText('3 answers in 1 form')).toBeVisible();
    const group = seen.getByText('Basic identity').closest('details');
    expect(group).toHaveTextContent('for reading');
    expect(group).toHaveTextContent('مريم');
    expect(group).toHaveTextContent('You may not see this answer yourself.');
    expect(group).not.toHaveTextContent('Nickname');
    expect(seen.getByText(/without an answer so far: Family/)).toBeVisible();
    expect(seen.queryByText('Papers')).toBeNull();
    const asked = server.seen(`GET ${path}/referrals/preview`).at(-1)?.query;
    expect(asked?.get('transitioned_to')).toBe('amal');
    expect(asked?.get('authorized_role_unique_id')).toBe('role-health');
  });

  it('says what is known of the chosen person', async () => {
    const recipient = {
      services: ['health'],
      locale: 'ar',
      open_cases: 12,
      pending_referrals: 3,
      out_of_office: true,
    };
    const { dialog } = await openDialog('Refer', { recipient });
    await chooseRecipient(dialog);
    expect(await dialog.findByText('Away at the moment')).toBeVisible();
    expect(dialog.getByText(/Uses the app in/)).toHaveTextContent('العربية');
    expect(dialog.getByText('Open cases: 12 · referrals to answer: 3')).toBeVisible();
    expect(dialog.getByText(/^Offers: /)).toBeVisible();
  });

  it('needs the role where the deployment has such roles, and sends the day', async () => {
    const { server, dialog } = await openDialog('Refer');
    await chooseRecipient(dialog);
    await userEvent.click(dialog.getByRole('button', { name: 'Refer' }));
    expect(dialog.getByText('Choose the role in which the recipient sees the case.')).toBeVisible();
    expect(server.seen(`POST ${path}/referrals`)).toEqual([]);
    await choose(dialog, /Sees the case as/, /Health worker/);
    expect(dialog.queryByText('Choose the role in which the recipient sees the case.')).toBeNull();
    await userEvent.click(
      dialog.getByRole('checkbox', { name: /may register a case of their own/ }),
    );
    const day = await dialog.findByRole('group', { name: /Answer needed by/ });
    const parts = within(day).getAllByRole('spinbutton');
    for (const [at, typed] of ['12', '31', '2099'].entries()) {
      const part = parts[at];
      if (part !== undefined) await userEvent.type(part, typed);
    }
    await userEvent.click(dialog.getByRole('button', { name: 'Refer' }));
    await sendNow();
    expect(await screen.findByText('The change is saved.')).toBeVisible();
    expect(server.seen(`POST ${path}/referrals`)[0]?.body).toEqual({
      data: {
        transitioned_to: 'amal',
        notes: '',
        authorized_role_unique_id: 'role-health',
        respond_by: '2099-12-31',
        allow_case_creation: true,
      },
    });
  });

  it('takes person, agency and service from a planned service that nobody has yet', async () => {
    const rows = [
      { unique_id: 's1', service_type: 'health', service_implementing_agency_individual: 'amal' },
      { unique_id: 's2', service_type: 'school', service_status_referred: true },
      { unique_id: 's3', service_type: 'school', service_implemented: 'implemented' },
    ];
    const { server, dialog } = await openDialog('Refer', { data: { services_section: rows } });
    await userEvent.click(await dialog.findByRole('button', { name: /For which planned service/ }));
    expect(screen.queryByRole('option', { name: /school/ })).toBeNull();
    await userEvent.click(screen.getByRole('option', { name: /health/ }));
    await choose(dialog, /Sees the case as/, /Health worker/);
    await userEvent.click(dialog.getByRole('button', { name: 'Refer' }));
    await sendNow();
    expect(await screen.findByText('The change is saved.')).toBeVisible();
    expect(server.seen(`POST ${path}/referrals`)[0]?.body).toMatchObject({
      data: { transitioned_to: 'amal', service: 'health', service_record_id: 's1' },
    });
  });

  it('to somebody outside names them, and promises no access', async () => {
    const { server, dialog } = await openDialog('Refer');
    await userEvent.click(
      dialog.getByRole('checkbox', { name: 'The recipient does not use this system' }),
    );
    expect(dialog.getByText(/Nobody outside gets access/)).toBeVisible();
    expect(dialog.queryByRole('combobox', { name: /Recipient/ })).toBeNull();
    await choose(dialog, /Sees the case as/, /Outside/);
    await userEvent.click(dialog.getByRole('button', { name: 'Refer' }));
    expect(dialog.getByText('Write who receives it.')).toBeVisible();
    expect(server.seen(`GET ${path}/referrals/preview`)).toEqual([]);
    await userEvent.type(dialog.getByRole('textbox', { name: /Name of the recipient/ }), 'Clinic');
    const seen = within(await dialog.findByRole('region', { name: 'What Clinic will see' }));
    expect(await seen.findByText('3 answers in 1 form')).toBeVisible();
    const [asked, ...more] = server.seen(`GET ${path}/referrals/preview`);
    expect(more).toEqual([]);
    expect(Object.fromEntries(asked?.query ?? [])).toEqual({
      remote: 'true',
      authorized_role_unique_id: 'role-outside',
    });
    await userEvent.click(dialog.getByRole('button', { name: 'Refer' }));
    await sendNow();
    expect(await screen.findByText('The change is saved.')).toBeVisible();
    expect(server.seen(`POST ${path}/referrals`)[0]?.body).toEqual({
      data: {
        remote: true,
        transitioned_to_remote: 'Clinic',
        notes: '',
        authorized_role_unique_id: 'role-outside',
      },
    });
  });
});

describe('a transfer', () => {
  it('says what is seen before it is accepted, and that everything goes then', async () => {
    const { server, dialog } = await openDialog('Transfer');
    server.on(`GET ${path}/transfers/preview`, () => ({
      body: { data: { ...preview, forms: {}, fields: ['age'], record: { age: 7 } } },
    }));
    await chooseRecipient(dialog);
    const seen = within(await dialog.findByRole('region', { name: 'What amal will see' }));
    expect(await seen.findByText('1 answer in 1 form')).toBeVisible();
    expect(seen.getByText(/Once they accept, the case is theirs/)).toBeVisible();
    expect(dialog.queryByRole('button', { name: /Sees the case as/ })).toBeNull();
    await userEvent.click(dialog.getByRole('checkbox', { name: /agrees to this transfer/ }));
    await userEvent.click(dialog.getByRole('button', { name: 'Transfer' }));
    await sendNow();
    expect(await screen.findByText('The change is saved.')).toBeVisible();
    expect(server.seen(`POST ${path}/transfers`)[0]?.body).toEqual({
      data: { transitioned_to: 'amal', notes: '', consent_individual_transfer: true },
    });
  });
});

const accepted = {
  id: 'r1',
  type: 'Referral',
  status: 'accepted',
  transitioned_by: 'amal',
  transitioned_to: 'nadia',
  service: 'health',
  allow_case_creation: true,
};

async function openHandOvers(transition: object, user: Record<string, unknown> = {}) {
  await openRecord({ query: '?form=transfers_assignments', user, transitions: [transition] });
  return within(await screen.findByRole('region', { name: 'Referrals and transfers' }));
}

describe('a case of one’s own from a referral', () => {
  const inBoth = { module_unique_ids: ['primeromodule-cp', 'primeromodule-gbv'] };

  it('begins with the answers that the programme takes over, and names its source', async () => {
    const panel = await openHandOvers(accepted, inBoth);
    await userEvent.click(await panel.findByRole('button', { name: 'New case in GBV' }));
    expect(await screen.findByRole('heading', { level: 1, name: /New case/ })).toBeVisible();
    expect(window.location.pathname).toBe('/v2/cases/primeromodule-gbv/new');
    expect(window.location.href).not.toContain('SEL');
  });

  it.each([
    ['is not offered before it is accepted', { ...accepted, status: 'in_progress' }, inBoth],
    [
      'is not offered without the sender’s leave',
      { ...accepted, allow_case_creation: false },
      inBoth,
    ],
    ['is not offered outside of one’s programmes', accepted, {}],
    ['is not offered for somebody else’s', { ...accepted, transitioned_to: 'amal' }, inBoth],
  ])('%s', async (_, transition, user) => {
    const panel = await openHandOvers(transition, user);
    expect(await panel.findByText('Service:', { exact: false })).toBeVisible();
    expect(panel.queryByRole('button', { name: /New case/ })).toBeNull();
  });

  it('shows by when an answer is needed, and what ended by itself', async () => {
    const panel = await openHandOvers({
      ...accepted,
      status: 'in_progress',
      respond_by: '2026-05-04',
    });
    expect(await panel.findByText('Answer needed by', { exact: false })).toHaveTextContent(
      'May 4, 2026',
    );
  });
});
