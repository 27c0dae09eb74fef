import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { formatDateTime } from '../../../shared/i18n/format';
import { record, recordId, recordWorker, serveRecord } from '../../../test/fake-record';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp } from '../../../test/render-app';
import type { Language } from '../../../shared/i18n/languages';

async function open(place = '', language: Language = 'en') {
  const server = installFakeServer({ isSignedIn: true, user: recordWorker });
  serveRecord(server, record);
  const address = `/v2/cases/${recordId}${place}`;
  await renderApp({ server, isSignedIn: true, address, language });
}

const words = (text: string) => text.replaceAll(/\s+/g, ' ');

describe('the line about saving', () => {
  it('says when a record that is read was last saved', async () => {
    await open();
    const line = await screen.findByText(/^Last saved:/);
    const time = formatDateTime(String(record['last_updated_at']), 'en');
    expect(line).toHaveTextContent(words(`Last saved: ${time}`));
    expect(screen.queryByText('No unsaved answers')).toBeNull();
  });

  it('tells in Arabic, too', async () => {
    await open('', 'ar');
    const time = formatDateTime(String(record['last_updated_at']), 'ar');
    expect(await screen.findByText(words(time), { selector: '.record-saved bdi' })).toBeVisible();
  });

  it('says politely while somebody types that the answers are only in this window', async () => {
    await open('/edit');
    const calm = await screen.findByText('No unsaved answers');
    expect(calm).toHaveAttribute('role', 'status');
    const field = await screen.findByRole('textbox', { name: 'Nickname' });
    await userEvent.type(field, 'o');
    await waitFor(() =>
      expect(calm).toHaveTextContent('Not saved yet; this window keeps a draft.'),
    );
    await userEvent.keyboard('{Backspace}');
    await waitFor(() => expect(calm).toHaveTextContent('No unsaved answers'));
  });
});
