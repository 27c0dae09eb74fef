import { Trans } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import type { MatchAttachment } from '../../shared/tracing/match-case';
import { Button } from '../../shared/ui/Button';

interface BothVoicesProps {
  trace: readonly MatchAttachment[];
  child: readonly MatchAttachment[];
}

const addressOf = (sounds: readonly MatchAttachment[]): string =>
  sounds.find((sound) => sound.attachment_url)?.attachment_url ?? '';

/** Plays the first recording of both sides, one after the other; nothing where a side has none. */
export function BothVoices({ trace, child }: BothVoicesProps) {
  const player = useRef<HTMLAudioElement>(null);
  const [side, setSide] = useState<'trace' | 'case'>();
  const [isFailed, setFailed] = useState(false);
  const sources = { trace: addressOf(trace), case: addressOf(child) };
  if (sources.trace === '' || sources.case === '') return null;
  const play = (next: 'trace' | 'case' | undefined) => {
    const audio = player.current;
    setSide(next);
    if (audio === null) return;
    audio.pause();
    if (next === undefined) return;
    setFailed(false);
    audio.src = sources[next];
    audio.play().catch(() => {
      setSide(undefined);
      setFailed(true);
    });
  };
  return (
    <div className="both-voices">
      <Button onPress={() => play(side === undefined ? 'trace' : undefined)}>
        {side === undefined ? (
          <Trans id="tracing.voices.play">Hear both voices</Trans>
        ) : (
          <Trans id="tracing.voices.stop">Stop</Trans>
        )}
      </Button>
      <audio
        ref={player}
        preload="none"
        onEnded={() => play(side === 'trace' ? 'case' : undefined)}
      />
      <span role="status" className="soft">
        {side === 'trace' ? <Trans id="tracing.compare.sought">Sought child</Trans> : null}
        {side === 'case' ? <Trans id="tracing.compare.case">Case</Trans> : null}
        {isFailed ? (
          <Trans id="tracing.voices.failed">This recording cannot be played here.</Trans>
        ) : null}
      </span>
    </div>
  );
}
