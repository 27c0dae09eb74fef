import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { record, recordId, recordWorker, serveRecord } from '../../../../test/fake-record';
import { installFakeServer } from '../../../../test/install-fake-server';
import { renderApp } from '../../../../test/render-app';

const path = `/cases/${recordId}`;
const at = '2026-04-02T10:30:00Z';

interface Given {
  readonly alerts?: readonly object[];
  readonly changes?: readonly object[];
}

async function open({ alerts = [], changes = [] }: Given) {
  const server = installFakeServer({ isSignedIn: true, user: recordWorker });
  serveRecord(server, { ...record, alert_count: alerts.length });
  server.on(`GET ${path}/alerts`, () => ({ body: { data: alerts } }));
  const since = changes.length === 0 ? null : '2026-03-30T08:00:00Z';
  server.on(`GET ${path}/recent_changes`, () => ({ body: { data: { since, changes } } }));
  await renderApp({ server, isSignedIn: true, address: `/v2${path}?form=papers` });
  await screen.findByRole('heading', { level: 2, name: 'Papers' });
  await waitFor(() => expect(server.seen(`GET ${path}/recent_changes`)).toHaveLength(1));
  return server;
}

const change = (field_name: string, user_name: string | null) => ({
  field_name,
  user_name,
  datetime: at,
});

describe('an alert', () => {
  const alert = {
    unique_id: 'u1',
    alert_for: 'field_change',
    type: 'basic_identity',
    form_unique_id: 'basic_identity',
    date: '2026-04-02',
  };

  it('says who changed what, and leads to the answer', async () => {
    await open({ alerts: [{ ...alert, changed_by: ['omar', 'lina'], field_names: ['nickname'] }] });
    const strip = within(await screen.findByRole('region', { name: 'Alerts' }));
    expect(strip.getByText('omar, lina')).toBeVisible();
    const entry = screen.getByRole('button', { name: /^Basic identity/ });
    await waitFor(() => expect(entry).toHaveAccessibleDescription(/has an alert/));
    const other = screen.getByRole('button', { name: /^Papers/ });
    expect(other).not.toHaveAccessibleDescription(/has an alert/);
    expect(strip.queryByRole('button', { name: /^Open/ })).toBeNull();
    await userEvent.click(strip.getByRole('button', { name: 'Go to: Nickname' }));
    await screen.findByRole('heading', { level: 2, name: 'Basic identity' });
    await waitFor(() =>
      expect(document.activeElement).toHaveAttribute('id', 'field-basic_identity-nickname'),
    );
  });

  it('is seen at the group that is folded away, and once at the form in an open one', async () => {
    await open({ alerts: [alert] });
    const marks = () => document.querySelectorAll('summary .record-nav-alert');
    const form = screen.getByRole('button', { name: /^Basic identity/ });
    const group = form.closest('details')?.querySelector('summary');
    await waitFor(() => expect(group).toHaveTextContent(/has an alert/));
    expect(marks()).toHaveLength(1);
    await userEvent.click(form);
    await screen.findByRole('heading', { level: 2, name: 'Basic identity' });
    await waitFor(() => expect(marks()).toHaveLength(0));
  });

  it('of matching leads to what was found', async () => {
    const found = { ...alert, alert_for: 'possible_duplicate', type: '', form_unique_id: '' };
    await open({ alerts: [found] });
    const strip = within(await screen.findByRole('region', { name: 'Alerts' }));
    await userEvent.click(await strip.findByRole('button', { name: 'Open: Possible duplicates' }));
    await screen.findByRole('heading', { level: 2, name: 'Possible duplicates' });
  });

  it('leads to the form where no answer is told', async () => {
    await open({ alerts: [alert] });
    const strip = within(await screen.findByRole('region', { name: 'Alerts' }));
    expect(strip.queryByText(/By/)).toBeNull();
    await userEvent.click(strip.getByRole('button', { name: 'Open: Basic identity' }));
    await screen.findByRole('heading', { level: 2, name: 'Basic identity' });
  });
});

describe('what changed since the last look', () => {
  it('is listed with the way to each answer, which carries a mark', async () => {
    await open({ changes: [change('nickname', 'omar'), change('relatives', null)] });
    const news = await screen.findByText(/^2 answers have changed since you last looked/);
    const list = within(news.closest('details') ?? document.body);
    expect(list.getByText('omar')).toBeVisible();
    await userEvent.click(list.getByRole('button', { name: 'Nickname' }));
    await screen.findByRole('heading', { level: 2, name: 'Basic identity' });
    const slot = document.getElementById('field-basic_identity-nickname');
    await waitFor(() => expect(slot).toHaveFocus());
    expect(slot).toHaveTextContent(/Changed by omar/);
    expect(document.getElementById('field-basic_identity-age')).not.toHaveTextContent(/Changed/);
  });

  it('names nothing that stands on no form in sight', async () => {
    await open({ changes: [change('owned_by', 'omar'), change('decision', 'omar')] });
    expect(screen.queryByText(/since you last looked/)).toBeNull();
  });

  it('is not spoken of on the first visit', async () => {
    await open({});
    expect(screen.queryByText(/since you last looked/)).toBeNull();
  });
});

describe('the menu', () => {
  it('counts the flags that are open', async () => {
    const server = installFakeServer({ isSignedIn: true, user: recordWorker });
    serveRecord(server, { ...record, flag_count: 2 });
    await renderApp({ server, isSignedIn: true, address: `/v2${path}` });
    await userEvent.click(await screen.findByRole('button', { name: 'More actions' }));
    expect(await screen.findByRole('menuitem', { name: 'Flags (2)' })).toBeVisible();
  });
});

describe('the history of any answer', () => {
  it('is one step away from the answer, once it is wanted', async () => {
    const server = await open({});
    server.on(`GET ${path}/record_history`, () => ({
      body: { data: [], metadata: { total: 0, per: 20, page: 1 } },
    }));
    const wish = await screen.findByRole('checkbox', { name: /^Lead from each answer/ });
    await userEvent.click(screen.getByRole('button', { name: /^Basic identity/ }));
    await screen.findByRole('heading', { level: 2, name: 'Basic identity' });
    expect(screen.queryByRole('button', { name: 'History of: Age' })).toBeNull();
    await userEvent.click(wish);
    await userEvent.click(await screen.findByRole('button', { name: 'History of: Age' }));
    await screen.findByRole('heading', { level: 2, name: 'Change log' });
    await waitFor(() => expect(server.seen(`GET ${path}/record_history`)).toHaveLength(1));
    const asked = server.seen(`GET ${path}/record_history`)[0]?.query.toString();
    expect(decodeURIComponent(asked ?? '')).toContain('[field_names][0]=age');
    expect(screen.getByRole('button', { name: 'Show all changes' })).toBeVisible();
  });
});
