import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { fakeCase } from '../../test/fake-data';
import { lastQuery, openList } from '../../test/open-list';
import { screenWidth } from '../../test/screen-width';

describe('on a phone', () => {
  it('the list becomes cards with five values', async () => {
    screenWidth(360);
    await openList({ cases: [fakeCase(6)] });
    const card = (await screen.findByRole('link', { name: 'SEL-aaaaaa6' })).closest('li');
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
    expect(
      within(card ?? document.body)
        .getAllByRole('term')
        .map((term) => term.textContent),
    ).toEqual(['Name', 'Age', 'Sex', 'Registered on']);
    expect(within(card ?? document.body).getByText('2 alerts')).toBeInTheDocument();
  });

  it('sorting has its own drawer', async () => {
    screenWidth(360);
    const server = await openList();
    await userEvent.click(await screen.findByRole('button', { name: 'Sort' }));
    const dialog = await screen.findByRole('dialog', { name: 'Sort' });
    await userEvent.click(within(dialog).getByRole('radio', { name: 'Name' }));
    await waitFor(() => expect(lastQuery(server)).toMatchObject({ order_by: 'name' }));
    await userEvent.click(within(dialog).getByRole('radio', { name: 'A to Z, oldest first' }));
    await waitFor(() => expect(lastQuery(server)).toMatchObject({ order: 'asc' }));
  });

  it('goes on where the list ended, though it has changed, and reads on there', async () => {
    screenWidth(360);
    const server = await openList();
    expect(await screen.findAllByRole('heading', { level: 2 })).toHaveLength(20);
    const shown = () => screen.getAllByRole('heading', { level: 2 }).map((one) => one.textContent);
    const first = shown();
    expect(screen.getByText('1–20')).toBeVisible();
    // Somebody registers a child meanwhile: by pages the last row would come again.
    server.cases.unshift({ ...fakeCase(46), created_at: '2031-01-01T00:00:00Z' });
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    await waitFor(() => expect(shown()).toHaveLength(34));
    expect(lastQuery(server)).toMatchObject({ per: '20' });
    expect(lastQuery(server)['after']).toBeTruthy();
    expect(lastQuery(server)).not.toHaveProperty('page');
    expect(shown().slice(0, 20)).toEqual(first);
    expect(new Set(shown()).size).toBe(34);
    const links = screen.getAllByRole('link', { name: /^SEL-/ });
    await waitFor(() => expect(links[20]).toHaveFocus());
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it('shows a row once that has moved into a later page', async () => {
    screenWidth(360);
    const server = await openList();
    await screen.findAllByRole('heading', { level: 2 });
    const [moved] = await screen.findAllByRole('link', { name: /^SEL-/ });
    const name = moved?.textContent ?? '';
    const at = server.cases.findIndex((one) => one['case_id_display'] === name);
    server.cases[at] = { ...server.cases[at], created_at: '2001-01-01T00:00:00Z', name: 'Late' };
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    await waitFor(() => expect(screen.getByText('Late')).toBeVisible());
    expect(screen.getAllByRole('link', { name })).toHaveLength(1);
  });

  it('numbers the pages of a search', async () => {
    screenWidth(360);
    const server = await openList({ address: '/v2/cases?query=SEL&search=auto&page=1' });
    await screen.findAllByRole('heading', { level: 2 });
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    await waitFor(() => expect(lastQuery(server)).toMatchObject({ page: '2' }));
    expect(lastQuery(server)).not.toHaveProperty('after');
  });

  it('says that more could not be read, and keeps what is there', async () => {
    screenWidth(360);
    const server = await openList();
    await screen.findAllByRole('heading', { level: 2 });
    server.on('GET /cases', () => ({ status: 403, body: { errors: [] } }));
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    expect(await screen.findByText('Your role does not allow this.')).toBeVisible();
    expect(screen.getAllByRole('heading', { level: 2 })).toHaveLength(20);
    expect(screen.getByRole('button', { name: 'Show more' })).toBeVisible();
  });
});
