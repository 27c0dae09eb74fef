import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FakeServer } from '../../../test/fake-server';
import { installFakeServer } from '../../../test/install-fake-server';
import { renderApp, type AppOptions } from '../../../test/render-app';
import { Cancelled } from './proof/work-out';

const workOut = vi.hoisted(() => vi.fn());
vi.mock('./proof/work-out', async (importOriginal) => ({
  ...(await importOriginal<object>()),
  workOut,
}));

const form = '/v2/registration?registration_stream=families';

/** A deployment that lets families register. */
async function arrive(address: string, options: AppOptions = {}): Promise<FakeServer> {
  const server = installFakeServer(options);
  server.on('GET /primero', () => ({
    body: {
      data: {
        locales: ['en', 'fr', 'ar', 'es'],
        allow_self_registration: true,
        registration_streams: [{ id: 'families' }],
        registration_streams_link_labels: {
          families: { en: 'Register your family', ar: 'سجّل عائلتك' },
        },
        registration_streams_consent_text: { families: { en: 'We keep your name.' } },
      },
    },
  }));
  server.on('GET /users/self-register/challenge', () => ({
    body: { data: { challenge: 'signed', bits: 4, rounds: 2 } },
  }));
  server.on('POST /users/self-register', () => ({ status: 201, body: {} }));
  await renderApp({ ...options, address, server });
  return server;
}

async function fill(): Promise<void> {
  await userEvent.type(await screen.findByLabelText(/^Full name/), 'Amal Idris');
  await userEvent.type(screen.getByLabelText(/^E-mail address/), ' amal@example.org ');
  await userEvent.click(screen.getByRole('checkbox', { name: /I agree/ }));
}

const send = () => userEvent.click(screen.getByRole('button', { name: 'Register' }));

const refusal = (detail: string | undefined, message: string, sentence: string) => ({
  status: 422,
  body: {
    errors: [
      {
        status: 422,
        resource: '/api/v2/users/self-register',
        ...(detail === undefined ? {} : { detail }),
        message: detail === undefined ? message : [message],
        problems: [{ pointer: detail ?? '', message: sentence, code: message }],
      },
    ],
  },
});

describe('registering oneself', () => {
  beforeEach(() => {
    workOut.mockReset().mockResolvedValue([7, 8]);
  });

  it('begins at the door, under the name the deployment gave it', async () => {
    await arrive('/v2/login');
    const link = await screen.findByRole('link', { name: 'Register your family' });
    expect(link).toHaveAttribute('href', form);
    await userEvent.click(link);
    expect(await screen.findByText('We keep your name.')).toBeVisible();
    expect(window.location.pathname + window.location.search).toBe(form);
    await userEvent.click(screen.getByRole('button', { name: 'Back to sign-in' }));
    expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeVisible();
    expect(window.location.pathname).toBe('/v2/login');
  });

  it('sends what was typed with what was worked out', async () => {
    const server = await arrive(form);
    await fill();
    await userEvent.click(screen.getByRole('checkbox', { name: /Tell me by e-mail/ }));
    await send();
    expect(await screen.findByRole('heading', { name: 'Almost there' })).toBeVisible();
    expect(window.location.pathname).toBe('/v2/registration/success');
    expect(server.seen('POST /users/self-register').map(({ body }) => body)).toEqual([
      {
        user: {
          full_name: 'Amal Idris',
          email: 'amal@example.org',
          locale: 'en',
          registration_stream: 'families',
          data_processing_consent_provided: true,
          send_mail: false,
          proof: { challenge: 'signed', answers: [7, 8] },
        },
      },
    ]);
  });

  it('sends nothing before name, address and consent are there', async () => {
    const server = await arrive(form);
    await screen.findByLabelText(/^Full name/);
    await send();
    expect(await screen.findByText('Enter your name.')).toBeVisible();
    expect(screen.getByText('Enter your e-mail address.')).toBeVisible();
    expect(screen.getByText('Without your consent you cannot be registered.')).toBeVisible();
    await waitFor(() => expect(screen.getByLabelText(/^Full name/)).toHaveFocus());
    expect(screen.getByRole('checkbox', { name: /I agree/ })).toHaveAccessibleDescription(
      'Without your consent you cannot be registered.',
    );
    expect(server.seen('GET /users/self-register/challenge')).toHaveLength(0);
  });

  it('shows how far it is, and can be left', async () => {
    workOut.mockImplementation(
      (_task: unknown, onRound: (done: number) => void, signal: AbortSignal) =>
        new Promise((_resolve, reject) => {
          onRound(1);
          signal.addEventListener('abort', () => reject(new Cancelled()));
        }),
    );
    const server = await arrive(form);
    await fill();
    await send();
    const progress = await screen.findByRole('progressbar', { name: 'Progress' });
    await waitFor(() => expect(progress).toHaveAttribute('value', '1'));
    expect(progress).toHaveAttribute('max', '2');
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByLabelText(/^Full name/)).toHaveValue('Amal Idris');
    expect(server.seen('POST /users/self-register')).toHaveLength(0);
  });

  it('says beside each field what the server refuses', async () => {
    const server = await arrive(form);
    server.on('POST /users/self-register', () =>
      refusal('email', 'errors.api.user.disposable_email', 'Addresses of this provider …'),
    );
    await fill();
    await send();
    const field = await screen.findByLabelText(/^E-mail address/);
    await waitFor(() => expect(field).toHaveAccessibleDescription(/Addresses of this provider …/));
    server.on('POST /users/self-register', () =>
      refusal('base', 'users.alerts.limit_user_reached', 'The deployment is full.'),
    );
    await send();
    expect(await screen.findByRole('alert')).toHaveTextContent('The deployment is full.');
  });

  it('works once more when the task came too late, and only once', async () => {
    const server = await arrive(form);
    server.on('POST /users/self-register', () =>
      refusal(undefined, 'errors.api.user.invalid_captcha', 'Try again.'),
    );
    await fill();
    await send();
    expect(await screen.findByRole('alert')).toHaveTextContent('Try again.');
    expect(server.seen('GET /users/self-register/challenge')).toHaveLength(2);
    expect(server.seen('POST /users/self-register')).toHaveLength(2);
  });

  it('is not offered by an unknown link, where it is not allowed, or to who is in', async () => {
    await arrive('/v2/registration?registration_stream=staff');
    expect(await screen.findByText(/One cannot register by this link/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Register' })).toBeNull();
  });

  it('is not at the door of a deployment without it', async () => {
    await renderApp({ address: '/v2/login' });
    expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeVisible();
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('leads home who is in', async () => {
    await arrive(form, { isSignedIn: true });
    expect(await screen.findByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  });

  it('is in Arabic what it is in English', async () => {
    await arrive(form, { language: 'ar' });
    expect(await screen.findByRole('button', { name: 'تسجيل' })).toBeVisible();
    expect(document.documentElement).toHaveAttribute('dir', 'rtl');
  });
});

describe('the address of a forgotten password', () => {
  it('asks for a link', async () => {
    await renderApp({ address: '/v2/password_reset_request' });
    expect(await screen.findByLabelText('Your e-mail address')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Back to sign-in' }));
    expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeVisible();
  });
});
