import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import type { MediaProblem } from './media';

interface MediaOffProps {
  problem: MediaProblem;
  of: 'camera' | 'microphone';
  onAgain: () => void;
  /** What may be done instead. */
  children?: ReactNode;
}

/** Why there is no picture or sound, what helps, and the way to try it again. */
export function MediaOff({ problem, of, onAgain, children }: MediaOffProps) {
  return (
    <div className="stack">
      <p className="field-error" role="alert">
        <Icon name="warning" size={20} />
        <span>
          {of === 'camera' ? <Camera problem={problem} /> : <Microphone problem={problem} />}
        </span>
      </p>
      <div className="row">
        <Button onPress={onAgain}>
          <Trans id="capture.again">Try again</Trans>
        </Button>
        {children}
      </div>
    </div>
  );
}

function Camera({ problem }: { problem: MediaProblem }) {
  if (problem === 'refused') {
    return (
      <Trans id="capture.camera.refused">
        The browser does not allow the camera. Allow it in its settings for this page, then try
        again.
      </Trans>
    );
  }
  if (problem === 'missing') return <Trans id="capture.camera.missing">No camera was found.</Trans>;
  return (
    <Trans id="capture.camera.busy">
      The camera gives no picture. Another app may be using it.
    </Trans>
  );
}

function Microphone({ problem }: { problem: MediaProblem }) {
  if (problem === 'refused') {
    return (
      <Trans id="capture.microphone.refused">
        The browser does not allow the microphone. Allow it in its settings for this page, then try
        again.
      </Trans>
    );
  }
  if (problem === 'missing') {
    return <Trans id="capture.microphone.missing">No microphone was found.</Trans>;
  }
  return (
    <Trans id="capture.microphone.busy">
      The microphone gives no sound. Another app may be using it.
    </Trans>
  );
}
