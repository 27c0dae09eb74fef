import { vi } from 'vitest';
import { startSession } from '../shared/session/session';
import { installFakeServer } from './install-fake-server';

/** A camera or microphone that can be seen to be switched off. */
export class FakeTrack extends EventTarget {
  isOn = true;
  stop = () => {
    this.isOn = false;
  };
  /** Somebody pulls the plug, or takes the permission back. */
  end = () => {
    this.isOn = false;
    this.dispatchEvent(new Event('ended'));
  };
}

export interface FakeMedia {
  /** Every track that was ever handed out, and what for. */
  readonly tracks: FakeTrack[];
  readonly asked: MediaStreamConstraints[];
  /** The next question is refused with this error. */
  refuseWith: string | undefined;
}

/** Puts a camera and a microphone into the browser of somebody who is signed in. */
export async function installFakeMedia(): Promise<FakeMedia> {
  installFakeServer({ isSignedIn: true });
  localStorage.setItem('amparo.session', 'on');
  await startSession();
  const media: FakeMedia = { tracks: [], asked: [], refuseWith: undefined };
  const getUserMedia = (wanted: MediaStreamConstraints) => {
    media.asked.push(wanted);
    if (media.refuseWith !== undefined) {
      return Promise.reject(new DOMException('', media.refuseWith));
    }
    const track = new FakeTrack();
    media.tracks.push(track);
    return Promise.resolve({ getTracks: () => [track] });
  };
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: { getUserMedia } });
  vi.stubGlobal('MediaRecorder', FakeRecorder);
  vi.stubGlobal('AudioContext', FakeAudioContext);
  // The fake DOM refuses everything that is no stream of its own.
  Object.defineProperty(HTMLVideoElement.prototype, 'srcObject', {
    configurable: true,
    writable: true,
    value: null,
  });
  return media;
}

class FakeAudioContext {
  createAnalyser = () => ({
    fftSize: 0,
    getByteTimeDomainData: (samples: Uint8Array) => samples.fill(90),
  });
  createMediaStreamSource = () => ({ connect: () => undefined });
  close = () => Promise.resolve();
}

class FakeRecorder extends EventTarget {
  static isTypeSupported = (type: string) => type.startsWith('audio/webm');
  state: 'inactive' | 'recording' | 'paused' = 'inactive';
  readonly #stream: { readonly getTracks: () => readonly FakeTrack[] };

  constructor(stream: { readonly getTracks: () => readonly FakeTrack[] }) {
    super();
    this.#stream = stream;
  }

  start = () => {
    this.state = 'recording';
    // Whoever stops the track ends the recording, as browsers do.
    for (const track of this.#stream.getTracks()) {
      const { stop } = track;
      track.stop = () => {
        stop();
        this.stop();
      };
    }
  };
  pause = () => {
    this.state = 'paused';
  };
  resume = () => {
    this.state = 'recording';
  };
  stop = () => {
    if (this.state === 'inactive') return;
    this.state = 'inactive';
    const data = new Blob(['sound'], { type: 'audio/webm' });
    this.dispatchEvent(Object.assign(new Event('dataavailable'), { data }));
    this.dispatchEvent(new Event('stop'));
  };
}

/** What was drawn: the fake DOM has no canvas of its own. */
export interface FakePaint {
  /** Source box and place of each picture drawn, in the order of drawing. */
  readonly drawn: (readonly number[])[];
  /** Size of each picture that became a file. */
  readonly kept: { readonly width: number; readonly height: number; readonly type: string }[];
}

/** Lets canvases be drawn on, and pictures of 800 by 600 pixels be read. */
export function installFakePaint(): FakePaint {
  const paint: FakePaint = { drawn: [], kept: [] };
  const context = {
    drawImage: (_: unknown, ...box: readonly number[]) => paint.drawn.push(box),
    fillRect: () => undefined,
    clearRect: () => undefined,
    beginPath: () => undefined,
    moveTo: () => undefined,
    lineTo: () => undefined,
    stroke: () => undefined,
  };
  // Only what painting uses; a whole context has a hundred members.
  Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', {
    configurable: true,
    value: () => context,
  });
  vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation(function toBlob(
    this: HTMLCanvasElement,
    done,
    type = 'image/png',
  ) {
    paint.kept.push({ width: this.width, height: this.height, type });
    done(new Blob(['picture'], { type }));
  });
  vi.stubGlobal('createImageBitmap', () =>
    Promise.resolve({ width: 800, height: 600, close: () => undefined }),
  );
  return paint;
}
