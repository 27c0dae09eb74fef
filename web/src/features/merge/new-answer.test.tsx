import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { record, recordForms, recordId, recordWorker, serveRecord } from '../../test/fake-record';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';

type Wire = Record<string, unknown>;

const otherId = 'eeeeeeee-0000-4000-8000-000000000002';
const route = `/cases/${recordId}/merges/${otherId}`;
const fields: readonly Wire[] = [
  { name: 'spoken', type: 'select_box', multi_select: true, this: ['arabic'], other: ['french'] },
  { name: 'friend', type: 'select_box', this: 'omar', other: 'lucia' },
  { name: 'seen_at', type: 'date_field', this: '2026-01-01T10:00:00Z', other: null },
];
const option = (id: string, en: string) => ({ id, display_text: { en } });
const more: Readonly<Record<string, Wire>> = {
  spoken: { option_strings_text: [option('arabic', 'Arabic'), option('french', 'French')] },
  friend: { option_strings_source: 'User' },
  seen_at: { date_include_time: true },
};

async function open(people: readonly Wire[], isKnown?: Promise<unknown>) {
  const list = [
    { resource: 'cases', actions: ['read', 'write'] },
    { resource: 'duplicates', actions: ['read'] },
  ];
  const server = installFakeServer({
    isSignedIn: true,
    user: { ...recordWorker, permissions: { list } },
  });
  const { fetch: reach } = globalThis;
  vi.stubGlobal('fetch', async (input: string, init: RequestInit = {}) => {
    if (input.includes('/users/refer-to')) await isKnown;
    return reach(input, init);
  });
  serveRecord(server, record);
  const asked = fields.map((field) => ({
    ...field,
    ...more[String(field['name'])],
    display_name: { en: String(field['name']) },
  }));
  const form = { id: 90, unique_id: 'more', name: { en: 'More' }, parent_form: 'case' };
  server.on('GET /forms', () => ({ body: { data: [...recordForms, { ...form, fields: asked }] } }));
  server.on('GET /users/refer-to', () => ({ body: { data: people } }));
  server.on(`GET ${route}`, () => ({
    body: {
      data: {
        this: { id: recordId, revision: 3, case_id_display: 'AAA-1' },
        other: { id: otherId, revision: 5, case_id_display: 'BBB-2' },
        forms: [
          {
            unique_id: 'more',
            name: { en: 'More' },
            fields: asked.map((field) => ({
              ...field,
              state: 'different',
              choices: ['this', 'other', 'value'],
              suggested: null,
            })),
          },
        ],
        withheld: 0,
        shared_with: 0,
        moved: {
          incidents: 0,
          referrals: 0,
          attachments: 0,
          flags: 0,
          traces: 0,
          relationships: 0,
          family: false,
          registry_record: false,
        },
        obstacles: [],
      },
    },
  }));
  server.on(`POST ${route}`, () => ({ body: { data: {} } }));
  const address = `/v2/cases/${recordId}/merge/${otherId}`;
  await renderApp({ server, isSignedIn: true, address });
  for (const { name } of fields) {
    const group = await screen.findByRole('radiogroup', { name: String(name) });
    await userEvent.click(await within(group).findByRole('radio', { name: 'Another answer' }));
  }
  return server;
}

async function merge() {
  await userEvent.click(screen.getByRole('button', { name: 'Merge the cases' }));
}

describe('an answer that neither case gives', () => {
  it('is several options, somebody who works here, and a moment', async () => {
    const server = await open([{ user_name: 'amal', full_name: 'Amal Nour' }]);
    await merge();
    expect(await screen.findByText(/Some differences are not decided/)).toBeVisible();
    const spoken = await screen.findByRole('group', { name: 'New answer: spoken' });
    for (const name of ['Arabic', 'French']) {
      await userEvent.click(within(spoken).getByRole('checkbox', { name }));
    }
    await userEvent.type(
      await screen.findByRole('combobox', { name: 'New answer: friend' }),
      'Amal',
    );
    await userEvent.click(await screen.findByRole('option', { name: 'Amal Nour (amal)' }));
    const moment = await screen.findByRole('group', { name: /New answer: seen_at/ });
    const parts = within(moment).getAllByRole('spinbutton');
    for (const [at, typed] of ['02', '03', '2026', '09', '30', 'AM'].entries()) {
      const part = parts[at];
      if (part !== undefined) await userEvent.type(part, typed);
    }
    await merge();
    const dialog = within(await screen.findByRole('alertdialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Merge the cases' }));
    await screen.findByText('The cases are merged.');
    expect(server.seen(`POST ${route}`)[0]?.body).toHaveProperty('data.choices', {
      spoken: { value: ['arabic', 'french'] },
      friend: { value: 'amal' },
      seen_at: { value: '2026-02-03T09:30:00Z' },
    });
  });

  it('is asked for once it is known who works here', async () => {
    const { promise: isKnown, resolve } = Promise.withResolvers<undefined>();
    await open([{ user_name: 'amal', full_name: 'Amal Nour' }], isKnown);
    expect(screen.getByRole('group', { name: 'New answer: spoken' })).toBeVisible();
    expect(screen.queryByRole('textbox', { name: 'New answer: friend' })).toBeNull();
    resolve(undefined);
    expect(await screen.findByRole('combobox', { name: 'New answer: friend' })).toBeVisible();
  });

  it('is the typed name of a user where nobody can be listed', async () => {
    await open([]);
    const box = await screen.findByRole('textbox', { name: 'New answer: friend' });
    await userEvent.type(box, 'amal');
    expect(box).toHaveValue('amal');
  });
});
