import type { ReceivedFile } from '../wire/client';

const letGoAfterMs = 60_000;

/** Hands a file to the browser, which asks or knows where to keep it. */
export function saveFile({ blob, name }: ReceivedFile, fallback: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name ?? fallback;
  link.click();
  // Some browsers begin to read a while after the click.
  setTimeout(() => URL.revokeObjectURL(url), letGoAfterMs);
}
