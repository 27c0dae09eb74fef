import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { defaultListQuery } from '../../shared/records/list-query';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';
import { isSameSearch, queryOf, savedFilters } from './saved-searches';

type Wire = Record<string, unknown>;

const girls = {
  id: 3,
  name: 'Girls',
  record_type: 'cases',
  filters: [{ name: 'sex', value: ['female'] }],
};

/** A server that keeps searches. */
function keeper(kept: Wire[] = [girls]) {
  const server = installFakeServer({ isSignedIn: true });
  server.on('GET /saved_searches', () => ({ body: { data: kept, metadata: { total: 1 } } }));
  server.on('POST /saved_searches', ({ body }) => {
    const data = { id: 9, ...Object(body['data']) };
    kept.push(data);
    return { body: { data } };
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
    const back = queryOf({ id: 1, filters: savedFilters(query) });
    expect(isSameSearch(back, query)).toBe(true);
    expect(back.page).toBe(1);
    expect(isSameSearch(back, defaultListQuery)).toBe(false);
  });
});

describe('saved searches over the list', () => {
  it('fill it with one press', async () => {
    const server = keeper();
    await renderApp({ server, isSignedIn: true, address: '/v2/cases' });
    const tab = await screen.findByRole('button', { name: 'Girls' });
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
      },
    });
  });

  it('are forgotten after a question', async () => {
    const server = keeper();
    await renderApp({ server, isSignedIn: true, address: '/v2/cases?sex[0]=female&page=1' });
    await userEvent.click(await screen.findByRole('button', { name: 'Delete this saved search' }));
    const dialog = await screen.findByRole('alertdialog');
    await userEvent.click(await within(dialog).findByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Girls' })).toBeNull());
    expect(server.seen('DELETE /saved_searches/3')).toHaveLength(1);
  });

  it('leave the list alone where they cannot be read', async () => {
    await renderApp({ isSignedIn: true, address: '/v2/cases?sex[0]=male&page=1' });
    await screen.findByRole('table');
    expect(screen.queryByRole('button', { name: 'Save this search' })).not.toBeInTheDocument();
  });
});
