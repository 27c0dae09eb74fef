import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startInstallOffer } from '../../shared/pwa/install';
import { renderApp } from '../../test/render-app';

const question = /You can install Amparo/;

/** The browser says that it could install the app. */
function offer() {
  const prompt = vi.fn(async () => undefined);
  const event = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt });
  act(() => void window.dispatchEvent(event));
  return { prompt, event };
}

describe('the offer to install', () => {
  beforeEach(() => {
    startInstallOffer();
    // What earlier tests were offered is gone.
    window.dispatchEvent(new Event('appinstalled'));
  });

  it('waits until there has been a day of use', async () => {
    await renderApp({ isSignedIn: true });
    const { event } = offer();
    expect(event.defaultPrevented).toBe(true);
    expect(screen.queryByText(question)).not.toBeInTheDocument();
  });

  it('is made once the day is over, and leads to the question of the browser', async () => {
    localStorage.setItem('amparo.first-day', '2024-01-01');
    await renderApp({ isSignedIn: true });
    const { prompt } = offer();
    expect(await screen.findByText(question)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Install' }));
    expect(prompt).toHaveBeenCalledOnce();
    expect(screen.queryByText(question)).not.toBeInTheDocument();
  });

  it('is not made again to somebody who said no', async () => {
    localStorage.setItem('amparo.first-day', '2024-01-01');
    await renderApp({ isSignedIn: true });
    offer();
    await userEvent.click(await screen.findByRole('button', { name: 'No, thank you' }));
    offer();
    expect(screen.queryByText(question)).not.toBeInTheDocument();
  });

  it('says how where the browser never asks, until it is done or declined', async () => {
    localStorage.setItem('amparo.first-day', '2024-01-01');
    Object.defineProperty(navigator, 'standalone', { configurable: true, value: false });
    onTestFinished(() => void Reflect.deleteProperty(navigator, 'standalone'));
    await renderApp({ isSignedIn: true });
    expect(await screen.findByText(/then Add to Home Screen/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Install' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'No, thank you' }));
    expect(screen.queryByText(question)).not.toBeInTheDocument();
  });
});
