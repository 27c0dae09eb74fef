import { useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { levelOf } from './sound';

/** Often enough to follow a voice, seldom enough for a cheap phone. */
const look_ms = 100;

/** How loud it is: whoever sees the bar move knows that they are heard. */
export function Level({ stream }: { stream: MediaStream }) {
  const { t } = useLingui();
  const [level, setLevel] = useState(0);
  useEffect(() => listen(stream, setLevel), [stream]);
  return (
    <meter
      className="capture-level"
      min={0}
      max={1}
      value={level}
      aria-label={t({ id: 'capture.level', message: 'Loudness' })}
    />
  );
}

function listen(stream: MediaStream, tell: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Uint8Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getByteTimeDomainData(samples);
    tell(levelOf(samples));
  }, look_ms);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}
