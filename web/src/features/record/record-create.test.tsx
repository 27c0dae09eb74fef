import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { leaveHandover, readHandover } from '../../shared/intake/handover';
import type { Language } from '../../shared/i18n/languages';
import { recordWorker, serveRecord } from '../../test/fake-record';
import type { FakeServer } from '../../test/fake-server';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';

async function newCase(options: { language?: Language; module?: string } = {}) {
  const server = installFakeServer({ isSignedIn: true, user: recordWorker });
  serveRecord(server);
  await renderApp({
    server,
    isSignedIn: true,
    address: `/v2/cases/${options.module ?? 'primeromodule-cp'}/new`,
    language: options.language ?? 'en',
    expectsHeading: false,
  });
  return server;
}

function idSent(server: FakeServer, at: number): string {
  const data = server.seen('POST /cases')[at]?.body['data'];
  return typeof data === 'object' && data !== null && 'id' in data ? String(data.id) : '';
}

/** Answers any read of the record that was just made. */
function answerReads(server: FakeServer, id: string) {
  server.on(`GET /cases/${id}`, () => ({
    body: { data: { id, short_id: id.slice(-7), module_id: 'primeromodule-cp', status: 'open' } },
  }));
}

describe('registering a case', () => {
  it('says so where no form is set up, instead of saving a blank record', async () => {
    const server = installFakeServer({
      isSignedIn: true,
      user: { ...recordWorker, permitted_form: {} },
    });
    serveRecord(server);
    const address = '/v2/cases/primeromodule-cp/new';
    await renderApp({ server, isSignedIn: true, address });
    expect(await screen.findByText('No form is set up for you to fill in.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  });

  it('sends the answers under an id made here, blanks left out', async () => {
    const server = await newCase();
    server.on('POST /cases', ({ body }) => {
      const { data } = body;
      if (typeof data === 'object' && data !== null && 'id' in data) {
        answerReads(server, String(data.id));
      }
      return { status: 204 };
    });
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'First name (required)' }),
      'ليلى',
    );
    await userEvent.click(screen.getByRole('checkbox', { name: 'Arabic' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/^Registered: /)).toBeVisible();
    const id = idSent(server, 0);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(server.seen('POST /cases')[0]?.body).toEqual({
      data: {
        id,
        short_id: id.slice(-7),
        module_id: 'primeromodule-cp',
        name_first: 'ليلى',
        languages: ['arabic'],
        urgent: false,
      },
    });
    expect(window.location.pathname).toBe(`/v2/cases/${id}`);
  });

  it('names the case it was begun from after a referral', async () => {
    leaveHandover({ name_first: 'ليلى', source_case_display_id: 'SEL-abc1234' });
    const server = await newCase();
    server.on('POST /cases', () => ({ status: 502 }));
    await screen.findByDisplayValue('ليلى');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await vi.waitFor(() => expect(server.seen('POST /cases')).toHaveLength(1));
    expect(server.seen('POST /cases')[0]?.body['data']).toMatchObject({
      name_first: 'ليلى',
      source_case_display_id: 'SEL-abc1234',
    });
  });

  it('never makes a second child of a retry', async () => {
    const server = await newCase();
    server.on('POST /cases', () => ({ status: 502 }));
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'First name (required)' }),
      'Lina',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/What you typed is still here/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText(/What you typed is still here/);
    const [first, second] = server.seen('POST /cases');
    expect(second?.body).toEqual(first?.body);
    const key = (request: typeof first) => request?.headers.get('Idempotency-Key');
    expect(key(second)).toBe(key(first));
  });

  it('goes on as a change when an earlier attempt arrived after all', async () => {
    const server = await newCase();
    server.on('POST /cases', ({ body }) => {
      const { data } = body;
      const id = typeof data === 'object' && data !== null && 'id' in data ? String(data.id) : '';
      answerReads(server, id);
      server.on(`PATCH /cases/${id}`, () => ({ body: {} }));
      return { status: 409, body: { errors: [{ status: 409, message: 'Conflict' }] } };
    });
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'First name (required)' }),
      'Lina',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText(/^Registered: /)).toBeVisible();
    expect(server.seen(`PATCH /cases/${idSent(server, 0)}`)[0]?.body).toEqual({
      data: { name_first: 'Lina', urgent: false },
    });
  });

  it('begins with what search-before-create found out', async () => {
    leaveHandover({ name_first: 'Omar' });
    await newCase();
    expect(await screen.findByRole('textbox', { name: 'First name (required)' })).toHaveValue(
      'Omar',
    );
  });

  it('forgets that when the form is left, so that it never meets another child', async () => {
    leaveHandover({ name_first: 'Omar' });
    await newCase();
    await screen.findByRole('textbox', { name: 'First name (required)' });
    cleanup();
    expect(readHandover()).toEqual({});
  });

  it('offers guidance, and shows no panels and no empty system fields', async () => {
    await newCase();
    await userEvent.click(await screen.findByRole('button', { name: 'Guidance for “First name”' }));
    expect(await screen.findByText('How are you called at home?')).toBeVisible();
    expect(screen.queryByText('Case number')).toBeNull();
    expect(screen.queryByText('Record information')).toBeNull();
  });

  it('asks for the programme when the address names another one', async () => {
    await newCase({ module: 'primeromodule-xx' });
    const choice = await screen.findByRole('link', { name: 'CP' });
    expect(choice).toHaveAttribute('href', '/v2/cases/primeromodule-cp/new');
  });

  it('tells in Arabic what is missing', async () => {
    const server = await newCase({ language: 'ar' });
    await screen.findByRole('textbox', { name: 'الاسم الأول (إلزامي)' });
    await userEvent.click(screen.getByRole('button', { name: 'حفظ' }));
    const list = await screen.findByRole('alert');
    expect(list).toHaveTextContent('إجابات تحتاج إلى مراجعة: 1');
    expect(within(list).getByRole('button', { name: 'الاسم الأول' })).toBeVisible();
    expect(server.seen('POST /cases')).toHaveLength(0);
  });
});
