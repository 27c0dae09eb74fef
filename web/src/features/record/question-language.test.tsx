import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { record, recordId, recordWorker, serveRecord } from '../../test/fake-record';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';

async function openCase(place: string) {
  const server = installFakeServer({ isSignedIn: true, user: recordWorker });
  serveRecord(server, { ...record });
  await renderApp({ server, isSignedIn: true, address: `/v2/cases/${recordId}${place}` });
  return screen.findByRole('region', { name: 'Basic identity' });
}

async function askIn(language: string) {
  await userEvent.click(await screen.findByRole('button', { name: /Ask the questions in/ }));
  await userEvent.click(await screen.findByRole('option', { name: language }));
}

describe('the language of the questions', () => {
  it('changes them and leaves the app in its own', async () => {
    const form = await openCase('/edit');
    expect(within(form).getByLabelText(/^First name/)).toBeVisible();
    const body = form.querySelector('.form-body');
    expect(body).toHaveAttribute('dir', 'ltr');
    await askIn('العربية');
    expect(body).toHaveAttribute('lang', 'ar');
    expect(body).toHaveAttribute('dir', 'rtl');
    expect(document.documentElement.lang).toBe('en');
    expect(within(form).getByLabelText(/^الاسم الأول/)).toBeVisible();
    await askIn('English');
    expect(body).toHaveAttribute('lang', 'en');
  });

  it('is not offered for reading', async () => {
    await openCase('');
    expect(screen.queryByRole('button', { name: /Ask the questions in/ })).not.toBeInTheDocument();
  });
});
