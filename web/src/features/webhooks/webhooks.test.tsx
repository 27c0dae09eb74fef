import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { caseWorker } from '../../test/fake-data';
import type { FakeServer } from '../../test/fake-server';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';
import { bodyOf, formOf, needsSecret } from './webhook-form';
import type { Webhook } from './webhooks.wire';

type Wire = Record<string, unknown>;

const stored = {
  id: 'w1',
  events: ['case.update', 'case.*'],
  url: 'https://partner.example/hook',
  role_unique_id: 'role-outside',
  metadata: { payload: 'changes', region: 'Sela' },
  auth_type: 'hmac',
  has_secret: true,
  disabled: false,
  gone: false,
} as const;
const roles = [
  { unique_id: 'role-outside', name: 'Outside', name_i18n: { en: 'Partner', ar: 'شريك' } },
  { unique_id: 'role-old', name: 'Old', disabled: true },
];

async function open(
  change: (server: FakeServer) => void = () => undefined,
  actions: readonly string[] = ['manage'],
) {
  const user = { ...caseWorker, permissions: { list: [{ resource: 'webhooks', actions }] } };
  const server = installFakeServer({ isSignedIn: true, user });
  server.on('GET /webhooks', () => ({ body: { data: [stored] } }));
  server.on('GET /webhooks/w1', () => ({
    body: { data: stored },
    headers: { ETag: '"w1:4"' },
  }));
  server.on('GET /roles', () => ({ body: { data: roles } }));
  change(server);
  await renderApp({ server, isSignedIn: true, address: '/v2/webhooks' });
  await screen.findByRole('heading', { level: 1, name: 'Messages to other systems' });
  return server;
}

const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));
const dialog = async (name: string) => within(await screen.findByRole('dialog', { name }));

