import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { record, recordId, recordWorker, serveRecord } from '../../../../test/fake-record';
import { installFakeServer } from '../../../../test/install-fake-server';
import { renderApp } from '../../../../test/render-app';

const path = `/cases/${recordId}`;
const log = `GET ${path}/record_history`;

const change = (name: string, from: unknown, to: unknown) => ({
  datetime: '2026-04-02T10:30:00Z',
  user_name: 'omar',
  action: 'update',
  record_changes: [{ [name]: { from, to } }],
});

async function open(pages: number) {
  const server = installFakeServer({ isSignedIn: true, user: recordWorker });
  serveRecord(server, record);
  server.on(log, ({ query }) => {
    const page = Number(query.get('page') ?? 1);
    const data = [change('nickname', `${page}a`, `${page}b`), change('why_urgent', 'No', 'Alone')];
    return { body: { data, metadata: { total: pages * 20, per: 20, page } } };
  });
  await renderApp({ server, isSignedIn: true, address: `/v2${path}?form=change_logs` });
  await screen.findAllByText('Alone');
  return server;
}

describe('the change log', () => {
  it('greys the history of a question that is not asked now', async () => {
    await open(1);
    const hidden = screen.getByText('not asked now').closest('.change-hidden');
    expect(hidden).toHaveTextContent('Why is it urgent?');
    expect(screen.getByText('1b').closest('.change-hidden')).toBeNull();
  });

  it('counts incidents, and folds a long answer behind its first words', async () => {
    const server = installFakeServer({ isSignedIn: true, user: recordWorker });
    serveRecord(server, record);
    const long = `${'A day on the road. '.repeat(20)}The end.`;
    const data = [change('nickname', 'x', long), change('incidents', ['1'], ['1', '2'])];
    server.on(log, () => ({ body: { data, metadata: { total: 2, per: 20, page: 1 } } }));
    await renderApp({ server, isSignedIn: true, address: `/v2${path}?form=change_logs` });
    const first = await screen.findByText(/^A day on the road.*…$/);
    const folded = first.closest('details');
    expect(folded).not.toHaveAttribute('open');
    expect(folded).toHaveTextContent('The end.');
    expect(
      screen.getByText('Incidents', { selector: '.change-label' }).parentElement,
    ).toHaveTextContent(/1.*2/);
  });

  it('is printed to its end, not only as far as it was read', async () => {
    const print = vi.fn();
    vi.stubGlobal('print', print);
    const server = await open(3);
    expect(server.seen(log)).toHaveLength(1);
    expect(screen.getByText(/more in the log than on this paper/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Print this log' }));
    await waitFor(() => expect(print).toHaveBeenCalledOnce());
    expect(server.seen(log)).toHaveLength(3);
    expect(screen.getByText('3b')).toBeVisible();
    expect(screen.queryByText(/more in the log than on this paper/)).toBeNull();
  });

  it('is not printed when a part of it could not be read', async () => {
    const print = vi.fn();
    vi.stubGlobal('print', print);
    const server = await open(2);
    server.on(log, () => ({ status: 403, body: { errors: [] } }));
    await userEvent.click(screen.getByRole('button', { name: 'Print this log' }));
    await waitFor(() => expect(server.seen(log).length).toBeGreaterThan(1));
    await new Promise((done) => setTimeout(done, 100));
    expect(print).not.toHaveBeenCalled();
  });
});
