import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { caseWorker } from '../../test/fake-data';
import { renderApp } from '../../test/render-app';

async function openAccount(options = {}) {
  const server = await renderApp({ isSignedIn: true, address: '/v2/account/7', ...options });
  await screen.findByRole('heading', { level: 1, name: 'My account' });
  return server;
}

const section = () => screen.getByRole('region', { name: 'What is recorded about you' });

describe('one’s own account', () => {
  it('shows what is recorded and leaves out the rest', async () => {
    await openAccount({ user: { ...caseWorker, location: 'N1A' } });
    expect(section()).toHaveTextContent('Nadia Karim');
    expect(section()).toHaveTextContent('nadia@refuge.example');
    await waitFor(() => expect(section()).toHaveTextContent('Tavi, Sela, Nomar'));
    expect(section()).not.toHaveTextContent('Phone');
  });

  it('changes the language and says in it that it is kept', async () => {
    const server = await openAccount();
    const buttons = screen.getAllByRole('button', { name: 'Français' });
    await userEvent.click(buttons[buttons.length - 1] ?? document.body);
    expect(await screen.findByText('Votre langue est maintenant : Français.')).toBeVisible();
    expect(server.seen('PATCH /users/7')[0]?.body).toEqual({ data: { locale: 'fr' } });
    await userEvent.click(screen.getByRole('button', { name: 'Fermer le message' }));
    expect(screen.queryByText(/Votre langue/)).not.toBeInTheDocument();
  });

  it('says when only this device knows the choice', async () => {
    const server = await openAccount();
    server.on('PATCH /users/7', () => ({ status: 422, body: { errors: [] } }));
    const buttons = screen.getAllByRole('button', { name: 'Français' });
    await userEvent.click(buttons[buttons.length - 1] ?? document.body);
    expect(await screen.findByText(/que sur cet appareil/)).toBeVisible();
  });

  it('is nobody else’s', async () => {
    await renderApp({ isSignedIn: true, address: '/v2/account/99' });
    expect(await screen.findByText('This is the account of somebody else.')).toBeVisible();
  });
});

describe('the language at sign-in', () => {
  it('is the user’s own where none was chosen on this device', async () => {
    localStorage.removeItem('amparo.language');
    await renderApp({
      isSignedIn: true,
      user: { ...caseWorker, locale: 'es' },
      keepsLanguage: false,
    });
    expect(await screen.findByRole('heading', { level: 1, name: 'Inicio' })).toBeVisible();
  });
});
