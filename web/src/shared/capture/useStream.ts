import { useEffect, useState } from 'react';
import { sessionState, subscribeToSession } from '../session/session';
import { canCapture, type MediaProblem, problemOf, stop } from './media';

export type StreamState =
  | { readonly phase: 'asking' }
  | { readonly phase: 'live'; readonly stream: MediaStream }
  | { readonly phase: 'off'; readonly problem: MediaProblem };

const asking: StreamState = { phase: 'asking' };

/** Somebody else may be here now: nothing is watched or listened to behind the lock. */
function isLocked(): boolean {
  const session = sessionState();
  return session.phase === 'signed-out' || (session.phase === 'signed-in' && session.locked);
}

/**
 * What the camera or the microphone gives, while this part is on the page. All of it is switched
 * off when the part leaves, and when the app locks itself or somebody signs out. Another object
 * asks anew.
 */
export function useStream(wanted: MediaStreamConstraints): StreamState {
  const [answer, setAnswer] = useState<{ to: MediaStreamConstraints; state: StreamState }>();
  useEffect(() => follow(wanted, (state) => setAnswer({ to: wanted, state })), [wanted]);
  return answer?.to === wanted ? answer.state : asking;
}

/** Asks for it and tells how it goes, until the returned function is called. */
function follow(wanted: MediaStreamConstraints, tell: (state: StreamState) => void): () => void {
  let live: MediaStream | undefined;
  let isOver = false;
  const end = () => {
    if (live) stop(live);
    live = undefined;
    if (!isOver) tell({ phase: 'off', problem: 'busy' });
  };
  const begin = (stream: MediaStream) => {
    live = stream;
    // The answer may come when nobody waits for it any more.
    if (isOver || isLocked()) return end();
    for (const track of stream.getTracks()) track.addEventListener('ended', end);
    return tell({ phase: 'live', stream });
  };
  const refuse = (error: unknown) => {
    if (!isOver) tell({ phase: 'off', problem: problemOf(error) });
  };
  void ask(wanted).then(begin, refuse);
  const unsubscribe = subscribeToSession(() => (isLocked() ? end() : undefined));
  return () => {
    unsubscribe();
    isOver = true;
    end();
  };
}

async function ask(wanted: MediaStreamConstraints): Promise<MediaStream> {
  if (!canCapture()) throw new DOMException('capture.none', 'NotFoundError');
  return navigator.mediaDevices.getUserMedia(wanted);
}
