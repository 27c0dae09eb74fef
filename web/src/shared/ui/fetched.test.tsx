import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { lazy, useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LanguageProvider } from '../i18n/LanguageProvider';
import { FailureKind, WireFailure } from '../wire/failure';
import { Dialog } from './Dialog';
import { Fetched } from './Fetched';
import { currentNotices, dismissNotice } from './snackbar-store';
import { Snackbars } from './Snackbars';
import { TextField } from './TextField';

interface PageProps {
  load: () => Promise<{ default: () => React.ReactNode }>;
}

/** A page where somebody types, with a part that is fetched when it is opened. */
function Page({ load }: PageProps) {
  const [text, setText] = useState('');
  const [part, setPart] = useState<{ Part: React.ComponentType }>();
  return (
    <LanguageProvider>
      <TextField label="Story" value={text} onChange={setText} />
      <button type="button" onClick={() => setPart({ Part: lazy(load) })}>
        Open
      </button>
      {part ? (
        <Fetched fallback={<p>On its way</p>} onFailed={() => setPart(undefined)}>
          <part.Part />
        </Fetched>
      ) : (
        <p>Nothing is open.</p>
      )}
      <Snackbars />
    </LanguageProvider>
  );
}

async function typeAndOpen(load: PageProps['load']) {
  render(<Page load={load} />);
  await userEvent.type(screen.getByRole('textbox', { name: 'Story' }), 'What she told');
  await userEvent.click(screen.getByRole('button', { name: 'Open' }));
}

const box = () => screen.getByRole('textbox', { name: 'Story' });

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
  act(() => currentNotices().forEach(({ key }) => dismissNotice(key)));
});

describe('a part that is fetched', () => {
  it('stands in the page when it has come, which stays in sight meanwhile', async () => {
    let arrive: (part: { default: () => React.ReactNode }) => void = () => undefined;
    await typeAndOpen(() => new Promise((resolve) => (arrive = resolve)));
    expect(box()).toBeVisible();
    expect(screen.getByText('On its way')).toBeVisible();
    expect(screen.queryByText('The part')).toBeNull();
    act(() => arrive({ default: () => <p>The part</p> }));
    expect(await screen.findByText('The part')).toBeVisible();
    expect(box()).toHaveValue('What she told');
  });

  it.each([
    ['cannot be fetched', () => Promise.reject(new WireFailure(FailureKind.offline))],
    [
      'breaks',
      () =>
        Promise.resolve({
          default: () => {
            throw new WireFailure(FailureKind.offline);
          },
        }),
    ],
  ])('is put away when it %s, says why, and what was typed stays', async (_what, load) => {
    await typeAndOpen(load);
    expect(await screen.findByText('Nothing is open.')).toBeVisible();
    expect(screen.getByRole('alert')).toHaveTextContent(/You are offline/);
    expect(box()).toHaveValue('What she told');
  });

  it('can be opened again after it failed, and says its failure once', async () => {
    const load = vi
      .fn<PageProps['load']>()
      .mockRejectedValueOnce(new Error('no'))
      .mockRejectedValueOnce(new Error('no'))
      .mockResolvedValue({ default: () => <p>The part</p> });
    await typeAndOpen(load);
    await screen.findByText('Nothing is open.');
    await userEvent.click(screen.getByRole('button', { name: 'Open' }));
    await screen.findByText('Nothing is open.');
    expect(screen.getAllByRole('alert')).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: 'Open' }));
    expect(await screen.findByText('The part')).toBeVisible();
    expect(box()).toHaveValue('What she told');
  });
});

describe('a part that nobody opened', () => {
  it('is left out when it breaks', async () => {
    const Broken = lazy(() => Promise.reject(new WireFailure(FailureKind.offline)));
    render(
      <LanguageProvider>
        <Fetched>
          <Broken />
        </Fetched>
        <p>The page</p>
        <Snackbars />
      </LanguageProvider>,
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(/You are offline/);
    expect(screen.getByText('The page')).toBeVisible();
  });
});

describe('a dialog of which a part breaks', () => {
  it('closes, and the page behind it stays', async () => {
    const onClose = vi.fn();
    const Broken = () => {
      throw new Error('inside');
    };
    render(
      <LanguageProvider>
        <p>The page</p>
        <Dialog isOpen title="Question" onClose={onClose}>
          <Broken />
        </Dialog>
        <Snackbars />
      </LanguageProvider>,
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(/Something went wrong/);
    expect(onClose).toHaveBeenCalled();
    expect(screen.getByText('The page')).toBeVisible();
  });
});
