import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { cutTheLine, installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';

async function typeAndSubmit(password: string, name = 'nadia') {
  await userEvent.type(screen.getByRole('textbox', { name: 'User name' }), name);
  await userEvent.type(screen.getByLabelText('Password'), password);
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
}

describe('signing in', () => {
  it('sends the credentials with the CSRF token and opens the home page', async () => {
    const server = await renderApp();
    expect(window.location.pathname).toBe('/v2/login');
    await typeAndSubmit('correct horse battery');
    expect(await screen.findByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
    const sent = server.seen('POST /tokens').at(-1);
    expect(sent?.body).toEqual({
      user: { user_name: 'nadia', password: 'correct horse battery' },
    });
    expect(sent?.headers.get('X-CSRF-Token')).toBe('fake+token');
    expect(server.seen('GET /users/7')[0]?.query.get('extended')).toBe('true');
    expect(window.location.pathname).toBe('/v2/dashboards');
  });

  it('asks for nothing it cannot get when nobody was signed in', async () => {
    const server = await renderApp();
    expect(server.requests.map(({ path }) => path)).toEqual(['/primero']);
  });

  it('says the same for a wrong name and a wrong password', async () => {
    await renderApp();
    await typeAndSubmit('wrong');
    expect(await screen.findByText(/user name or the password is not right/)).toBeVisible();
    expect(screen.getByLabelText('Password')).toHaveValue('wrong');
    expect(screen.getByLabelText('Password')).toHaveFocus();
  });

  it('shows whose deployment it is', async () => {
    const server = installFakeServer();
    server.on('GET /primero', () => ({
      body: {
        data: {
          agencies: [
            { unique_id: 'A', name: 'Lantern', logo_full: '/rails/1/logo_full.png' },
            { unique_id: 'B', name: 'Bridge', logo_full: null },
          ],
        },
      },
    }));
    await renderApp({ server });
    expect(screen.getByRole('img', { name: 'Lantern' })).toHaveAttribute(
      'src',
      '/rails/1/logo_full.png',
    );
    expect(screen.queryByRole('img', { name: 'Bridge' })).not.toBeInTheDocument();
  });

  it('names what is missing and sends nothing', async () => {
    const server = await renderApp();
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByText('Enter your user name.')).toBeVisible();
    expect(screen.getByText('Enter your password.')).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'User name' })).toBeInvalid();
    expect(screen.getByRole('textbox', { name: 'User name' })).toHaveFocus();
    expect(server.seen('POST /tokens')).toHaveLength(0);
  });

  it('counts down when there were too many attempts', async () => {
    const server = await renderApp();
    server.on('POST /tokens', () => ({ status: 429, headers: { 'Retry-After': '2' } }));
    await typeAndSubmit('wrong');
    expect(await screen.findByText(/try again in 2 seconds/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Sign in' })).toBeDisabled();
    expect(await screen.findByText('You can try again now.', {}, { timeout: 4000 })).toBeVisible();
    expect(screen.getByRole('button', { name: 'Sign in' })).toBeEnabled();
  });

  it('keeps what was typed when the server is down', async () => {
    await renderApp();
    cutTheLine();
    await typeAndSubmit('correct horse battery');
    expect(await screen.findByText(/server cannot be reached/)).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'User name' })).toHaveValue('nadia');
  });

  it('says so when the server is being updated', async () => {
    const server = await renderApp();
    server.on('POST /tokens', () => ({ status: 503 }));
    await typeAndSubmit('correct horse battery');
    expect(await screen.findByText(/busy or being updated/)).toBeVisible();
  });

  it('shows and hides the password', async () => {
    await renderApp();
    const password = screen.getByLabelText('Password');
    expect(password).toHaveAttribute('type', 'password');
    await userEvent.click(screen.getByRole('button', { name: 'Show the password' }));
    expect(password).toHaveAttribute('type', 'text');
    await userEvent.click(screen.getByRole('button', { name: 'Hide the password' }));
    expect(password).toHaveAttribute('type', 'password');
  });

  it('turns to Arabic without a reload and keeps what was typed', async () => {
    await renderApp();
    await userEvent.type(screen.getByRole('textbox', { name: 'User name' }), 'nadia');
    await userEvent.click(screen.getByRole('button', { name: 'العربية' }));
    expect(await screen.findByRole('heading', { name: 'تسجيل الدخول' })).toBeVisible();
    expect(document.documentElement).toHaveAttribute('dir', 'rtl');
    expect(document.documentElement).toHaveAttribute('lang', 'ar');
    expect(screen.getByRole('textbox', { name: 'اسم المستخدم' })).toHaveValue('nadia');
    expect(localStorage.getItem('amparo.language')).toBe('ar');
  });

  it('refuses in Arabic as well', async () => {
    await renderApp({ language: 'ar' });
    await userEvent.type(screen.getByRole('textbox', { name: 'اسم المستخدم' }), 'nadia');
    await userEvent.type(screen.getByLabelText('كلمة المرور'), 'x');
    await userEvent.click(screen.getByRole('button', { name: 'تسجيل الدخول' }));
    expect(await screen.findByText(/اسم المستخدم أو كلمة المرور غير صحيح/)).toBeVisible();
  });

  it('warns on a training site', async () => {
    const server = installFakeServer();
    server.on('GET /primero', () => ({ body: { data: { sandbox_ui: true } } }));
    await renderApp({ server });
    expect(screen.getByText(/training site/)).toBeVisible();
  });
});

describe('coming back', () => {
  it('returns to the wanted address, once', async () => {
    await renderApp({ address: '/v2/cases?status[0]=closed&page=1' });
    expect(window.location.pathname).toBe('/v2/login');
    await typeAndSubmit('correct horse battery');
    expect(await screen.findByRole('heading', { level: 1, name: /Cases/ })).toBeVisible();
    expect(window.location.search).toContain('status[0]=closed');
    expect(sessionStorage.getItem('amparo.wanted')).toBeNull();
  });

  it('resumes a living session without asking for the password', async () => {
    const server = await renderApp({ isSignedIn: true, address: '/v2/support' });
    expect(await screen.findByRole('heading', { level: 1, name: 'Support' })).toBeVisible();
    expect(server.seen('POST /tokens')[0]?.body).toEqual({});
  });

  it('leads to sign-in when the session has ended meanwhile', async () => {
    const server = installFakeServer({ isSignedIn: false });
    localStorage.setItem('amparo.session', 'on');
    await renderApp({ server });
    expect(screen.getByText(/Your session has ended/)).toBeVisible();
    await waitFor(() => expect(localStorage.getItem('amparo.session')).toBe('ended'));
  });

  it('offers another try when the server does not answer at the start', async () => {
    const server = installFakeServer();
    server.on('GET /primero', () => ({ status: 503 }));
    await renderApp({ server, expectsHeading: false });
    expect(await screen.findByText(/busy or being updated/)).toBeVisible();
    installFakeServer();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeVisible();
  });
});
