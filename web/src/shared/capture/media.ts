/** Why there is no picture or sound. */
export type MediaProblem = 'refused' | 'missing' | 'busy';

/** Whether this browser can be asked for a camera or a microphone: only pages of https can. */
export function canCapture(): boolean {
  // Browsers leave it out of pages that came over http.
  return 'mediaDevices' in navigator && typeof navigator.mediaDevices.getUserMedia === 'function';
}

/** Whether sound can be recorded in the app, not only chosen as a file. */
export function canRecord(): boolean {
  return canCapture() && typeof MediaRecorder === 'function';
}

export function problemOf(error: unknown): MediaProblem {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'missing' : 'busy';
}

export function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
