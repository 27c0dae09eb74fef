import { useEffect, useRef, useState } from 'react';
import { bits_per_second, bytes_max, seconds_max, soundFormat, type SoundFormat } from './sound';

export interface Recording {
  readonly sound: Blob;
  readonly ending: SoundFormat['ending'];
}

export type RecorderPhase = 'ready' | 'recording' | 'paused';

interface Recorder {
  readonly phase: RecorderPhase;
  /** Length so far. */
  readonly seconds: number;
  readonly start: (stream: MediaStream) => void;
  readonly pause: () => void;
  readonly resume: () => void;
  /** Ends it; `onDone` is told. A microphone that is switched off ends it as well. */
  readonly finish: () => void;
}

/** Pieces come this often, so that little is lost when the phone gives up. */
const piece_ms = 1000;
const tick_ms = 250;

/** Records one sound. Stops by itself where a file would become too long or too large. */
export function useRecorder(onDone: (recording: Recording) => void): Recorder {
  const [phase, setPhase] = useState<RecorderPhase>('ready');
  const [seconds, setSeconds] = useState(0);
  const recorder = useRef<MediaRecorder>(null);
  const length = useRef(0);
  useEffect(() => {
    if (phase !== 'recording') return undefined;
    let last = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      length.current += (now - last) / 1000;
      last = now;
      setSeconds(length.current);
      if (length.current >= seconds_max) recorder.current?.stop();
    }, tick_ms);
    return () => clearInterval(timer);
  }, [phase]);
  useEffect(
    () => () => {
      const left = recorder.current;
      if (left && left.state !== 'inactive') left.stop();
    },
    [],
  );
  const start = (stream: MediaStream) => {
    length.current = 0;
    setSeconds(0);
    recorder.current = begin(stream, (recording) => {
      setPhase('ready');
      if (recording) onDone(recording);
    });
    setPhase(recorder.current ? 'recording' : 'ready');
  };
  return {
    phase,
    seconds,
    start,
    pause: () => {
      recorder.current?.pause();
      setPhase('paused');
    },
    resume: () => {
      recorder.current?.resume();
      setPhase('recording');
    },
    finish: () => recorder.current?.stop(),
  };
}

/** Starts, and tells what came out once it ends for whatever reason; nothing when it is empty. */
function begin(
  stream: MediaStream,
  onEnd: (recording: Recording | undefined) => void,
): MediaRecorder | null {
  const format = soundFormat((type) => MediaRecorder.isTypeSupported(type));
  if (format === undefined) return null;
  const recorder = new MediaRecorder(stream, {
    mimeType: format.type,
    audioBitsPerSecond: bits_per_second,
  });
  const pieces: Blob[] = [];
  let bytes = 0;
  recorder.addEventListener('dataavailable', ({ data }) => {
    if (data.size === 0) return;
    pieces.push(data);
    bytes += data.size;
    if (bytes >= bytes_max && recorder.state !== 'inactive') recorder.stop();
  });
  recorder.addEventListener('stop', () => {
    const type = format.ending === 'webm' ? 'audio/webm' : 'audio/mp4';
    const sound = new Blob(pieces, { type });
    onEnd(sound.size === 0 ? undefined : { sound, ending: format.ending });
  });
  recorder.start(piece_ms);
  return recorder;
}
