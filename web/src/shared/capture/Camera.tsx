import { Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { MediaOff } from './MediaOff';
import { type Picture, pictureOfVideo } from './paint';
import { useStream } from './useStream';

/** Which way a camera looks: at the child, or at who holds the phone. */
type Facing = 'environment' | 'user';

function wish(facing: Facing): MediaStreamConstraints {
  return { audio: false, video: { facingMode: facing, width: { ideal: 1920 } } };
}

interface CameraProps {
  onTake: (picture: Picture) => void;
  /** A file instead: one chosen, or one that the phone's own camera makes. */
  onFile: (file: File) => void;
}

/** What the camera sees, with a button to keep it; a way around when there is no camera. */
export function Camera({ onTake, onFile }: CameraProps) {
  const [facing, setFacing] = useState<Facing>('environment');
  const [wanted, setWanted] = useState(() => wish('environment'));
  const video = useRef<HTMLVideoElement>(null);
  const state = useStream(wanted);
  const look = (next: Facing) => {
    setFacing(next);
    setWanted(wish(next));
  };
  const take = () => {
    if (video.current) onTake(pictureOfVideo(video.current));
  };
  if (state.phase === 'off') {
    return (
      <MediaOff problem={state.problem} of="camera" onAgain={() => look(facing)}>
        <FileInstead onFile={onFile} />
      </MediaOff>
    );
  }
  const stream = state.phase === 'live' ? state.stream : undefined;
  return (
    <div className="stack">
      <Seen
        stream={stream}
        onElement={(element) => {
          video.current = element;
        }}
        isMirrored={facing === 'user'}
      />
      <div className="row capture-buttons">
        <Button kind="primary" isDisabled={stream === undefined} onPress={take}>
          <Icon name="photo" size={20} />
          <Trans id="capture.shutter">Take the photo</Trans>
        </Button>
        <Button onPress={() => look(facing === 'user' ? 'environment' : 'user')}>
          <Trans id="capture.turn">Other camera</Trans>
        </Button>
      </div>
    </div>
  );
}

interface SeenProps {
  stream: MediaStream | undefined;
  onElement: (video: HTMLVideoElement | null) => void;
  isMirrored: boolean;
}

function Seen({ stream, onElement, isMirrored }: SeenProps) {
  const { t } = useLingui();
  return (
    <video
      ref={(element) => {
        onElement(element);
        if (element) element.srcObject = stream ?? null;
        return () => onElement(null);
      }}
      className={isMirrored ? 'capture-seen capture-mirror' : 'capture-seen'}
      autoPlay
      playsInline
      muted
      aria-label={t({ id: 'capture.seen', message: 'What the camera sees' })}
    />
  );
}

function FileInstead({ onFile }: { onFile: (file: File) => void }) {
  const pick = (list: FileList | null) => {
    const file = list?.[0];
    if (file) onFile(file);
  };
  return (
    <FileTrigger acceptedFileTypes={['image/*']} defaultCamera="environment" onSelect={pick}>
      <Button>
        <Trans id="capture.file">Choose a picture instead</Trans>
      </Button>
    </FileTrigger>
  );
}
