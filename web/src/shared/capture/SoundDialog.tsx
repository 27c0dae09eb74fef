import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { AreaTexts } from '../i18n/AreaTexts';
import { useLanguage } from '../i18n/useLanguage';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { fieldTexts } from './field-texts';
import { Level } from './Level';
import { MediaOff } from './MediaOff';
import { lengthText } from './sound';
import { useBlobSource } from './useBlobSource';
import { type Recording, useRecorder } from './useRecorder';
import { useStream } from './useStream';
import './capture.css';

interface SoundDialogProps {
  title: ReactNode;
  onTake: (recording: Recording) => void;
  onClose: () => void;
}

/** Records sound, lets it be heard, and only then takes it. */
export default function SoundDialog(props: SoundDialogProps) {
  return (
    <AreaTexts ready={fieldTexts}>
      <SoundWindow {...props} />
    </AreaTexts>
  );
}

function SoundWindow({ title, onTake, onClose }: SoundDialogProps) {
  const [recording, setRecording] = useState<Recording>();
  const [isBusy, setBusy] = useState(false);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      shape="form"
      isDismissable={!isBusy && recording === undefined}
      actions={
        <>
          <Button onPress={onClose}>
            <Trans id="capture.cancel">Cancel</Trans>
          </Button>
          {recording === undefined ? null : (
            <>
              <Button onPress={() => setRecording(undefined)}>
                <Trans id="capture.sound.again">Record again</Trans>
              </Button>
              <Button kind="primary" onPress={() => onTake(recording)}>
                <Trans id="capture.sound.use">Use this recording</Trans>
              </Button>
            </>
          )}
        </>
      }
    >
      {recording === undefined ? (
        <Microphone onDone={setRecording} onBusy={setBusy} />
      ) : (
        <Heard sound={recording.sound} />
      )}
    </Dialog>
  );
}

const only_sound: MediaStreamConstraints = { video: false, audio: { noiseSuppression: true } };

interface MicrophoneProps {
  onDone: (recording: Recording) => void;
  onBusy: (isBusy: boolean) => void;
}

function Microphone({ onDone, onBusy }: MicrophoneProps) {
  const [wanted, setWanted] = useState(only_sound);
  const state = useStream(wanted);
  const language = useLanguage();
  const recorder = useRecorder((recording) => {
    onBusy(false);
    onDone(recording);
  });
  if (state.phase === 'off' && recorder.phase === 'ready') {
    return (
      <MediaOff
        problem={state.problem}
        of="microphone"
        onAgain={() => setWanted({ ...only_sound })}
      />
    );
  }
  const stream = state.phase === 'live' ? state.stream : undefined;
  const start = () => {
    if (stream === undefined) return;
    onBusy(true);
    recorder.start(stream);
  };
  return (
    <div className="stack">
      {stream === undefined ? null : <Level stream={stream} />}
      <p role="timer" className="capture-length">
        <bdi dir="ltr">{lengthText(recorder.seconds, language)}</bdi>
      </p>
      <p role="status" className="soft">
        {recorder.phase === 'recording' ? (
          <Trans id="capture.sound.on">Recording…</Trans>
        ) : recorder.phase === 'paused' ? (
          <Trans id="capture.sound.paused">Paused</Trans>
        ) : (
          <Trans id="capture.sound.help">
            Say what is recorded and why, and ask whether that is all right. The bar moves when
            somebody speaks.
          </Trans>
        )}
      </p>
      <div className="row capture-buttons">
        {recorder.phase === 'ready' ? (
          <Button kind="primary" isDisabled={stream === undefined} onPress={start}>
            <Trans id="capture.sound.start">Start</Trans>
          </Button>
        ) : (
          <>
            <Button onPress={recorder.phase === 'paused' ? recorder.resume : recorder.pause}>
              {recorder.phase === 'paused' ? (
                <Trans id="capture.sound.resume">Go on</Trans>
              ) : (
                <Trans id="capture.sound.pause">Pause</Trans>
              )}
            </Button>
            <Button kind="primary" onPress={recorder.finish}>
              <Trans id="capture.sound.stop">Stop</Trans>
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

function Heard({ sound }: { sound: Blob }) {
  return <audio controls ref={useBlobSource(sound)} className="capture-heard" />;
}
