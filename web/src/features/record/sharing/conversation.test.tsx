import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Language } from '../../../shared/i18n/languages';
import { record, recordId, recordWorker, serveRecord } from '../../../test/fake-record';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';

const path = `/cases/${recordId}`;
const messages = `${path}/referrals/r1/messages`;

const referral = {
  id: 'r1',
  type: 'Referral',
  status: 'accepted',
  transitioned_by: 'amal',
  transitioned_to: recordWorker['user_name'],
  message_count: 1,
  unread_messages: 1,
  user_can_write: true,
};

async function openPanel(transition: object, language: Language = 'en') {
  const server = installFakeServer({ isSignedIn: true, user: recordWorker });
  serveRecord(server, record);
  const written = [
    { id: 'm1', by: 'amal', at: '2026-05-01T08:00:00Z', text: 'متى تأتي؟' },
    {
      id: 'm2',
      by: 'nadia',
      at: '2026-05-01T09:00:00Z',
      text: 'On <b>Monday</b>',
      read_at: '2026-05-01T09:30:00Z',
    },
  ];
  server.on(`GET ${path}/transitions`, () => ({ body: { data: [transition] } }));
  server.on(`GET ${messages}`, () => ({ body: { data: written } }));
  const address = `/v2/cases/${recordId}?form=transfers_assignments`;
  await renderApp({ server, isSignedIn: true, address, language });
  return server;
}

describe('the conversation on a referral', () => {
  it('is read when somebody opens it, with what is new before', async () => {
    const server = await openPanel(referral);
    const button = await screen.findByRole('button', { name: /Messages: 1/ });
    expect(button).toHaveTextContent('New: 1');
    expect(server.seen(`GET ${messages}`)).toEqual([]);
    await userEvent.click(button);
    expect(button).toHaveAttribute('aria-expanded', 'true');
    const list = within(screen.getByRole('list', { name: /Messages: 1/ }));
    expect(await list.findByText('متى تأتي؟')).toHaveAttribute('dir', 'auto');
    expect(list.getByText('On <b>Monday</b>')).toBeVisible();
    expect(list.getAllByText(/· Read/)).toHaveLength(1);
    await waitFor(() => expect(server.seen(`GET ${path}/transitions`).length).toBeGreaterThan(1));
  });

  it('sends a message once, and keeps its words when it does not get through', async () => {
    const server = await openPanel(referral);
    const keys: (string | null)[] = [];
    server.on(`POST ${messages}`, ({ headers }) => {
      keys.push(headers.get('Idempotency-Key'));
      return keys.length === 1 ? { status: 503 } : { body: { data: { id: 'r1' } } };
    });
    await userEvent.click(await screen.findByRole('button', { name: /Messages/ }));
    const box = await screen.findByRole('textbox', { name: 'Your message' });
    const send = screen.getByRole('button', { name: 'Send' });
    expect(send).toBeDisabled();
    await userEvent.type(box, ' At nine. ');
    await userEvent.click(send);
    await waitFor(() => expect(keys).toHaveLength(1));
    expect(box).toHaveValue(' At nine. ');
    await screen.findByRole('alert');
    await userEvent.click(send);
    await waitFor(() => expect(box).toHaveValue(''));
    expect(server.seen(`POST ${messages}`).map(({ body }) => body)).toEqual([
      { data: { text: 'At nine.' } },
      { data: { text: 'At nine.' } },
    ]);
    expect(new Set(keys).size).toBe(1);
  });

  it('keeps what is being written while another form is open', async () => {
    await openPanel(referral);
    const button = await screen.findByRole('button', { name: /Messages/ });
    await userEvent.click(button);
    await userEvent.type(await screen.findByRole('textbox', { name: 'Your message' }), 'half');
    await userEvent.click(button);
    await userEvent.click(button);
    expect(await screen.findByRole('textbox', { name: 'Your message' })).toHaveValue('half');
  });

  it('is for reading once the referral is over', async () => {
    await openPanel({ ...referral, status: 'done', user_can_write: false });
    await userEvent.click(await screen.findByRole('button', { name: /Messages/ }));
    expect(await screen.findByText(/For reading only/)).toBeVisible();
    expect(screen.queryByRole('textbox', { name: 'Your message' })).toBeNull();
  });

  it('is not there for a transfer, nor when nobody could write', async () => {
    const { message_count, unread_messages, user_can_write, ...rest } = referral;
    expect([message_count, unread_messages, user_can_write]).toEqual([1, 1, true]);
    await openPanel({ ...rest, type: 'Transfer' });
    expect(await screen.findByText('Not received yet')).toBeVisible();
    expect(screen.queryByRole('button', { name: /Messages/ })).toBeNull();
  });
});

