import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { currentCalendar, takeOwnCalendar } from '../../shared/calendar/calendar';
import { extendedUser } from '../../shared/wire/user';
import { caseWorker } from '../../test/fake-data';
import { installFakeServer } from '../../test/install-fake-server';
import { renderApp } from '../../test/render-app';
import { browserOf } from './browser-name';
import { isWanted } from './own-user';
import { passwordProblem } from './password';

const address = '/v2/account/7';
const password = 'correct horse battery';

async function openAccount() {
  const server = installFakeServer({ isSignedIn: true });
  server.on('GET /sessions', () => ({
    body: {
      data: [
        { id: 'a', current: true, user_agent: 'Firefox/140 Linux' },
        { id: 'b', user_agent: 'Chrome/140 Android', last_seen_at: '2024-03-01T10:00:00.000Z' },
      ],
    },
  }));
  await renderApp({ server, isSignedIn: true, address });
  await screen.findByRole('region', { name: 'Password' });
  return server;
}

async function typePasswords(current: string, wanted: string, repeated = wanted) {
  const section = screen.getByRole('region', { name: 'Password' });
  await userEvent.type(within(section).getByLabelText('Current password'), current);
  await userEvent.type(within(section).getByLabelText('New password'), wanted);
  await userEvent.type(within(section).getByLabelText('New password once more'), repeated);
  await userEvent.click(within(section).getByRole('button', { name: 'Change the password' }));
}

describe('a new password', () => {
  it('is looked at before the server is asked', () => {
    const typed = { current: 'old', password: 'long enough', repeated: 'long enough' };
    expect(passwordProblem(typed, 'nadia')).toBeUndefined();
    expect(passwordProblem({ ...typed, current: '' }, 'nadia')).toBe('current_missing');
    expect(passwordProblem({ ...typed, password: 'short' }, 'nadia')).toBe('too_short');
    expect(passwordProblem({ ...typed, password: 'NadiaKarim' }, 'nadiakarim')).toBe('is_name');
    expect(passwordProblem({ ...typed, repeated: 'other' }, 'nadia')).toBe('not_repeated');
  });

  it('is set once the current one is proved', async () => {
    const server = await openAccount();
    await typePasswords(password, 'four words of mine');
    expect(await screen.findByText('Your password was changed.')).toBeVisible();
    expect(server.seen('PATCH /users/7')[0]?.body).toEqual({
      data: { password: 'four words of mine', password_confirmation: 'four words of mine' },
    });
    expect(screen.getByLabelText('Current password')).toHaveValue('');
  });

  it('is refused with a wrong current one', async () => {
    const server = await openAccount();
    await typePasswords('not it', 'four words of mine');
    expect(await screen.findByText('The current password is not right.')).toBeVisible();
    expect(server.seen('PATCH /users/7')).toHaveLength(0);
  });

  it('is refused in the words of the deployment', async () => {
    const server = await openAccount();
    server.on('PATCH /users/7', () => ({
      status: 422,
      body: { errors: [{ status: 422, message: ['At least 14 characters.'] }] },
    }));
    await typePasswords(password, 'four words of mine');
    expect(await screen.findByText('At least 14 characters.')).toBeVisible();
  });
});

describe('a password that somebody else chose', () => {
  it('is replaced before anything else, also when a session goes on', async () => {
    const server = installFakeServer({ isSignedIn: true });
    const answer = { id: 7, user_name: 'nadia', must_change_password: true };
    server.on('POST /tokens', () => ({ body: answer }));
    await renderApp({ server, isSignedIn: true, address: '/v2/cases' });
    expect(await screen.findByRole('heading', { name: 'Choose your own password' })).toBeVisible();
    expect(screen.queryByLabelText('Current password')).not.toBeInTheDocument();
    expect(server.seen('GET /cases')).toHaveLength(0);
    await userEvent.type(await screen.findByLabelText('New password'), 'four words of mine');
    await userEvent.type(screen.getByLabelText('New password once more'), 'four words of mine');
    await userEvent.click(screen.getByRole('button', { name: 'Change the password' }));
    expect(await screen.findByRole('heading', { level: 1, name: /Cases/ })).toBeVisible();
  });
});

