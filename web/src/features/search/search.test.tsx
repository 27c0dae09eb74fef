import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeCase } from '../../test/fake-data';
import { busyWorker } from '../../test/fake-work';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';

async function openSearch(address = '/v2/search', forms: readonly unknown[] = []) {
  const server = installFakeServer({ isSignedIn: true, user: busyWorker });
  server.on('GET /forms', () => ({ body: { data: forms } }));
  server.on('GET /incidents', () => ({ body: { data: [], metadata: { total: 0 } } }));
  await renderApp({ server, isSignedIn: true, address });
  return server;
}

describe('the one search box', () => {
  it('shows what it found by the reason, with what fits marked', async () => {
    const server = await openSearch();
    const named = (id: number, name: string, rest: Record<string, unknown>) => ({
      ...fakeCase(id),
      name,
      search_kind: 'name',
      ...rest,
    });
    const highlight = (field: string, ...tokens: [string, string][]) => ({ field, tokens });
    server.on('GET /cases', () => ({
      body: {
        data: [
          {
            ...named(1, 'Omar Traore', {}),
            search_kind: 'identifier',
            search_match: 'part',
            highlight: highlight('national_id_no', ['12', 'NR-1-2/7']),
          },
          named(2, 'Sofia Reyes', {
            search_match: 'equal',
            highlight: highlight('name', ['sofia', 'Sofia']),
          }),
          named(4, 'Rahman Abd Selam', {
            search_match: 'alike',
            highlight: highlight('name', ['abdselam', 'Abd Selam']),
          }),
          named(3, 'Lina', {
            search_match: 'alike',
            highlight: highlight('name_nickname', ['sofia', 'Sofya']),
          }),
        ],
        metadata: { total: 1000, total_capped: true },
      },
    }));
    await userEvent.type(
      await screen.findByRole('searchbox', { name: 'Search everything' }),
      'sofia{Enter}',
    );
    const byName = await screen.findByRole('region', { name: 'By name' });
    expect(within(byName).getByText('Sofia', { selector: 'mark' })).toBeVisible();
    const alike = screen.getByRole('region', { name: 'Sounds or looks alike' });
    const marks = [...alike.querySelectorAll('mark')].map(({ textContent }) => textContent);
    expect(marks.slice(0, 2)).toEqual(['Abd', 'Selam']);
    expect(alike).toHaveTextContent(/abdselam.*Abd Selam/);
    const byId = screen.getByRole('region', { name: 'By ID or number' });
    expect(within(byId).getByText('1-2', { selector: 'mark' })).toBeVisible();
    const bySound = screen.getByRole('region', { name: 'Sounds or looks alike' });
    expect(within(bySound).getByRole('link', { name: /Lina/ })).toHaveTextContent(/sofia ≈ Sofya/);
    expect(screen.queryByRole('region', { name: 'By phone number' })).not.toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Cases: see more than 1,000' })).toHaveAttribute(
      'href',
      expect.stringContaining('search=auto'),
    );
    const asked = server.seen('GET /cases').at(-1)?.query;
    expect([asked?.get('query'), asked?.get('search')]).toEqual(['sofia', 'auto']);
    expect(server.seen('GET /incidents').length).toBeGreaterThan(0);
  });

  it('has the menu of a row beside each hit in reach, of the type it is of', async () => {
    const server = await openSearch();
    const hit = (id: number, rest: object) => ({ ...fakeCase(id), search_kind: 'name', ...rest });
    server.on('GET /cases', () => ({
      body: {
        data: [hit(1, { name: 'Sofia' }), hit(2, { name: '*******', record_in_scope: false })],
        metadata: { total: 2 },
      },
    }));
    server.on('GET /incidents', () => ({
      body: { data: [hit(3, { short_id: 'INC3', name: null })], metadata: { total: 1 } },
    }));
    await userEvent.type(await screen.findByRole('searchbox'), 'Sofia{Enter}');
    await screen.findByText('Not in your caseload');
    expect(screen.getAllByRole('button', { name: /^Actions: / })).toHaveLength(2);
    await userEvent.click(screen.getByRole('button', { name: 'Actions: INC3' }));
    expect(await screen.findAllByRole('menuitem')).toHaveLength(1);
    await userEvent.keyboard('{Escape}');
    const ofCase = screen.getAllByRole('button', { name: /^Actions: / })[0];
    await userEvent.click(ofCase ?? document.body);
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Edit' }));
    await waitFor(() => expect(window.location.pathname).toMatch(/^\/v2\/cases\/.*\/edit$/));
  });

  it('tells in which fields of the deployment it looks', async () => {
    const server = await openSearch();
    const none = { id_search: [], phonetic: [], phone_number: [] };
    const fields = {
      id_search: [
        { name: 'short_id', label: null },
        { name: 'camp_id', label: 'Tent of the camp' },
      ],
      phonetic: [{ name: 'name_nickname', label: 'Nickname' }],
      phone_number: [],
    };
    server.on('GET /searched_fields', ({ query }) => ({
      body: { data: query.get('record_type') === 'case' ? fields : none },
    }));
    await userEvent.click(await screen.findByRole('button', { name: 'Which fields?' }));
    const dialog = await screen.findByRole('dialog', { name: 'Fields that are searched' });
    const ids = (await within(dialog).findByText('By ID or number')).closest('p');
    expect(ids).toHaveTextContent('ID · Tent of the camp');
    expect(within(dialog).getByText('Nickname')).toBeVisible();
    expect(within(dialog).queryByText('By phone number')).not.toBeInTheDocument();
    expect(within(dialog).getByRole('heading', { name: 'Cases' })).toBeVisible();
  });

  it('explains a hit that cannot be opened', async () => {
    const server = await openSearch();
    server.on('GET /cases', () => ({
      body: {
        data: [
          {
            ...fakeCase(1),
            name: '*******',
            record_in_scope: false,
            search_kind: 'telephone',
            search_match: 'suffix',
          },
        ],
        metadata: { total: 1 },
      },
    }));
    await userEvent.type(await screen.findByRole('searchbox'), 'Sami{Enter}');
    expect(await screen.findByText('Not in your caseload')).toBeVisible();
    expect(screen.getByText('a number that ends so')).toBeVisible();
    expect(document.querySelector('mark')).toBeNull();
    expect(screen.queryByRole('link', { name: /\*{7}/ })).not.toBeInTheDocument();
  });

  it('shows what a deployment lets others know of a record out of reach', async () => {
    const user = {
      ...busyWorker,
      permissions: {
        list: [{ resource: 'cases', actions: ['read', 'display_view_page', 'request_transfer'] }],
      },
    };
    const server = installFakeServer({ isSignedIn: true, user });
    const of = (name: string, en: string, more: object = {}) => ({
      name,
      type: 'text_field',
      display_name: { en },
      show_on_minify_form: true,
      ...more,
    });
    const fields = [
      of('camp', 'Camp'),
      of('born', 'Born on', { type: 'date_field' }),
      of('risk', 'Risk', { type: 'select_box', option_strings_source: 'lookup lookup-risk-level' }),
      of('kept', 'Kept', { show_on_minify_form: false }),
      of('age', 'Age twice', { type: 'numeric_field' }),
    ];
    server.on('GET /forms', () => ({
      body: {
        data: [{ id: 1, unique_id: 'a', name: { en: 'A' }, parent_form: 'case', fields }],
      },
    }));
    const record = { ...fakeCase(1), record_in_scope: false, owned_by: 'omar', kept: 'secret' };
    server.on('GET /cases', () => ({
      body: {
        data: [{ ...record, camp: 'North', born: '2015-02-01', risk: 'high', search_kind: 'name' }],
        metadata: { total: 1 },
      },
    }));
    await renderApp({ server, isSignedIn: true, address: '/v2/search?query=Lina' });
    await userEvent.click(await screen.findByRole('button', { name: 'What is known' }));
    const dialog = await screen.findByRole('dialog', { name: 'What you may see' });
    for (const [label, value] of [
      ['Camp', 'North'],
      ['Born on', 'Feb 1, 2015'],
      ['Risk', 'High'],
      ['Owner', 'omar'],
    ] as const) {
      const term = await within(dialog).findByText(label);
      expect(term.parentElement).toHaveTextContent(`${label}${value}`);
    }
    expect(dialog).not.toHaveTextContent(/secret|Age twice/);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Request transfer' }));
    expect(await screen.findByRole('dialog', { name: 'Ask for this case' })).toBeVisible();
  });

  it('finds the case of a hand-over code, and says nothing of one it does not find', async () => {
    const server = await openSearch();
    const lookup = 'POST /cases/referrals/lookup';
    server.on('GET /cases', () => ({ body: { data: [], metadata: { total: 0 } } }));
    const id = '00000000-0000-4000-8000-000000000001';
    const found = { ...fakeCase(1), id, name: 'Lina', search_kind: 'hand_over' };
    server.on(lookup, ({ body }) => ({
      body: { data: JSON.stringify(body).includes('k7pd 92mx') ? [found] : [] },
    }));
    const box = await screen.findByRole('searchbox');
    await userEvent.type(box, 'k7pd 92mx{Enter}');
    const hits = await screen.findByRole('region', { name: 'By hand-over code' });
    expect(within(hits).getByRole('link')).toHaveAttribute(
      'href',
      `/v2/cases/${id}?form=transfers_assignments`,
    );
    expect(screen.queryByText('No record fits.')).not.toBeInTheDocument();
    expect(server.seen(lookup).at(-1)?.body).toEqual({ data: { hand_over_code: 'k7pd 92mx' } });
    const before = server.seen(lookup).length;
    for (const typed of ['K7PD-92MZ', 'K7PD-92M']) {
      const field = screen.getByRole('searchbox');
      await userEvent.clear(field);
      await userEvent.type(field, `${typed}{Enter}`);
      expect(await screen.findByText('No record fits.')).toBeVisible();
    }
    expect(screen.queryByRole('region', { name: 'By hand-over code' })).not.toBeInTheDocument();
    expect(server.seen(lookup)).toHaveLength(before + 1); // half a code is not asked for
  });

  it('finds pages by their name', async () => {
    await openSearch('/v2/search?query=notif');
    const pages = await screen.findByRole('region', { name: 'Pages' });
    expect(within(pages).getByRole('link', { name: 'Notifications' })).toHaveAttribute(
      'href',
      '/v2/notifications',
    );
  });

  it('finds forms that the person may open', async () => {
    const form = { id: 1, unique_id: 'basic_identity', name: { en: 'Basic identity' } };
    await openSearch('/v2/search?query=basic', [
      { ...form, parent_form: 'case', module_ids: [] },
      { ...form, id: 2, unique_id: 'secret_basics', parent_form: 'case', module_ids: [] },
    ]);
    const forms = await screen.findByRole('region', { name: 'Forms' });
    expect(within(forms).getByRole('link')).toHaveAttribute('href', '/v2/cases');
  });

  it('keeps no memory of what was searched for', async () => {
    const server = await openSearch('/v2/search?query=Haddad');
    await waitFor(() => expect(server.seen('GET /cases').length).toBeGreaterThan(0));
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('Haddad');
  });

  it('says when nothing fits, and when too little was typed', async () => {
    const server = await openSearch('/v2/search?query=qqqqq');
    expect(await screen.findByText('No record fits.')).toBeVisible();
    const before = server.requests.length;
    const box = screen.getByRole('searchbox');
    await userEvent.clear(box);
    await userEvent.type(box, 'x{Enter}');
    expect(await screen.findByText('Type at least two letters or digits.')).toBeVisible();
    expect(server.requests).toHaveLength(before);
  });

  it('is reached by its key from everywhere', async () => {
    await openSearch('/v2/support');
    await userEvent.keyboard('/');
    await waitFor(() => expect(window.location.pathname).toBe('/v2/search'));
  });
});

