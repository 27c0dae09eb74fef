import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { LanguageProvider } from '../../../shared/i18n/LanguageProvider';
import { HeldPicture } from '../../../shared/ui/HeldPicture';
import { Line, lineMet, setFieldMode } from '../../../shared/wire/connection';
import { fieldHours } from '../../../shared/wire/field-hours';
import { noteRoundTrip } from '../../../shared/wire/slow-line';
import { settings } from '../../../test/fake-data';
import { quiet } from '../../../test/quiet';
import { renderApp } from '../../../test/render-app';
import { screenWidth } from '../../../test/screen-width';

const withFieldMode = { ...settings, system_options: { field_mode: true } };

function slowLine() {
  act(() => [2000, 2000, 2000, 2000].forEach(noteRoundTrip));
}

describe('the frame', () => {
  it('names the state of the line and opens what can be done', async () => {
    const server = await renderApp({ isSignedIn: true });
    const chip = await screen.findByRole('button', { name: 'Connection: Connected' });
    expect(chip).toHaveTextContent('Connected');
    await quiet(server);
    act(() => lineMet(Line.offline));
    await userEvent.click(await screen.findByRole('button', { name: 'Connection: No connection' }));
    const dialog = await screen.findByRole('dialog', { name: 'Connection' });
    expect(within(dialog).queryByRole('checkbox')).not.toBeInTheDocument();
    server.on('GET /health/server', () => ({ status: 204 }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Try again' }));
    expect(await within(dialog).findByText('Connected')).toBeVisible();
  });

  it('says what to do when another page answers', async () => {
    await quiet(await renderApp({ isSignedIn: true }));
    act(() => lineMet(Line.stranger));
    await waitFor(() => expect(screen.getByText(/sign in to the Wi-Fi/)).toBeVisible());
    expect(screen.getByRole('button', { name: 'Connection: Wi-Fi sign-in' })).toBeVisible();
  });

  it('has room for the sign on a phone', async () => {
    screenWidth(360);
    await renderApp({ isSignedIn: true });
    expect(await screen.findByRole('button', { name: 'Connection: Connected' })).toHaveTextContent(
      '',
    );
  });

  it('keeps the session and reads what failed when the server is reached again', async () => {
    const server = await renderApp({ isSignedIn: true, address: '/v2/support' });
    const renewals = server.seen('POST /tokens').length;
    act(() => lineMet(Line.offline));
    act(() => lineMet(Line.online));
    await waitFor(() => expect(server.seen('POST /tokens')).toHaveLength(renewals + 1));
  });
});

describe('field mode', () => {
  it('is offered only where the deployment has it', async () => {
    await renderApp({ isSignedIn: true });
    expect(screen.queryByRole('checkbox', { name: /Field mode/ })).not.toBeInTheDocument();
  });

  it('is begun in the menu, stops every call and is left in the page', async () => {
    const server = await renderApp({ isSignedIn: true, settings: withFieldMode });
    await userEvent.click(
      await screen.findByRole('checkbox', { name: 'Field mode on this device' }),
    );
    expect(await screen.findByText(/nothing is sent or read/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Connection: Field mode' })).toBeVisible();
    const sent = server.requests.length;
    await userEvent.click(screen.getByRole('link', { name: 'Cases' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(/Field mode is on/);
    expect(server.requests).toHaveLength(sent);
    const [leave] = screen.getAllByRole('button', { name: 'Leave field mode' });
    if (leave === undefined) throw new Error('no way out');
    await userEvent.click(leave);
    expect(await screen.findByRole('button', { name: 'Connection: Connected' })).toBeVisible();
    await waitFor(() => expect(server.seen('GET /cases').length).toBeGreaterThan(0));
  });

  it('is set for hours of each day', async () => {
    await renderApp({ isSignedIn: true, settings: withFieldMode });
    await userEvent.click(await screen.findByRole('button', { name: /^Connection:/ }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Connection' }));
    const box = dialog.getByRole('checkbox', { name: 'Field mode each day at these hours' });
    await userEvent.click(box);
    const from = await dialog.findByLabelText('From');
    await userEvent.clear(from);
    await userEvent.type(from, '09:30');
    await userEvent.click(dialog.getByRole('button', { name: 'Keep these hours' }));
    await waitFor(() => expect(fieldHours()).toEqual({ from: '09:30', to: '16:00' }));
    await userEvent.click(box);
    await waitFor(() => expect(fieldHours()).toBeUndefined());
    expect(dialog.queryByLabelText('From')).not.toBeInTheDocument();
  });

  it('is left at the door as well, and the app starts then', async () => {
    setFieldMode(true);
    await renderApp({ isSignedIn: true, expectsHeading: false });
    expect(await screen.findByText(/nothing is sent or read/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Leave field mode' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  });
});

describe('a slow line', () => {
  it('is told of, and can be put up with', async () => {
    await quiet(await renderApp({ isSignedIn: true }));
    slowLine();
    expect(await screen.findByText(/photos wait until you press them/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Load everything' }));
    await waitFor(() => expect(screen.queryByText(/photos wait/)).not.toBeInTheDocument());
  });

  it('has lists of ten rows, named in the address of the next page', async () => {
    const value = { saveData: true };
    Object.defineProperty(navigator, 'connection', { configurable: true, value });
    const server = await renderApp({ isSignedIn: true, address: '/v2/cases' });
    await waitFor(() => expect(server.seen('GET /cases')[0]?.query.get('per')).toBe('10'));
    await userEvent.click(await screen.findByRole('button', { name: /next/i }));
    await waitFor(() => expect(window.location.search).toContain('per=10'));
    Reflect.deleteProperty(navigator, 'connection');
  });

  it('shows a photo when it is pressed', async () => {
    const picture = (
      <LanguageProvider>
        <HeldPicture name="Photo of 3 May">
          <img src="/photo" alt="Photo of 3 May" />
        </HeldPicture>
      </LanguageProvider>
    );
    slowLine();
    render(picture);
    const photo = { name: 'Photo of 3 May' };
    expect(screen.queryByRole('img', photo)).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Load: Photo of 3 May' }));
    expect(await screen.findByRole('img', photo)).toBeInTheDocument();
  });
});
