/** A way to record sound that servers and most browsers know. */
export interface SoundFormat {
  readonly type: string;
  readonly ending: 'webm' | 'm4a';
}

/** The first that the browser can record is taken. */
const formats: readonly SoundFormat[] = [
  { type: 'audio/webm;codecs=opus', ending: 'webm' },
  { type: 'audio/mp4;codecs=mp4a.40.2', ending: 'm4a' },
  { type: 'audio/mp4', ending: 'm4a' },
];

export function soundFormat(isSupported: (type: string) => boolean): SoundFormat | undefined {
  return formats.find(({ type }) => isSupported(type));
}

/** Speech is understood well at this rate, and an hour of it is no more than one file may be. */
export const bits_per_second = 32_000;
export const seconds_max = 3600;
/** Some browsers do not keep to the rate. Below the wire's limit, for what is still on its way. */
export const bytes_max = 20_000_000;

/** Loudness of a piece of sound, 0 to 1. Samples lie around 128. */
export function levelOf(samples: Uint8Array): number {
  if (samples.length === 0) return 0;
  const squares = samples.reduce((sum, one) => sum + ((one - 128) / 128) ** 2, 0);
  // Speech is far from the loudest there is: the root makes it fill the bar.
  return Math.min(1, Math.sqrt(Math.sqrt(squares / samples.length)));
}

/** `3:07`, or `1:03:07` of a long one. */
export function lengthText(seconds: number, language: string): string {
  const two = new Intl.NumberFormat(language, { minimumIntegerDigits: 2 });
  const one = new Intl.NumberFormat(language);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = two.format(Math.floor(seconds) % 60);
  return hours > 0
    ? `${one.format(hours)}:${two.format(minutes)}:${rest}`
    : `${one.format(minutes)}:${rest}`;
}

/** `photo-20260315-0807.jpg`: says when, and nothing about whom. */
export function takenName(kind: 'photo' | 'sound', at: Date, ending: string): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`;
  return `${kind}-${day}-${two(at.getHours())}${two(at.getMinutes())}.${ending}`;
}
