import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { installFakeMedia } from '../../test/fake-media';
import { LanguageProvider } from '../i18n/LanguageProvider';
import { lockSession } from '../session/session';
import SoundDialog from './SoundDialog';
import type { Recording } from './useRecorder';

async function open(refuseWith?: string) {
  const media = await installFakeMedia();
  media.refuseWith = refuseWith;
  const onTake = vi.fn<(recording: Recording) => void>();
  const dialog = (
    <LanguageProvider>
      <SoundDialog title="Recorded Audio" onTake={onTake} onClose={() => undefined} />
    </LanguageProvider>
  );
  const page = await act(async () => render(dialog));
  return { media, onTake, ...page };
}

const button = (name: string) => screen.findByRole('button', { name });

async function start() {
  const begin = await button('Start');
  await waitFor(() => expect(begin).toBeEnabled());
  await userEvent.click(begin);
  expect(await screen.findByRole('status')).toHaveTextContent('Recording…');
}

describe('a sound', () => {
  it('is recorded, heard and taken; the microphone and the memory are given back', async () => {
    const freed = vi.spyOn(URL, 'revokeObjectURL');
    const { media, onTake, unmount } = await open();
    await start();
    await waitFor(() =>
      expect(screen.getByRole('meter', { name: 'Loudness' })).toHaveAttribute(
        'value',
        expect.stringMatching(/^0\.[1-9]/),
      ),
    );
    expect(screen.getByRole('timer')).toHaveTextContent('0:00');
    await userEvent.click(await button('Pause'));
    expect(screen.getByRole('status')).toHaveTextContent('Paused');
    await userEvent.click(await button('Go on'));
    await userEvent.click(await button('Stop'));
    await userEvent.click(await button('Use this recording'));
    const [taken] = onTake.mock.calls[0] ?? [];
    expect(taken?.ending).toBe('webm');
    expect(taken?.sound.type).toBe('audio/webm');
    expect(media.tracks.map(({ isOn }) => isOn)).toEqual([false]);
    unmount();
    expect(freed).toHaveBeenCalledOnce();
  });

  it('can be recorded again', async () => {
    const { media } = await open();
    await start();
    await userEvent.click(await button('Stop'));
    await userEvent.click(await button('Record again'));
    await start();
    expect(media.tracks.map(({ isOn }) => isOn)).toEqual([false, true]);
  });

  it('ends when the app locks, and what was recorded stays', async () => {
    const { media } = await open();
    await start();
    act(() => lockSession());
    expect(media.tracks[0]?.isOn).toBe(false);
    await button('Use this recording');
  });

  it('cannot be recorded without the microphone, and the page says why', async () => {
    await open('NotFoundError');
    expect(await screen.findByRole('alert')).toHaveTextContent('No microphone was found.');
    await button('Try again');
  });
});