describe('a case of somebody else', () => {
  const id = '5b0c1a5e-0000-4000-8000-000000000001';
  const stranger = {
    ...fakeCase(1),
    id,
    name: '*******',
    record_in_scope: false,
    owned_by: 'omar',
  };
  const asker = {
    ...busyWorker,
    permissions: { list: [{ resource: 'cases', actions: ['read', 'request_transfer'] }] },
  };

  async function find(user: Record<string, unknown>) {
    const server = installFakeServer({ isSignedIn: true, user });
    server.on('GET /cases', () => ({ body: { data: [stranger], metadata: { total: 1 } } }));
    await renderApp({ server, isSignedIn: true, address: '/v2/search?query=Sami' });
    expect(await screen.findByText('Not in your caseload')).toBeVisible();
    return server;
  }

  it('can be asked for, with a reason', async () => {
    const server = await find(asker);
    const route = `POST /cases/${id}/transfer_requests`;
    server.on(route, () => ({ body: { data: { id: 'x' } } }));
    await userEvent.click(screen.getByRole('button', { name: 'Request transfer' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Ask for this case' }));
    expect(dialog.getByText('omar')).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Send the request' }));
    expect(dialog.getByText('Tell the owner why.')).toBeVisible();
    expect(server.seen(route)).toEqual([]);
    await userEvent.type(dialog.getByRole('textbox', { name: /Why you ask/ }), 'She lives here');
    await userEvent.click(dialog.getByRole('button', { name: 'Send the request' }));
    expect(await screen.findByText('The owner was asked.')).toBeVisible();
    expect(server.seen(route)[0]?.body).toEqual({ data: { notes: 'She lives here' } });
    expect(server.seen(route)[0]?.headers.get('Idempotency-Key')).not.toBeNull();
  });

  it('cannot be asked for without the right', async () => {
    await find(busyWorker);
    expect(screen.queryByRole('button', { name: 'Request transfer' })).toBeNull();
  });
});
