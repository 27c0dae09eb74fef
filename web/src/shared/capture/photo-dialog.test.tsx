import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { installFakeMedia, installFakePaint } from '../../test/fake-media';
import { LanguageProvider } from '../i18n/LanguageProvider';
import { clearSession, SignedOutReason } from '../session/session';
import PhotoDialog from './PhotoDialog';

const keeping = { side: 1600, quality: 0.8 };

async function open({ file, refuseWith }: { file?: Blob; refuseWith?: string } = {}) {
  const media = await installFakeMedia();
  media.refuseWith = refuseWith;
  const paint = installFakePaint();
  const onTake = vi.fn<(photo: Blob) => void>();
  const onClose = vi.fn();
  const dialog = (
    <LanguageProvider>
      <PhotoDialog title="Photos" keeping={keeping} file={file} {...{ onTake, onClose }} />
    </LanguageProvider>
  );
  const page = await act(async () => render(dialog));
  return { media, paint, onTake, onClose, ...page };
}

const button = (name: string) => screen.findByRole('button', { name });

async function shoot() {
  const shutter = await button('Take the photo');
  await waitFor(() => expect(shutter).toBeEnabled());
  const video = screen.getByLabelText('What the camera sees');
  Object.assign(video, { videoWidth: 800, videoHeight: 600 });
  await userEvent.click(shutter);
  return screen.findByRole('img', { name: 'The photo as it will be kept' });
}

/** A stage of 400 by 300 pixels on the page, dragged over from corner to corner. */
function drag(picture: HTMLElement, from: [number, number], to: [number, number]) {
  const stage = picture.parentElement ?? picture;
  stage.setPointerCapture = () => undefined;
  stage.getBoundingClientRect = () => new DOMRect(0, 0, 400, 300);
  const at = ([clientX, clientY]: [number, number]) => ({ clientX, clientY, pointerId: 1 });
  fireEvent.pointerDown(stage, { ...at(from), button: 0 });
  fireEvent.pointerMove(stage, at(to));
  fireEvent.pointerUp(stage, at(to));
}

describe('the camera', () => {
  it('takes a photo, after which it is switched off', async () => {
    const { media, onTake, paint } = await open();
    await shoot();
    expect(media.tracks.map(({ isOn }) => isOn)).toEqual([false]);
    await userEvent.click(await button('Use this photo'));
    await waitFor(() => expect(onTake).toHaveBeenCalledOnce());
    expect(paint.kept).toEqual([{ width: 800, height: 600, type: 'image/jpeg' }]);
  });

  it('is asked again for another photo, and for the other side', async () => {
    const { media } = await open();
    await shoot();
    await userEvent.click(await button('Take it again'));
    await userEvent.click(await button('Other camera'));
    await waitFor(() => expect(media.asked).toHaveLength(3));
    const sides = media.asked.map(({ video }) => typeof video === 'object' && video.facingMode);
    expect(sides).toEqual(['environment', 'environment', 'user']);
    await waitFor(() => expect(media.tracks.map(({ isOn }) => isOn)).toEqual([false, false, true]));
  });

  it('is switched off when the window goes, and when somebody signs out', async () => {
    const first = await open();
    await button('Take the photo');
    await waitFor(() => expect(first.media.tracks).toHaveLength(1));
    first.unmount();
    expect(first.media.tracks[0]?.isOn).toBe(false);
    const second = await open();
    await waitFor(() => expect(second.media.tracks).toHaveLength(1));
    act(() => clearSession(SignedOutReason.left));
    expect(second.media.tracks[0]?.isOn).toBe(false);
  });

  it('that may not be used says what helps, and a file does as well', async () => {
    const { media, paint, onTake } = await open({ refuseWith: 'NotAllowedError' });
    expect(await screen.findByRole('alert')).toHaveTextContent(/does not allow the camera/);
    await userEvent.click(await button('Try again'));
    await waitFor(() => expect(media.asked).toHaveLength(2));
    await button('Choose a picture instead');
    const input = document.querySelector<HTMLInputElement>('input[type="file"]');
    await userEvent.upload(input ?? document.body, new File(['x'], 'a.png', { type: 'image/png' }));
    await userEvent.click(await button('Use this photo'));
    await waitFor(() => expect(onTake).toHaveBeenCalledOnce());
    expect(paint.kept).toHaveLength(1);
  });
});

describe('a photo', () => {
  it('is blurred where somebody dragged over it, and those pixels are gone', async () => {
    const { paint, onTake } = await open();
    drag(await shoot(), [100, 60], [200, 120]);
    expect(await button('Blurred area 1')).toHaveAttribute('aria-pressed', 'true');
    paint.drawn.length = 0;
    await userEvent.click(await button('Use this photo'));
    await waitFor(() => expect(onTake).toHaveBeenCalledOnce());
    expect(paint.drawn).toContainEqual([200, 120, 200, 120, 0, 0, 6, 4]);
    expect(paint.drawn).toContainEqual([200, 120, 200, 120]);
  });

  it('is blurred without dragging, by buttons and by keys', async () => {
    await open();
    await shoot();
    await userEvent.click(await button('Add an area without dragging'));
    const area = await button('Blurred area 1');
    const before = area.style.insetInlineStart;
    await userEvent.click(await button('To the right'));
    expect(parseFloat(area.style.insetInlineStart)).toBeGreaterThan(parseFloat(before));
    area.focus();
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(parseFloat(area.style.insetInlineStart)).toBeCloseTo(parseFloat(before));
    const width = parseFloat(area.style.inlineSize);
    await userEvent.keyboard('+');
    expect(parseFloat(area.style.inlineSize)).toBeGreaterThan(width);
    await userEvent.keyboard('{Delete}');
    expect(screen.queryByRole('button', { name: 'Blurred area 1' })).toBeNull();
    expect(screen.queryByRole('group', { name: 'Chosen area' })).toBeNull();
  });

  it('is cut to what is kept', async () => {
    const { paint, onTake } = await open({ file: new Blob(['x'], { type: 'image/jpeg' }) });
    const picture = await screen.findByRole('img', { name: 'The photo as it will be kept' });
    await userEvent.click(screen.getByRole('radio', { name: 'keeps a part' }));
    drag(picture, [0, 0], [200, 300]);
    await button('Kept part');
    await userEvent.click(await button('Use this photo'));
    await waitFor(() => expect(onTake).toHaveBeenCalledOnce());
    expect(paint.kept).toEqual([{ width: 400, height: 600, type: 'image/jpeg' }]);
  });
});