describe('receivers', () => {
  it('are listed with what they are told and as whom they see it', async () => {
    await open();
    const card = within(await screen.findByRole('listitem', { name: stored.url }));
    expect(card.getByRole('heading', { name: stored.url })).toBeVisible();
    expect(card.getByText(/Cases: changed/)).toBeVisible();
    expect(await card.findByText('Partner')).toBeVisible();
    expect(card.getByText('Switched on')).toBeVisible();
  });

  it('are read only for who may only read, and closed to all others', async () => {
    await open(undefined, ['read']);
    await screen.findByRole('listitem', { name: stored.url });
    for (const name of ['New receiver', 'Send a test', 'Change', 'Delete']) {
      expect(screen.queryByRole('button', { name })).toBeNull();
    }
    expect(screen.getByRole('button', { name: 'Messages sent' })).toBeVisible();
  });

  it('leave the focus with the heading when one is deleted', async () => {
    let isGone = false;
    await open((server) => {
      server.on('GET /webhooks', () => ({ body: { data: isGone ? [] : [stored] } }));
      server.on('DELETE /webhooks/w1', () => {
        isGone = true;
        return { status: 204, body: undefined };
      });
    });
    await press('Delete');
    const question = within(await screen.findByRole('alertdialog'));
    await userEvent.click(question.getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(screen.queryByRole('listitem', { name: stored.url })).toBeNull());
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveFocus());
  });

  it('are no page of a case worker', async () => {
    await renderApp({ isSignedIn: true, address: '/v2/webhooks' });
    await screen.findByRole('heading', { name: 'Your role does not allow this' });
    expect(screen.queryByRole('link', { name: 'Other systems' })).toBeNull();
  });

  it('are made, and what the server refuses is said at its field and kept', async () => {
    const sent: Wire[] = [];
    await open((server) =>
      server.on('POST /webhooks', ({ body }) => {
        sent.push(body);
        if (sent.length > 1) return { body: { data: stored } };
        const refusal = {
          status: 422,
          resource: 'webhooks',
          detail: 'url',
          message: ['Not https'],
        };
        return { status: 422, body: { errors: [refusal] } };
      }),
    );
    await press('New receiver');
    const form = await dialog('New receiver');
    await userEvent.type(form.getByRole('textbox', { name: /^Address/ }), 'http://a.example');
    const cases = within(form.getByRole('group', { name: 'Cases' }));
    await userEvent.click(cases.getByRole('checkbox', { name: 'changed' }));
    await userEvent.click(form.getByRole('button', { name: /Sees as much as this role/ }));
    const options = await screen.findAllByRole('option');
    expect(options.map((one) => one.textContent)).toEqual(['Partner']);
    await userEvent.click(screen.getByRole('option', { name: 'Partner' }));
    await userEvent.type(form.getByLabelText(/^Secret/), 'long enough');
    await userEvent.click(form.getByRole('button', { name: 'Save' }));
    expect(await form.findByText('Not https')).toBeVisible();
    expect(form.getByText(/^Nothing is saved yet/)).toBeVisible();
    expect(form.getByRole('textbox', { name: /^Address/ })).toHaveValue('http://a.example');
    await userEvent.click(form.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('The receiver is saved.')).toBeVisible();
    expect(sent[1]).toEqual({
      data: {
        url: 'http://a.example',
        events: ['case.update'],
        role_unique_id: 'role-outside',
        metadata: { payload: 'reference' },
        auth_type: 'hmac',
        auth_secret: 'long enough',
        disabled: false,
      },
    });
  });

  it('are changed upon what was read; whoever was slower is told', async () => {
    let match: string | null = null;
    await open((server) =>
      server.on('PATCH /webhooks/w1', ({ headers }) => {
        match = headers.get('If-Match');
        return { status: 412, body: { errors: [{ status: 412, message: 'Stale' }] } };
      }),
    );
    await press('Change');
    const form = await dialog('Change the receiver');
    await userEvent.click(await form.findByRole('checkbox', { name: 'Switched on' }));
    await userEvent.click(form.getByRole('button', { name: 'Save' }));
    expect(await form.findByRole('alert')).toHaveTextContent(/changed this in the meantime|Stale/);
    expect(form.getByRole('checkbox', { name: 'Switched on' })).not.toBeChecked();
    expect(match).toBe('"w1:4"');
  });

  it('are deleted after a question only', async () => {
    const server = await open((one) => one.on('DELETE /webhooks/w1', () => ({ body: {} })));
    await press('Delete');
    const question = within(await screen.findByRole('alertdialog'));
    await userEvent.click(question.getByRole('button', { name: 'Cancel' }));
    expect(server.seen('DELETE /webhooks/w1')).toHaveLength(0);
    await press('Delete');
    const again = within(await screen.findByRole('alertdialog'));
    await userEvent.click(again.getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(server.seen('DELETE /webhooks/w1')).toHaveLength(1));
    await waitFor(() => expect(server.seen('GET /webhooks').length).toBeGreaterThan(1));
  });

  it('are tested: whether it arrived is said at once', async () => {
    let status = 'dead';
    const entry = { id: 'd', event: 'ping', attempt: 1, created_at: '2026-03-01T10:00:00Z' };
    await open((server) =>
      server.on('POST /webhooks/w1/test', () => ({
        body: { data: { ...entry, status, http_status: 500, error: 'Not accepted.' } },
      })),
    );
    await press('Send a test');
    expect(await screen.findByText(/Not accepted\. It answered 500\./)).toBeVisible();
    status = 'sent';
    await press('Send a test');
    expect(await screen.findByText('The test arrived.')).toBeVisible();
  });

  it('show what was given up, and why', async () => {
    const dead = {
      id: 'd1',
      event: 'case.update',
      record_id: '00000000-0000-4000-8000-000000000abc',
      attempt: 8,
      status: 'dead',
      http_status: 502,
      next_attempt_at: null,
      created_at: '2026-03-01T10:00:00Z',
      error: 'The receiver did not accept the message.',
    };
    const server = await open((one) =>
      one.on('GET /webhooks/w1/deliveries', ({ query }) => ({
        body: {
          data: [{ ...dead, id: `d${query.get('page')}` }],
          metadata: { total: 21, per: 20, page: Number(query.get('page')) },
        },
      })),
    );
    server.on('POST /webhooks/w1/replay', () => ({ body: { data: { count: 3 } } }));
    await press('Messages sent');
    const log = await dialog('Messages sent');
    const row = await log.findByRole('listitem');
    expect(row).toHaveTextContent(/Cases: changed.*Given up.*did not accept.*Attempts: 8.*502/);
    await userEvent.click(log.getByRole('button', { name: 'Show older messages' }));
    await waitFor(() => expect(log.getAllByRole('listitem')).toHaveLength(2));
    expect(log.queryByRole('button', { name: 'Show older messages' })).toBeNull();
    await userEvent.click(log.getByRole('button', { name: 'Send again what was given up' }));
    expect(await screen.findByText('3 messages are tried again.')).toBeVisible();
    expect(server.seen('POST /webhooks/w1/replay')).toHaveLength(1);
  });
});

describe('the form of a receiver', () => {
  const before: Webhook = { ...stored, events: [...stored.events] };
  const form = formOf(before);

  it('spells out what stands for everything, and keeps what it does not show', () => {
    expect(form.events).toContain('case.create');
    expect(bodyOf(form, before)).toMatchObject({
      metadata: { payload: 'changes', region: 'Sela' },
    });
  });

  it('keeps the stored secret, unless the address or the kind changes', () => {
    expect(bodyOf(form, before)).not.toHaveProperty('auth_secret');
    expect(needsSecret(form, before)).toBe(false);
    expect(needsSecret({ ...form, url: 'https://other.example' }, before)).toBe(true);
    expect(bodyOf({ ...form, auth: 'none' }, before)).toMatchObject({
      auth_type: '',
      auth_secret: '',
    });
  });
});
