import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { defaultListQuery } from '../../../shared/records/list-query';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';
import { isSameSearch, queryOf, savedFilters } from './saved-searches';

type Wire = Record<string, unknown>;

const girls = {
  id: 3,
  name: 'Girls',
  record_type: 'cases',
  filters: [{ name: 'sex', value: ['female'] }],
  pinned: true,
};

const boys = [{ name: 'sex', value: ['male'] }];
const ofOthers = {
  user_name: 'nadia',
  user_group_ids: ['usergroup-sela'],
  can_change: false,
};

async function openChange(): Promise<HTMLElement> {
  await userEvent.click(await screen.findByRole('button', { name: 'Change this saved search' }));
  return screen.findByRole('dialog');
}

/** A server that keeps searches. */
function keeper(kept: Wire[] = [girls]) {
  const server = installFakeServer({ isSignedIn: true });
  server.on('GET /saved_searches', () => ({ body: { data: kept, metadata: { total: 1 } } }));
  server.on('POST /saved_searches', ({ body }) => {
    const data = { id: 9, ...Object(body['data']) };
    kept.push(data);
    return { body: { data } };
  });
  server.on('PATCH /saved_searches/3', ({ body }) => {
    kept[0] = { ...kept[0], ...Object(body['data']) };
    return { body: { data: kept[0] } };
  });
  server.on('DELETE /saved_searches/3', () => {
    kept.splice(0, 1);
    return { body: { data: { id: 3 } } };
  });
  return server;
}

describe('a kept search', () => {
  it('gives the same list back', () => {
    const query = {
      ...defaultListQuery,
      filters: { sex: ['female'], 'or[owned_by]': ['me'] },
      search: { text: 'lina', mode: 'phonetic' as const },
      page: 4,
    };
    const back = queryOf({ filters: savedFilters(query) });
    expect(isSameSearch(back, query)).toBe(true);
    expect(back.page).toBe(1);
    expect(isSameSearch(back, defaultListQuery)).toBe(false);
  });
});

