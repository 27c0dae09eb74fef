import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { holdBusy } from '../../shared/pwa/busy';
import { offerUpdate } from '../../shared/pwa/update';
import { caseWorker } from '../../test/fake-data';
import { cutTheLine, installFakeServer } from '../../test/install-fake-server';
import { quiet } from '../../test/quiet';
import { renderApp } from '../../test/render-app';
import { screenWidth } from '../../test/screen-width';

describe('the navigation', () => {
  it('marks where one is and moves the focus to the heading of the page', async () => {
    await renderApp({ isSignedIn: true });
    const nav = screen.getByRole('navigation', { name: 'Main' });
    expect(within(nav).getByRole('link', { name: 'Home' })).toHaveAttribute('aria-current', 'page');
    await userEvent.click(within(nav).getByRole('link', { name: 'Support' }));
    const heading = await screen.findByRole('heading', { level: 1, name: 'Support' });
    expect(heading).toHaveFocus();
    expect(document.title).toBe('Support · Amparo');
    expect(within(nav).getByRole('link', { name: 'Support' })).toHaveAttribute(
      'aria-current',
      'page',
    );
    expect(within(nav).getByRole('link', { name: 'Home' })).not.toHaveAttribute('aria-current');
  });

  it('keeps a new case apart from the list', async () => {
    await renderApp({ isSignedIn: true, address: '/v2/cases/new' });
    const nav = screen.getByRole('navigation', { name: 'Main' });
    expect(within(nav).getByRole('link', { name: 'New case' })).toHaveAttribute('aria-current');
    expect(within(nav).getByRole('link', { name: 'Cases' })).not.toHaveAttribute('aria-current');
  });

  it('offers only what the role may do', async () => {
    const readOnly = { list: [{ resource: 'cases', actions: ['read'] }] };
    await renderApp({ isSignedIn: true, user: { ...caseWorker, permissions: readOnly } });
    const nav = screen.getByRole('navigation', { name: 'Main' });
    expect(within(nav).getByRole('link', { name: 'Cases' })).toBeVisible();
    expect(within(nav).queryByRole('link', { name: 'New case' })).not.toBeInTheDocument();
  });

  it('is a drawer behind a button on a tablet', async () => {
    screenWidth(768);
    await renderApp({ isSignedIn: true });
    await userEvent.click(screen.getByRole('button', { name: 'Open the menu' }));
    const menu = await screen.findByRole('dialog', { name: 'Menu' });
    await userEvent.click(within(menu).getByRole('link', { name: 'Support' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Support' })).toBeVisible();
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });

  it('has a bar for the thumb on a phone', async () => {
    screenWidth(360);
    await renderApp({ isSignedIn: true });
    const bar = screen.getByRole('navigation', { name: 'Quick access' });
    expect(
      within(bar)
        .getAllByRole('link')
        .map((link) => link.textContent),
    ).toEqual(['Home', 'Cases', 'New case', 'Search']);
    await userEvent.click(within(bar).getByRole('link', { name: 'Search' }));
    expect(await screen.findByRole('searchbox')).toHaveFocus();
  });

  it('begins with a way past it', async () => {
    await renderApp({ isSignedIn: true });
    expect(screen.getByRole('link', { name: 'Skip to the content' })).toHaveAttribute(
      'href',
      '#content',
    );
    expect(screen.getByRole('main')).toHaveAttribute('id', 'content');
  });
});

describe('the frame', () => {
  it('signs out and forgets what was wanted', async () => {
    const server = await renderApp({ isSignedIn: true, address: '/v2/support' });
    await userEvent.click(screen.getByRole('button', { name: 'Sign out' }));
    expect(await screen.findByText('You have signed out.')).toBeVisible();
    expect(server.seen('DELETE /tokens')).toHaveLength(1);
    expect(window.location.pathname).toBe('/v2/login');
    expect(sessionStorage.getItem('amparo.wanted')).toBeNull();
  });

  it('turns the language and keeps it with the user', async () => {
    const server = await renderApp({ isSignedIn: true });
    await userEvent.click(screen.getByRole('button', { name: 'Español' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Inicio' })).toBeVisible();
    await waitFor(() =>
      expect(server.seen('PATCH /users/7')[0]?.body).toEqual({ data: { locale: 'es' } }),
    );
  });

  it('says when there is no connection', async () => {
    await quiet(await renderApp({ isSignedIn: true }));
    cutTheLine();
    act(() => void window.dispatchEvent(new Event('offline')));
    expect(await screen.findByText(/^You are offline/)).toBeVisible();
    installFakeServer({ isSignedIn: true }).on('GET /health/server', () => ({ status: 204 }));
    act(() => void window.dispatchEvent(new Event('online')));
    await waitFor(() => expect(screen.queryByText(/^You are offline/)).not.toBeInTheDocument());
  });

  it('answers an unknown address inside the frame', async () => {
    await renderApp({ isSignedIn: true, address: '/v2/nowhere/at/all' });
    expect(await screen.findByRole('heading', { name: 'This page does not exist' })).toBeVisible();
    expect(screen.getByRole('navigation', { name: 'Main' })).toBeVisible();
    await userEvent.click(screen.getByRole('link', { name: 'Go to the home page' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  });

  it('names the right that is missing', async () => {
    await renderApp({
      isSignedIn: true,
      address: '/v2/cases/new',
      user: { ...caseWorker, permissions: { list: [{ resource: 'cases', actions: ['read'] }] } },
    });
    expect(await screen.findByRole('heading', { name: /Your role does not allow/ })).toBeVisible();
    expect(screen.getByText('cases/create')).toBeVisible();
  });
});

/** A downloaded version that notes what it is told. */
function downloadedVersion() {
  const told: unknown[] = [];
  const worker = Object.assign(new EventTarget(), {
    onerror: null,
    onstatechange: null,
    scriptURL: '/service-worker.js',
    state: 'installed' as const,
    postMessage: (message: unknown) => void told.push(message),
  });
  return { worker, told };
}

describe('a new version', () => {
  it('is offered, and waits while somebody types', async () => {
    Object.defineProperty(navigator, 'serviceWorker', {
      configurable: true,
      value: new EventTarget(),
    });
    await renderApp({ isSignedIn: true });
    const release = holdBusy();
    const { worker, told } = downloadedVersion();
    act(() => offerUpdate(worker));
    expect(screen.queryByText(/new version of Amparo/)).not.toBeInTheDocument();
    act(() => release());
    expect(await screen.findByText(/new version of Amparo/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Use it now' }));
    expect(told).toEqual(['activate-update']);
    await userEvent.click(screen.getByRole('button', { name: 'Later' }));
    expect(screen.queryByText(/new version of Amparo/)).not.toBeInTheDocument();
  });
});
