import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { caseWorker, fakeCase } from '../../test/fake-data';
import { installFakeServer } from '../../test/install-fake-server';
import { columnHeads, lastQuery, openList } from '../../test/open-list';
import { renderApp } from '../../test/render-app';

describe('the list of cases', () => {
  it('shows open cases in the columns the server grants', async () => {
    const cases = [fakeCase(42), { ...fakeCase(2), photo: '/api/v2/attachments/2' }];
    await openList({ cases });
    expect(await columnHeads()).toEqual([
      'Case ID',
      'Name',
      'Age',
      'Sex',
      'Registered on',
      'Opened on',
      'Photo',
      'Current location',
      'Alerts and flags',
    ]);
  });

  it('leaves out columns that say nothing about any case in sight', async () => {
    const cases = [1, 2].map((n) => ({ ...fakeCase(n), alert_count: 0, flag_count: 0, sex: '' }));
    await openList({ cases });
    expect(await columnHeads()).toEqual([
      'Case ID',
      'Name',
      'Age',
      'Registered on',
      'Opened on',
      'Current location',
    ]);
  });

  it('asks for the open cases and counts them', async () => {
    const server = await openList();
    const table = await screen.findByRole('table');
    expect(lastQuery(server)).toEqual({
      fields: 'short',
      'status[0]': 'open',
      'record_state[0]': 'true',
      page: '1',
      per: '20',
    });
    expect(within(table).getAllByRole('row')).toHaveLength(21);
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Cases (34)');
  });

  it('uses the words of the language for options and places', async () => {
    await openList({ cases: [fakeCase(1)] });
    const row = await screen.findByRole('row', { name: /SEL-aaaaaa1/ });
    expect(await within(row).findByText('Male')).toBeVisible();
    expect(within(row).getByText('Tavi, Sela, Nomar')).toBeVisible();
    expect(within(row).getByText('Mar 2, 2024')).toBeVisible();
  });

  it('names alerts and flags for the ears', async () => {
    await openList({ cases: [fakeCase(42)], address: '/v2/cases?page=1' });
    const row = await screen.findByRole('row', { name: /SEL-aaaaa42/ });
    expect(within(row).getByText('2 alerts')).toBeInTheDocument();
    expect(within(row).getByText('1 flag')).toBeInTheDocument();
  });

  it('opens a case by its link and by its row', async () => {
    await openList({ cases: [fakeCase(1)] });
    const link = await screen.findByRole('link', { name: 'SEL-aaaaaa1' });
    expect(link).toHaveAttribute('href', '/v2/cases/00000000-0000-4000-8000-000000000001');
    await userEvent.click(screen.getByText('Mar 2, 2024'));
    await waitFor(() => expect(window.location.pathname).toMatch(/000000000001$/));
  });

  it('explains a case that cannot be opened', async () => {
    await openList({ cases: [{ ...fakeCase(1), record_in_scope: false }] });
    expect(await screen.findByText('Not in your caseload')).toBeVisible();
    expect(screen.queryByRole('link', { name: /SEL-aaaaaa1/ })).not.toBeInTheDocument();
    await userEvent.click(screen.getByText('Mar 2, 2024'));
    expect(window.location.pathname).toBe('/v2/cases');
  });

  it('is read from right to left in Arabic with the same data', async () => {
    await openList({ language: 'ar', cases: [fakeCase(1)] });
    expect(document.documentElement.dir).toBe('rtl');
    const row = await screen.findByRole('row', { name: /SEL-aaaaaa1/ });
    expect(await within(row).findByText('ذكر')).toBeVisible();
    expect(screen.getByRole('columnheader', { name: 'رقم الحالة' })).toBeVisible();
    const id = within(row).getByText('SEL-aaaaaa1');
    expect(id.tagName).toBe('BDI');
  });
});

