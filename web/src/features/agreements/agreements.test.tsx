import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { caseWorker, settings } from '../../test/fake-data';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';

const code = { id: 3, title: 'How we work', content: 'Be kind.', created_on: '2024-02-03' };
const withCode = {
  ...settings,
  system_options: { code_of_conduct_enabled: true },
  code_of_conduct: code,
};

describe('the code of conduct', () => {
  it('comes before everything else and then leads to what was wanted', async () => {
    const server = await renderApp({
      isSignedIn: true,
      address: '/v2/support',
      settings: withCode,
    });
    expect(await screen.findByRole('heading', { level: 1, name: 'How we work' })).toBeVisible();
    expect(screen.getByText('Be kind.')).toBeVisible();
    expect(screen.getByText('Feb 3, 2024')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Accept' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Support' })).toBeVisible();
    expect(server.seen('PATCH /users/7')[0]?.body).toEqual({ data: { code_of_conduct_id: 3 } });
  });

  it('can be refused after a second question, which leads out', async () => {
    await renderApp({ isSignedIn: true, settings: withCode });
    const name = 'Do not accept and sign out';
    await userEvent.click(await screen.findByRole('button', { name }));
    const question = within(await screen.findByRole('alertdialog', { name }));
    await userEvent.click(question.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(screen.getByRole('heading', { level: 1, name: 'How we work' })).toBeVisible();
    expect(screen.queryByText('You have signed out.')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name }));
    const again = within(await screen.findByRole('alertdialog', { name }));
    await userEvent.click(again.getByRole('button', { name: 'Sign out' }));
    expect(await screen.findByText('You have signed out.')).toBeVisible();
  });

  it('is not asked for twice and can be read again', async () => {
    await renderApp({
      isSignedIn: true,
      address: '/v2/code_of_conduct',
      settings: withCode,
      user: { ...caseWorker, code_of_conduct_id: 3 },
    });
    expect(await screen.findByText('Be kind.')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Accept' })).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Back' })).toBeVisible();
  });

  it('stays when the server cannot note the acceptance', async () => {
    const server = installFakeServer({ isSignedIn: true, settings: withCode });
    server.on('PATCH /users/7', () => ({ status: 503 }));
    await renderApp({ isSignedIn: true, server });
    await userEvent.click(await screen.findByRole('button', { name: 'Accept' }));
    expect(await screen.findByText(/busy or being updated/)).toBeVisible();
    expect(screen.getByRole('heading', { level: 1, name: 'How we work' })).toBeVisible();
  });

  it('locks nobody out when the settings cannot be read', async () => {
    const server = installFakeServer({ isSignedIn: true });
    server.on('GET /system_settings', () => ({ status: 404, body: { errors: [] } }));
    await renderApp({ isSignedIn: true, server });
    expect(await screen.findByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  });
});

describe('the terms of use', () => {
  const user = { ...caseWorker, agency_terms_of_use_enabled: true };
  const agencies = [{ id: 1, unique_id: 'AG1', name: 'Refuge', terms_of_use: '/files/terms.pdf' }];

  it('are opened first, then accepted', async () => {
    const server = await renderApp({
      isSignedIn: true,
      user,
      settings: { ...settings, agencies },
    });
    expect(await screen.findByRole('heading', { level: 1, name: 'Terms of use' })).toBeVisible();
    const accept = screen.getByRole('button', { name: 'Accept' });
    const terms = await screen.findByRole('link', { name: /Open the terms/ });
    expect(accept).toBeDisabled();
    expect(terms).toHaveAttribute('href', '/files/terms.pdf');
    terms.addEventListener('click', (event) => event.preventDefault());
    await userEvent.click(terms);
    server.on('PATCH /users/7', () => {
      server.user = { ...user, terms_of_use_accepted_on: '2024-06-01T00:00:00.000Z' };
      return { body: { data: server.user } };
    });
    await userEvent.click(accept);
    expect(await screen.findByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
    expect(server.seen('PATCH /users/7')[0]?.body).toEqual({ data: { accept_terms_of_use: true } });
  });

  it('come before the code of conduct, and again when they changed', async () => {
    await renderApp({
      isSignedIn: true,
      settings: withCode,
      user: {
        ...user,
        terms_of_use_accepted_on: '2024-01-01T00:00:00.000Z',
        agency_terms_of_use_changed: true,
      },
    });
    expect(await screen.findByText(/terms have changed/)).toBeVisible();
    await waitFor(() => expect(window.location.pathname).toBe('/v2/terms_of_use'));
  });
});
