import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { AreaTexts } from '../i18n/AreaTexts';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { codeText, watchForCode } from './codes';
import { fieldTexts } from './field-texts';
import { MediaOff } from './MediaOff';
import { useStream } from './useStream';
import './capture.css';

interface ScanDialogProps {
  title: ReactNode;
  lengthMax: number;
  onTake: (text: string) => void;
  onClose: () => void;
}

/** Reads a QR code or a barcode, shows what it says, and only then takes it. */
export default function ScanDialog(props: ScanDialogProps) {
  return (
    <AreaTexts ready={fieldTexts}>
      <ScanWindow {...props} />
    </AreaTexts>
  );
}

function ScanWindow({ title, lengthMax, onTake, onClose }: ScanDialogProps) {
  const [read, setRead] = useState<string>();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      shape="form"
      actions={
        <>
          <Button onPress={onClose}>
            <Trans id="capture.cancel">Cancel</Trans>
          </Button>
          {read === undefined ? null : (
            <>
              <Button onPress={() => setRead(undefined)}>
                <Trans id="scan.again">Read again</Trans>
              </Button>
              <Button kind="primary" onPress={() => onTake(read)}>
                <Trans id="scan.use">Use this</Trans>
              </Button>
            </>
          )}
        </>
      }
    >
      {read === undefined ? (
        <Finder onCode={(raw) => setRead(codeText(raw, lengthMax))} />
      ) : (
        <p role="status" className="capture-length">
          <bdi>{read}</bdi>
        </p>
      )}
    </Dialog>
  );
}

const camera: MediaStreamConstraints = { audio: false, video: { facingMode: 'environment' } };

function Finder({ onCode }: { onCode: (raw: string) => void }) {
  const { t } = useLingui();
  const [wanted, setWanted] = useState(camera);
  const state = useStream(wanted);
  if (state.phase === 'off') {
    return (
      <MediaOff problem={state.problem} of="camera" onAgain={() => setWanted({ ...camera })} />
    );
  }
  const stream = state.phase === 'live' ? state.stream : undefined;
  return (
    <div className="stack">
      <p className="soft">
        <Trans id="scan.help">Hold the QR code or barcode before the camera.</Trans>
      </p>
      {stream === undefined ? null : (
        <video
          ref={(element) => {
            if (!element) return undefined;
            element.srcObject = stream;
            return watchForCode(element, onCode);
          }}
          className="capture-seen"
          autoPlay
          playsInline
          muted
          aria-label={t({ id: 'capture.seen', message: 'What the camera sees' })}
        />
      )}
    </div>
  );
}