describe('sorting and paging', () => {
  it('sorts by a column, then the other way round, and says so', async () => {
    const server = await openList();
    await screen.findByRole('table');
    await userEvent.click(screen.getByRole('button', { name: 'Age' }));
    await waitFor(() =>
      expect(lastQuery(server)).toMatchObject({ order_by: 'age', order: 'asc', page: '1' }),
    );
    expect(await screen.findByRole('columnheader', { name: 'Age' })).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Age' }));
    await waitFor(() => expect(lastQuery(server)).toMatchObject({ order: 'desc' }));
    expect(window.location.search).toContain('order_by=age');
  });

  it('turns pages and changes their size', async () => {
    const server = await openList();
    expect(await screen.findByText('1–20')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Previous page' })).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(await screen.findByText('21–34')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Next page' })).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: /Rows per page/ }));
    await userEvent.click(await screen.findByRole('option', { name: '50' }));
    await waitFor(() => expect(lastQuery(server)).toMatchObject({ per: '50', page: '1' }));
    expect(window.location.search).toContain('per=50');
  });
});

describe('searching', () => {
  it('looks for what was typed in every way and does not sort the result', async () => {
    const server = await openList({ address: '/v2/cases?order_by=age&order=asc&page=2' });
    await userEvent.type(await screen.findByRole('searchbox'), 'lina{Enter}');
    await waitFor(() =>
      expect(lastQuery(server)).toMatchObject({ query: 'lina', search: 'auto', page: '1' }),
    );
    expect(lastQuery(server)).not.toHaveProperty('order_by');
    expect(await screen.findByText(/Searched in IDs, phone numbers and names/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Age' })).not.toBeInTheDocument();
  });

  it('looks for the same text in one way only', async () => {
    const server = await openList();
    await userEvent.type(await screen.findByRole('searchbox'), 'aaa27');
    await userEvent.click(screen.getAllByRole('button', { name: 'Search' })[0] ?? document.body);
    await waitFor(() => expect(lastQuery(server)).toMatchObject({ search: 'auto' }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Search in phone numbers instead' }),
    );
    await waitFor(() =>
      expect(lastQuery(server)).toMatchObject({ query: 'aaa27', phone_number: 'true' }),
    );
    expect(lastQuery(server)).not.toHaveProperty('search');
  });

  it('narrows the columns when the search goes beyond one’s own cases', async () => {
    await openList({ address: '/v2/cases?query=lina&phonetic=true&page=1' });
    const table = await screen.findByRole('table');
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map((head) => head.textContent),
    ).toEqual(['Case ID', 'Name', 'Age', 'Sex']);
  });

  it('says what to do when nothing is found', async () => {
    await openList({ address: '/v2/cases?query=nobody&phonetic=true&page=1' });
    expect(await screen.findByText('Nothing fits this search.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Show the list again' }));
    expect(await screen.findByRole('table')).toBeVisible();
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('can be started from anywhere with a key', async () => {
    await renderApp({ isSignedIn: true });
    await userEvent.keyboard('/');
    expect(await screen.findByRole('searchbox')).toHaveFocus();
  });
});

describe('filters', () => {
  it('are applied together, once, and can be taken back one by one', async () => {
    const server = await openList();
    await userEvent.click(await screen.findByRole('button', { name: /^Filters/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Filters' });
    const before = server.seen('GET /cases').length;
    await userEvent.click(within(dialog).getByRole('checkbox', { name: 'Female' }));
    await userEvent.click(within(dialog).getByRole('checkbox', { name: '6 - 11' }));
    await userEvent.click(within(dialog).getByRole('checkbox', { name: 'My cases' }));
    expect(server.seen('GET /cases')).toHaveLength(before);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Apply' }));
    await waitFor(() =>
      expect(lastQuery(server)).toMatchObject({
        'sex[0]': 'female',
        'age[0]': '6..11',
        'or[owned_by]': 'nadia',
        'or[assigned_user_names]': 'nadia',
        'status[0]': 'open',
      }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Remove the filter My cases' }),
    );
    await waitFor(() => expect(lastQuery(server)).not.toHaveProperty('or[owned_by]'));
    expect(lastQuery(server)).toMatchObject({ 'sex[0]': 'female' });
  });

  it('show levels of risk by a mark and a colour, beside their word', async () => {
    const server = await openList();
    await userEvent.click(await screen.findByRole('button', { name: /^Filters/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Filters' });
    const high = within(dialog).getByRole('checkbox', { name: 'High' });
    const mark = high.closest('label')?.querySelector('.risk-3');
    expect(mark).toHaveTextContent('High');
    expect(mark?.querySelectorAll('.risk-bar')).toHaveLength(3);
    expect(
      within(dialog).getByRole('checkbox', { name: 'Female' }).closest('label'),
    ).not.toBeNull();
    expect(dialog.querySelectorAll('.risk')).toHaveLength(3);
    await userEvent.click(high);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Apply' }));
    await waitFor(() => expect(lastQuery(server)).toMatchObject({ 'risk_level[0]': 'high' }));
  });

  it('beyond the first ones come on request, long lists with a box to type in', async () => {
    const server = await openList();
    await userEvent.click(await screen.findByRole('button', { name: /^Filters/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Filters' });
    expect(within(dialog).queryByText('Protection concerns')).not.toBeInTheDocument();
    await userEvent.click(within(dialog).getByRole('button', { name: 'More filters' }));
    await userEvent.type(
      within(dialog).getByRole('searchbox', { name: 'Protection concerns' }),
      'concern 11',
    );
    expect(within(dialog).queryByRole('checkbox', { name: 'Concern 3' })).not.toBeInTheDocument();
    await userEvent.click(within(dialog).getByRole('checkbox', { name: 'Concern 11' }));
    await userEvent.click(within(dialog).getByRole('checkbox', { name: 'Flagged' }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Apply' }));
    await waitFor(() =>
      expect(lastQuery(server)).toMatchObject({
        'protection_concerns[0]': 'concern_11',
        'flagged[0]': 'true',
      }),
    );
  });

  it('of dates ask which date and between which days', async () => {
    const server = await openList({
      address: '/v2/cases?registration_date[0]=2024-03-01..2024-03-31',
    });
    await waitFor(() =>
      expect(lastQuery(server)).toMatchObject({
        'registration_date[0]': '2024-03-01..2024-03-31',
      }),
    );
    expect(await screen.findByText('Mar 1, 2024 – Mar 31, 2024')).toBeVisible();
    await userEvent.click(await screen.findByRole('button', { name: /^Filters/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Filters' });
    expect(within(dialog).getByRole('group', { name: 'Dates' })).toBeVisible();
    expect(await within(dialog).findByRole('group', { name: 'From' })).toBeVisible();
    expect(within(dialog).getByRole('group', { name: 'To' })).toBeVisible();
  });

  it('without a control stay visible and removable', async () => {
    const server = await openList({ address: '/v2/cases?has_incidents[0]=true' });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Remove the filter has incidents' }),
    );
    await waitFor(() => expect(lastQuery(server)).not.toHaveProperty('has_incidents[0]'));
    expect(window.location.search).toBe('?page=1');
  });

  it('go back to open cases with one press', async () => {
    const server = await openList({ address: '/v2/cases?sex[0]=male' });
    await userEvent.click(await screen.findByRole('button', { name: 'Back to the usual filters' }));
    await waitFor(() => expect(lastQuery(server)).toMatchObject({ 'status[0]': 'open' }));
    expect(
      screen.queryByRole('button', { name: 'Back to the usual filters' }),
    ).not.toBeInTheDocument();
  });

  it('are none for a role that is granted none', async () => {
    await openList({ user: { ...caseWorker, filters: {} } });
    await userEvent.click(await screen.findByRole('button', { name: /^Filters/ }));
    expect(await screen.findByText('Your role has no filters for this list.')).toBeVisible();
  });
});

describe('when the list cannot be shown', () => {
  it('says what failed and offers another try', async () => {
    const server = installFakeServer({ isSignedIn: true });
    server.on('GET /cases', () => ({ status: 403, body: { errors: [] } }));
    await openList({ server });
    expect(await screen.findByText('Your role does not allow this.')).toBeVisible();
    server.on('GET /cases', () => ({
      body: { data: [fakeCase(1)], metadata: { total: 1, per: 20, page: 1 } },
    }));
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('table')).toBeVisible();
  });

  it('offers the first step when there is nothing', async () => {
    await openList({ cases: [] });
    expect(await screen.findByText('There is nothing here.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Clear the filters' })).toBeVisible();
  });
});

describe('a child with two cases', () => {
  it('is marked as such on either of them', async () => {
    const first = fakeCase(6);
    const cases = [
      { ...first, duplicates: ['x'] },
      { ...fakeCase(2), duplicate_case_id: first['id'] },
    ];
    await openList({ cases });
    const table = await screen.findByRole('table');
    expect(within(table).getByText('Has a duplicate')).toBeVisible();
    expect(within(table).getByText('Duplicate of another case')).toBeVisible();
  });
});
