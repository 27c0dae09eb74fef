import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../shared/i18n/languages';
import { record, recordId, recordWorker, serveRecord } from '../../test/fake-record';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';

async function openRecord(options: { query?: string; language?: Language; data?: object } = {}) {
  const server = installFakeServer({ isSignedIn: true, user: recordWorker });
  const held = serveRecord(server, { ...record, ...options.data });
  await renderApp({
    server,
    isSignedIn: true,
    address: `/v2/cases/${recordId}${options.query ?? ''}`,
    language: options.language ?? 'en',
  });
  await screen.findByRole('navigation', { name: /Forms of this record|نماذج هذا السجل/ });
  return { server, held };
}

/** The answer that stands beside a question. */
function answerTo(question: string): HTMLElement {
  const answer = screen.getByText(question, { selector: 'dt' }).nextElementSibling;
  if (!(answer instanceof HTMLElement)) throw new Error(`no answer to ${question}`);
  return answer;
}

describe('a record to read', () => {
  it('shows the start form with the answers in words', async () => {
    await openRecord();
    expect(screen.getByRole('heading', { level: 1, name: 'Case SEL-abc1234' })).toBeVisible();
    expect(screen.getByRole('heading', { level: 2, name: 'Basic identity' })).toBeVisible();
    expect(answerTo('First name')).toHaveTextContent('مريم');
    expect(answerTo('Age')).toHaveTextContent('7');
    expect(answerTo('Languages')).toHaveTextContent('ArabicRetired');
    expect(answerTo('Is it urgent?')).toHaveTextContent('No');
    expect(screen.queryByText('Why is it urgent?')).toBeNull();
  });

  it('words the stage of work as the deployment does', async () => {
    await openRecord({ data: { workflow: 'care_plan' } });
    expect(await screen.findByText('Care plan', { selector: '.chip' })).toBeVisible();
  });

  it('marks a stored option that no longer exists', async () => {
    await openRecord();
    expect(answerTo('Sex')).toHaveTextContent('unheard_of (unknown option)');
  });

  it('says in words that a question was not answered', async () => {
    await openRecord({ data: { nickname: null } });
    expect(within(answerTo('Nickname')).getByText('not answered')).toBeInTheDocument();
  });

  it('names nothing of the child in the title of the window or the address', async () => {
    await openRecord();
    expect(document.title).toBe('Case SEL-abc1234 · Amparo');
    expect(window.location.href).not.toContain('Mimi');
  });

  it('speaks Arabic, with foreign names isolated', async () => {
    await openRecord({ language: 'ar' });
    expect(document.documentElement.dir).toBe('rtl');
    expect(screen.getByRole('heading', { level: 2, name: 'الهوية الأساسية' })).toBeVisible();
    const nickname = within(answerTo('اسم الشهرة')).getByText('Mimi');
    expect(nickname.tagName).toBe('BDI');
    expect(answerTo('الجنس')).toHaveTextContent('unheard_of (خيار غير معروف)');
  });

  it('opens another form from the navigation and keeps it in the address', async () => {
    await openRecord();
    await userEvent.click(screen.getByRole('button', { name: 'Family' }));
    expect(await screen.findByRole('heading', { level: 2, name: 'Family' })).toHaveFocus();
    expect(window.location.search).toBe('?form=family');
    expect(screen.getByRole('button', { name: 'View: Zoé · Aunt' })).toBeVisible();
    expect(screen.queryByRole('button', { name: /Add an entry/ })).toBeNull();
  });

  it('hides a form whose condition does not hold', async () => {
    await openRecord();
    expect(screen.queryByRole('button', { name: 'Decisions' })).toBeNull();
  });

  it('shows it where the condition holds', async () => {
    await openRecord({ data: { age: 13 } });
    expect(screen.getByRole('button', { name: 'Decisions' })).toBeInTheDocument();
  });

  it('opens an entry to read', async () => {
    await openRecord({ query: '?form=family' });
    await userEvent.click(screen.getByRole('button', { name: 'View: Zoé · Aunt' }));
    const dialog = await screen.findByRole('dialog', { name: 'Relatives' });
    expect(within(dialog).getByText('Zoé')).toBeVisible();
    expect(within(dialog).queryByRole('textbox')).toBeNull();
  });

  it('lists documents with a way to download them', async () => {
    await openRecord({ query: '?form=papers' });
    const link = await screen.findByRole('link', { name: 'birth.pdf' });
    expect(link).toHaveAttribute('href', `/api/v2/cases/${recordId}/attachments/4`);
    expect(screen.getByText('Birth certificate')).toBeVisible();
  });

  it('says whose the record is', async () => {
    await openRecord({ query: '?form=record_owner' });
    expect(
      await screen.findByRole('heading', { name: 'Record information', level: 2 }),
    ).toBeVisible();
    expect(answerTo('Responsible')).toHaveTextContent('nadia');
    expect(answerTo('Agency')).toHaveTextContent('Refuge');
  });

  it('names the person whom it is attributed to', async () => {
    const data = { identified_by: 'amal', identified_by_full_name: 'Amal Haddad' };
    await openRecord({ query: '?form=record_owner', data });
    await screen.findByRole('heading', { name: 'Record information', level: 2 });
    expect(answerTo('Identified by')).toHaveTextContent('Amal Haddad');
  });

  it.each([403, 404])(
    'says why it cannot be opened with %i, and where to go on',
    async (status) => {
      const server = installFakeServer({ isSignedIn: true, user: recordWorker });
      serveRecord(server);
      server.on(`GET /cases/${recordId}`, () => ({ status, body: { errors: [] } }));
      await renderApp({
        server,
        isSignedIn: true,
        address: `/v2/cases/${recordId}`,
        expectsHeading: false,
      });
      expect(await screen.findByText(/may have been given to somebody else/)).toBeVisible();
      expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
      const link = screen.getByRole('link', { name: 'Search by name or ID' });
      expect(link).toHaveAttribute('href', '/v2/search');
    },
  );
});