describe('saved searches over the list', () => {
  it('fill it with one press', async () => {
    const server = keeper();
    await renderApp({ server, isSignedIn: true, address: '/v2/cases' });
    const tab = await screen.findByRole('button', { name: /^Girls/ });
    expect(tab).toHaveAttribute('aria-pressed', 'false');
    await userEvent.click(tab);
    await waitFor(() => expect(tab).toHaveAttribute('aria-pressed', 'true'));
    const asked = Object.fromEntries(server.seen('GET /cases').at(-1)?.query ?? []);
    expect(asked['sex[0]']).toBe('female');
    expect(asked['status[0]']).toBeUndefined();
  });

  it('are kept with a name, and not without', async () => {
    const server = keeper();
    await renderApp({ server, isSignedIn: true, address: '/v2/cases?sex[0]=male&page=1' });
    await userEvent.click(await screen.findByRole('button', { name: 'Save this search' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(await within(dialog).findByRole('button', { name: 'Save' }));
    expect(within(dialog).getByText('Give it a name.')).toBeVisible();
    expect(server.seen('POST /saved_searches')).toHaveLength(0);
    await userEvent.type(within(dialog).getByLabelText(/^Name/), 'Boys');
    await userEvent.click(within(dialog).getByRole('checkbox', { name: 'Sela' }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('button', { name: 'Boys' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    expect(server.seen('POST /saved_searches')[0]?.body).toEqual({
      data: {
        name: 'Boys',
        record_type: 'cases',
        module_ids: ['primeromodule-cp'],
        filters: [{ name: 'sex', value: ['male'] }],
        pinned: true,
        user_group_ids: ['usergroup-sela'],
      },
    });
  });

  it('are forgotten after a question', async () => {
    const server = keeper();
    await renderApp({ server, isSignedIn: true, address: '/v2/cases?sex[0]=female&page=1' });
    await openChange();
    await userEvent.click(await screen.findByRole('button', { name: 'Delete this saved search' }));
    const dialog = await screen.findByRole('alertdialog');
    await userEvent.click(await within(dialog).findByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Girls' })).toBeNull());
    expect(server.seen('DELETE /saved_searches/3')).toHaveLength(1);
  });

  it('stand over the list with a count when they are pinned, else in a menu', async () => {
    const server = keeper([girls, { ...girls, id: 4, name: 'Boys', pinned: false, filters: boys }]);
    await renderApp({ server, isSignedIn: true, address: '/v2/cases' });
    expect(await screen.findByRole('button', { name: /^Girls \d+$/ })).toBeVisible();
    expect(screen.queryByRole('button', { name: /Boys/ })).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'More saved searches (1)' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Boys' }));
    expect(await screen.findByRole('button', { name: 'Boys' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
  });

  it('are renamed, unpinned and shared by whose they are', async () => {
    const server = keeper();
    await renderApp({ server, isSignedIn: true, address: '/v2/cases?sex[0]=female&page=1' });
    const dialog = await openChange();
    const name = await within(dialog).findByLabelText(/^Name/);
    await userEvent.clear(name);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(within(dialog).getByText('Give it a name.')).toBeVisible();
    expect(server.seen('PATCH /saved_searches/3')).toHaveLength(0);
    await userEvent.type(name, 'All girls');
    await userEvent.click(within(dialog).getByRole('checkbox', { name: /as a tab/ }));
    await userEvent.click(within(dialog).getByRole('checkbox', { name: 'Sela' }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('button', { name: 'All girls' })).toBeVisible();
    expect(server.seen('PATCH /saved_searches/3')[0]?.body).toEqual({
      data: { pinned: false, name: 'All girls', user_group_ids: ['usergroup-sela'] },
    });
  });

  it('of others are pinned for oneself, and no more', async () => {
    const server = keeper([{ ...girls, ...ofOthers, can_withdraw: false }]);
    await renderApp({ server, isSignedIn: true, address: '/v2/cases?sex[0]=female&page=1' });
    const dialog = await openChange();
    expect(await within(dialog).findByText(/is shared with you by/)).toHaveTextContent('nadia');
    expect(within(dialog).queryByLabelText(/^Name/)).not.toBeInTheDocument();
    expect(within(dialog).queryByRole('button', { name: /Delete|Stop/ })).not.toBeInTheDocument();
    await userEvent.click(within(dialog).getByRole('checkbox', { name: /as a tab/ }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(server.seen('PATCH /saved_searches/3')).toHaveLength(1));
    expect(server.seen('PATCH /saved_searches/3')[0]?.body).toEqual({ data: { pinned: false } });
  });

  it('of a team are taken back by who leads it', async () => {
    const server = keeper([{ ...girls, ...ofOthers, can_withdraw: true }]);
    await renderApp({ server, isSignedIn: true, address: '/v2/cases?sex[0]=female&page=1' });
    const dialog = await openChange();
    await userEvent.click(await within(dialog).findByRole('button', { name: /^Stop sharing/ }));
    await waitFor(() => expect(server.seen('PATCH /saved_searches/3')).toHaveLength(1));
    expect(server.seen('PATCH /saved_searches/3')[0]?.body).toEqual({
      data: { user_group_ids: [] },
    });
  });

  it('for words are not offered to a group', async () => {
    const server = keeper([]);
    await renderApp({
      server,
      isSignedIn: true,
      address: '/v2/cases?query=lina&phonetic=true&page=1',
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Save this search' }));
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText(/cannot be shared/)).toBeVisible();
    expect(within(dialog).queryByRole('checkbox', { name: 'Sela' })).not.toBeInTheDocument();
  });

  it('leave the list alone where they cannot be read', async () => {
    await renderApp({ isSignedIn: true, address: '/v2/cases?sex[0]=male&page=1' });
    await screen.findByRole('table');
    expect(screen.queryByRole('button', { name: 'Save this search' })).not.toBeInTheDocument();
  });
});
