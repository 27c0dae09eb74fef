import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { LanguageProvider } from '../shared/i18n/LanguageProvider';
import { FailureKind, WireFailure } from '../shared/wire/failure';
import { renderApp } from '../test/render-app';
import { Boundary } from './Boundary';
import { createQueryClient } from './query-client';
import { parseSearch, stringifySearch } from './search';

describe('the query of an address', () => {
  it('keeps the keys of the API readable', () => {
    const search = { 'status[0]': 'open', 'loc:location_current[0]': 'N1', columns: 'a,b' };
    const text = stringifySearch(search);
    expect(text).toBe('?status[0]=open&loc:location_current[0]=N1&columns=a,b');
    expect(parseSearch(text)).toEqual(search);
  });

  it('keeps digits as they are, escapes what must be, and leaves out nothing', () => {
    expect(parseSearch('?query=007')).toEqual({ query: '007' });
    expect(stringifySearch({ query: 'a&b', empty: '', gone: undefined })).toBe('?query=a%26b');
    expect(stringifySearch({})).toBe('');
  });
});

describe('reading again', () => {
  it('happens when the ground gave way, not when the server said no', () => {
    const retry = createQueryClient().getDefaultOptions().queries?.retry;
    if (typeof retry !== 'function') {
      throw new Error('expected a rule');
    }
    expect(retry(0, new WireFailure(FailureKind.unreachable))).toBe(true);
    expect(retry(2, new WireFailure(FailureKind.unreachable))).toBe(false);
    expect(retry(0, new WireFailure(FailureKind.forbidden))).toBe(false);
    expect(retry(0, new Error('a bug'))).toBe(false);
  });
});

function Fragile({ isBroken }: { isBroken: () => boolean }) {
  if (isBroken()) {
    throw new Error('secret of the inside');
  }
  return <h1>Whole</h1>;
}

describe('the last net', () => {
  it('shows words instead of an empty page, and a way on', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const isBroken = vi.fn(() => true);
    render(
      <LanguageProvider>
        <Boundary>
          <Fragile isBroken={isBroken} />
        </Boundary>
      </LanguageProvider>,
    );
    expect(screen.getByText(/Something went wrong on our side/)).toBeVisible();
    expect(screen.queryByText(/secret/)).not.toBeInTheDocument();
    isBroken.mockReturnValue(false);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(screen.getByRole('heading', { name: 'Whole' })).toBeVisible();
  });
});

describe('addresses', () => {
  it.each(['/', '/v2', '/v2/', '/v2/login'])(
    '%s leads home for somebody who is in',
    async (address) => {
      await renderApp({ isSignedIn: true, address });
      expect(await screen.findByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
      expect(window.location.pathname).toBe('/v2/dashboards');
    },
  );

  it('/v2/logout signs out', async () => {
    const server = await renderApp({ isSignedIn: true, address: '/v2/logout' });
    expect(await screen.findByText('You have signed out.')).toBeVisible();
    expect(server.seen('DELETE /tokens')).toHaveLength(1);
  });
});