describe('one’s own data', () => {
  it('are changed, but not without a name', async () => {
    const server = await openAccount();
    await userEvent.click(screen.getByRole('button', { name: 'Change my data' }));
    const dialog = await screen.findByRole('dialog');
    const name = within(dialog).getByLabelText(/^Full name/);
    await userEvent.clear(name);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(within(dialog).getByText('Enter your name.')).toBeVisible();
    expect(server.seen('PATCH /users/7')).toHaveLength(0);
    await userEvent.type(name, 'Nadia K.');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(server.seen('PATCH /users/7')[0]?.body['data']).toMatchObject({ full_name: 'Nadia K.' });
    expect(await screen.findAllByText('Nadia K.')).not.toHaveLength(0);
  });
});

describe('duty station and services', () => {
  it('are chosen from the words of the deployment', async () => {
    const server = installFakeServer({
      isSignedIn: true,
      user: { ...caseWorker, location: 'N1', services: ['health'] },
    });
    const value = (id: string, en: string) => ({ id, display_text: { en } });
    server.on('GET /lookups', () => ({
      body: {
        data: [
          {
            unique_id: 'lookup-service-type',
            name: { en: 'Service' },
            values: [value('health', 'Health'), value('shelter', 'Safe shelter')],
          },
        ],
        metadata: { total: 1, per: 1000, page: 1 },
      },
    }));
    await renderApp({ server, isSignedIn: true, address });
    const facts = within(await screen.findByRole('region', { name: /recorded about you/ }));
    expect(await facts.findByText('Health')).toBeVisible();
    expect(await facts.findByText('Sela, Nomar')).toBeVisible();
    await userEvent.click(facts.getByRole('button', { name: 'Change my data' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(await dialog.findByRole('checkbox', { name: 'Safe shelter' }));
    const place = await dialog.findByRole('combobox', { name: /Duty station/ });
    await userEvent.clear(place);
    await userEvent.type(place, 'nomar');
    const options = await screen.findAllByRole('option');
    const country = options.find((one) => one.textContent === 'Nomar');
    if (country === undefined) throw new Error('no such place');
    await userEvent.click(country);
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(server.seen('PATCH /users/7')[0]?.body['data']).toMatchObject({
        location: 'N',
        services: ['health', 'shelter'],
      }),
    );
  });
});

describe('quiet hours', () => {
  async function open(notifications: object) {
    const user = { ...caseWorker, settings: { theme: 'x', notifications } };
    const server = installFakeServer({ isSignedIn: true, user });
    await renderApp({ server, isSignedIn: true, address });
    await screen.findByRole('group', { name: 'Times without messages' });
    return server;
  }
  const quiet = () => within(screen.getByRole('group', { name: 'Times without messages' }));
  const sent = (server: Awaited<ReturnType<typeof open>>) =>
    server.seen('PATCH /users/7').at(-1)?.body['data'];

  it('are switched on, changed and off again, and touch nothing else', async () => {
    const server = await open({ send_mail: { task_due: false } });
    await userEvent.click(screen.getByRole('checkbox', { name: /^Quiet hours/ }));
    const until = await quiet().findByLabelText('Until');
    expect(sent(server)).toEqual({
      settings: {
        theme: 'x',
        notifications: {
          send_mail: { task_due: false },
          quiet_hours: { from: '20:00', to: '07:00' },
        },
      },
    });
    const keep = screen.getByRole('button', { name: 'Keep these hours' });
    expect(keep).toBeDisabled();
    await userEvent.clear(until);
    await userEvent.type(until, '06:30');
    await userEvent.click(keep);
    await waitFor(() => expect(sent(server)).toMatchObject(hours({ from: '20:00', to: '06:30' })));
    const isOn = screen.getByRole('checkbox', { name: /^Quiet hours/ });
    await waitFor(() => expect(isOn).toBeEnabled());
    await userEvent.click(isOn);
    await waitFor(() => expect(sent(server)).toMatchObject(hours(null)));
    await waitFor(() => expect(quiet().queryByLabelText('Until')).not.toBeInTheDocument());
  });

  it('stay as they are while only one end of them is known', async () => {
    const server = await open({ quiet_hours: { from: '22:00', to: '6' } });
    expect(screen.getByRole('checkbox', { name: /^Quiet hours/ })).not.toBeChecked();
    await userEvent.click(screen.getByRole('checkbox', { name: /^One e-mail each morning/ }));
    await waitFor(() =>
      expect(sent(server)).toMatchObject({ settings: { notifications: { digest: true } } }),
    );
    expect(sent(server)).toMatchObject(hours({ from: '22:00', to: '6' }));
  });

  const hours = (quiet_hours: object | null) => ({ settings: { notifications: { quiet_hours } } });
});

describe('what one is told of', () => {
  it('is switched one by one and keeps the other settings', async () => {
    const server = installFakeServer({
      isSignedIn: true,
      user: {
        ...caseWorker,
        settings: { theme: 'x', notifications: { send_mail: { transfer_request: true } } },
      },
    });
    await renderApp({ server, isSignedIn: true, address });
    const mail = await screen.findByRole('group', { name: 'By e-mail' });
    expect(within(mail).getByRole('checkbox', { name: /hand over a case/ })).toBeChecked();
    await userEvent.click(within(mail).getByRole('checkbox', { name: /asks for my approval/ }));
    await waitFor(() =>
      expect(server.seen('PATCH /users/7')[0]?.body['data']).toEqual({
        settings: {
          theme: 'x',
          notifications: {
            send_mail: {
              approval_request: true,
              approval_response: false,
              transition_notification: false,
              transfer_request: true,
              approval_reminder: true,
              referral_response: true,
              transfer_response: true,
              transfer_request_response: true,
              assign_bulk: true,
              consent_withdrawn: true,
              flag_added: true,
              task_due: true,
              task_given: true,
              potential_match: true,
              match_confirmed: true,
              match_withdrawn: true,
              possible_duplicate: true,
              match_access_request: true,
            },
          },
        },
      }),
    );
    expect(screen.queryByRole('group', { name: /devices/ })).not.toBeInTheDocument();
  });
});

describe('who never chose', () => {
  it('is told of everything; who chose, of what they chose and of what came later', () => {
    const user = v.parse(extendedUser, caseWorker);
    expect(isWanted(user, 'send_mail', 'approval_request')).toBe(true);
    const chosen = { ...user, settings: { notifications: { send_mail: {} } } };
    expect(isWanted(chosen, 'send_mail', 'approval_request')).toBe(false);
    expect(isWanted(chosen, 'send_mail', 'task_due')).toBe(true);
    expect(isWanted(chosen, 'receive_webpush', 'approval_request')).toBe(true);
  });
});

describe('the places one is signed in', () => {
  it('are named, and ended from here', async () => {
    const server = await openAccount();
    server.on('DELETE /sessions/b', () => ({ body: { id: 'b' } }));
    const section = screen.getByRole('region', { name: 'Where you are signed in' });
    expect(await within(section).findByText('Firefox · Linux')).toBeVisible();
    await userEvent.click(within(section).getByRole('button', { name: 'Sign out there' }));
    await waitFor(() => expect(server.seen('DELETE /sessions/b')).toHaveLength(1));
  });

  it('have a name even when nobody knows the browser', () => {
    expect(browserOf('Mozilla/5.0 (iPhone) Safari/1')).toBe('Safari · iPhone');
    expect(browserOf('curl/8')).toBe('curl/8');
  });
});

describe('the calendar of one’s own', () => {
  afterEach(() => takeOwnCalendar(undefined));

  it('is kept with the account and used at once', async () => {
    const server = await openAccount();
    const section = screen.getByRole('region', { name: 'Language' });
    const button = within(section).getByRole('button', { name: /Calendar/ });
    expect(button).toHaveTextContent('As everybody here: Gregorian Calendar');
    await userEvent.click(button);
    await userEvent.click(screen.getByRole('option', { name: 'Buddhist Calendar' }));
    await waitFor(() => expect(currentCalendar()).toBe('buddhist'));
    expect(server.seen('PATCH /users/7')[0]?.body).toEqual({
      data: { settings: { calendar: 'buddhist' } },
    });
    await userEvent.click(within(section).getByRole('button', { name: /Calendar/ }));
    await userEvent.click(screen.getByRole('option', { name: /^As everybody here/ }));
    await waitFor(() => expect(currentCalendar()).toBe('gregorian'));
    expect(server.seen('PATCH /users/7')[1]?.body).toEqual({
      data: { settings: { calendar: null } },
    });
  });

  it('stays what it was when the server refuses', async () => {
    const server = await openAccount();
    server.on('PATCH /users/7', () => ({ status: 403, body: { errors: [] } }));
    const section = screen.getByRole('region', { name: 'Language' });
    await userEvent.click(within(section).getByRole('button', { name: /Calendar/ }));
    await userEvent.click(screen.getByRole('option', { name: 'Persian Calendar' }));
    expect(await within(section).findByRole('alert')).toBeVisible();
    expect(currentCalendar()).toBe('gregorian');
  });
});
