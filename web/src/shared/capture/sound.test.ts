import { describe, expect, it } from 'vitest';
import { problemOf } from './media';
import { levelOf, lengthText, soundFormat, takenName } from './sound';

describe('a recording', () => {
  it('is Opus in WebM where the browser can, AAC in MP4 elsewhere, or cannot be made', () => {
    expect(soundFormat(() => true)).toEqual({ type: 'audio/webm;codecs=opus', ending: 'webm' });
    const only = (part: string) => soundFormat((type) => type.includes(part))?.ending;
    expect(only('mp4a')).toBe('m4a');
    expect(only('audio/mp4')).toBe('m4a');
    expect(only('ogg')).toBeUndefined();
  });

  it('is shown by its length, in the digits of the reader', () => {
    expect(lengthText(0, 'en')).toBe('0:00');
    expect(lengthText(187.9, 'en')).toBe('3:07');
    expect(lengthText(3600, 'en')).toBe('1:00:00');
    expect(lengthText(61, 'ar-EG')).toBe('١:٠١');
  });

  it('moves the bar for a voice and leaves it alone in silence', () => {
    expect(levelOf(new Uint8Array())).toBe(0);
    expect(levelOf(Uint8Array.of(128, 128, 128))).toBe(0);
    expect(levelOf(Uint8Array.of(118, 138, 118, 138))).toBeGreaterThan(0.2);
    expect(levelOf(Uint8Array.of(0, 0, 0))).toBe(1);
  });

  it('is named by when it was made, not by whom', () => {
    const at = new Date(2026, 2, 5, 8, 7);
    expect(takenName('photo', at, 'jpg')).toBe('photo-20260305-0807.jpg');
    expect(takenName('sound', at, 'webm')).toBe('sound-20260305-0807.webm');
  });
});

describe('what keeps a camera from working', () => {
  it('is told by the name of the error', () => {
    const named = (name: string) => problemOf(new DOMException('', name));
    expect(['NotAllowedError', 'SecurityError'].map(named)).toEqual(['refused', 'refused']);
    expect(['NotFoundError', 'OverconstrainedError'].map(named)).toEqual(['missing', 'missing']);
    expect(named('NotReadableError')).toBe('busy');
    expect(problemOf('anything')).toBe('busy');
  });
});