describe('the change log', () => {
  it('tells each change in the words of the forms', async () => {
    const { server } = await openRecord();
    server.on(`GET /cases/${recordId}/record_history`, () => ({
      body: {
        data: [
          {
            datetime: '2026-04-02T10:30:00Z',
            user_name: 'omar',
            action: 'update',
            record_changes: [
              { age: { from: 6, to: 7 } },
              { secret_of_another_form: { from: 'a', to: 'b' } },
              { relatives: { from: [], to: [{ unique_id: 'x', relative_name: 'Zoé' }] } },
            ],
          },
        ],
        metadata: { total: 1, per: 20, page: 1 },
      },
    }));
    await userEvent.click(screen.getByText('Record information', { selector: 'summary *' }));
    await userEvent.click(screen.getByRole('button', { name: 'Change log' }));
    expect(await screen.findByText(/Changed by/)).toHaveTextContent('Changed by omar');
    expect(screen.getByText('Age').closest('.change')).toHaveTextContent('AgeBefore: 6Now: 7');
    expect(screen.getByText('entry added').parentElement).toHaveTextContent(
      'Relatives entry added Zoé',
    );
    expect(screen.queryByText(/secret_of_another_form/)).toBeNull();
  });

  it('says of a merge, and of its undoing, what they were', async () => {
    const { server } = await openRecord();
    const entry = (action: string) => ({
      datetime: '2026-04-02T10:30:00Z',
      user_name: 'omar',
      action,
      record_changes: [],
    });
    server.on(`GET /cases/${recordId}/record_history`, () => ({
      body: {
        data: [entry('unmerge'), entry('merge'), entry('update')],
        metadata: { total: 3, per: 20, page: 1 },
      },
    }));
    await userEvent.click(screen.getByText('Record information', { selector: 'summary *' }));
    await userEvent.click(screen.getByRole('button', { name: 'Change log' }));
    expect(await screen.findByText(/Cases merged by/)).toHaveTextContent('Cases merged by omar');
    expect(screen.getByText(/Merge of cases undone by/)).toHaveTextContent(/omar$/);
    expect(screen.getAllByText(/Changed by/)).toHaveLength(1);
  });

  it('fetches older entries on demand', async () => {
    const { server } = await openRecord();
    const entry = (user: string) => ({
      datetime: '2026-04-02T10:30:00Z',
      user_name: user,
      action: 'update',
      record_changes: [],
    });
    server.on(`GET /cases/${recordId}/record_history`, ({ query }) => ({
      body: {
        data: [entry(query.get('page') === '1' ? 'newest' : 'oldest')],
        metadata: { total: 21, per: 20, page: Number(query.get('page')) },
      },
    }));
    await userEvent.click(screen.getByText('Record information', { selector: 'summary *' }));
    await userEvent.click(screen.getByRole('button', { name: 'Change log' }));
    await screen.findByText('newest');
    await userEvent.click(screen.getByRole('button', { name: 'Show older changes' }));
    expect(await screen.findByText('oldest')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Show older changes' })).toBeNull();
  });
});

describe('actions on the record', () => {
  async function choose(name: string, role = 'alertdialog') {
    await userEvent.click(screen.getByRole('button', { name: 'More actions' }));
    await userEvent.click(await screen.findByRole('menuitem', { name }));
    return screen.findByRole(role, { name });
  }

  it('asks before closing, and sends only what closing is', async () => {
    const { server } = await openRecord();
    const dialog = await choose('Close the record', 'dialog');
    expect(server.seen(`PATCH /cases/${recordId}`)).toHaveLength(0);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Close the record' }));
    expect(await screen.findByText('The change is saved.')).toBeVisible();
    const [sent] = server.seen(`PATCH /cases/${recordId}`);
    expect(sent?.body).toEqual({ data: { status: 'closed' }, record_action: 'close' });
    expect(sent?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('does nothing when the person thinks again', async () => {
    const { server } = await openRecord();
    const dialog = await choose('Take the record out of use');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    expect(server.seen(`PATCH /cases/${recordId}`)).toHaveLength(0);
  });

  it('offers no way to edit a record that is out of use', async () => {
    await openRecord({ data: { record_state: false } });
    expect(screen.queryByRole('link', { name: 'Edit' })).toBeNull();
    expect(screen.getByText('Out of use')).toBeVisible();
  });
});