describe('the receipt of a referral', () => {
  it.each([
    [{}, 'Not received yet'],
    [{ received_at: '2026-05-01T08:00:00Z' }, /Received on .*May 1, 2026.*not opened yet/],
    [
      { received_at: '2026-05-01T08:00:00Z', opened_at: '2026-05-02T08:00:00Z' },
      /Opened on .*May 2, 2026/,
    ],
  ])('with %j says %s', async (marks, words) => {
    await openPanel({ ...referral, ...marks });
    const panel = await screen.findByRole('region', { name: 'Referrals and transfers' });
    const line = await within(panel).findByText((_, element) => {
      const text = element?.tagName === 'P' ? element.textContent : '';
      return typeof words === 'string' ? text === words : words.test(text);
    });
    expect(line).toBeVisible();
  });

  it('says when access ends, and that it has ended', async () => {
    await openPanel({ ...referral, access_until: '2026-06-01', remind_on: '2026-05-20' });
    expect(await screen.findByText('Access until', { exact: false })).toHaveTextContent(
      'Jun 1, 2026',
    );
    expect(screen.getByText('Reminder on', { exact: false })).toHaveTextContent('May 20, 2026');
  });

  it('tells an end by itself from one without an answer', async () => {
    const over = { ...referral, status: 'revoked', expired: true, user_can_write: false };
    await openPanel({ ...over, responded_at: '2026-05-01T08:00:00Z' });
    expect(await screen.findByText(/Access has ended/)).toBeVisible();
  });
});

describe('a hand-over on paper', () => {
  const outside = {
    id: 'r1',
    type: 'Referral',
    status: 'in_progress',
    transitioned_by: 'nadia',
    transitioned_to_remote: 'Clinic',
    remote: true,
    authorized_role_unique_id: 'role-outside',
    hand_over_code: 'K7PD-92MX',
  };

  it('asks for a password and prints what the role allows', async () => {
    const server = await openPanel(outside);
    URL.createObjectURL = vi.fn(() => 'blob:x');
    URL.revokeObjectURL = vi.fn();
    expect(await screen.findByText('K7PD-92MX')).toBeVisible();
    await userEvent.click(await screen.findByRole('button', { name: 'Hand-over document' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Hand-over document' }));
    await userEvent.click(await dialog.findByRole('button', { name: 'Make the document' }));
    expect(server.seen(`POST ${path}/pdf`)).toEqual([]);
    const box = dialog.getByRole('textbox', { name: /Password of the document/ });
    await userEvent.type(box, 'four words of a song');
    await userEvent.click(dialog.getByRole('button', { name: 'Make the document' }));
    await waitFor(() => expect(server.seen(`POST ${path}/pdf`)).toHaveLength(1));
    expect(server.seen(`POST ${path}/pdf`)[0]?.body).toEqual({
      data: {
        template: 'referral',
        transition_id: 'r1',
        hand_over: true,
        locale: 'en',
        paper: 'a4',
        password: 'four words of a song',
      },
    });
  });

  it.each([
    ['within the system', { ...outside, remote: false }],
    ['without a role', { ...outside, authorized_role_unique_id: undefined }],
    ['that was revoked', { ...outside, status: 'revoked' }],
  ])('is not offered for a referral %s', async (_, transition) => {
    await openPanel(transition);
    expect(await screen.findByText('K7PD-92MX')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Hand-over document' })).toBeNull();
  });
});
