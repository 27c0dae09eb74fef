import { Trans } from '@lingui/react/macro';
import { Icon } from '../ui/Icon';
import type { MediaProblem } from './media';

interface MediaProblemTextProps {
  problem: MediaProblem;
  of: 'camera' | 'microphone';
}

/** Why there is no picture or sound, and what helps. */
export function MediaProblemText({ problem, of }: MediaProblemTextProps) {
  return (
    <p className="field-error" role="alert">
      <Icon name="warning" size={20} />
      <span>
        {of === 'camera' ? <Camera problem={problem} /> : <Microphone problem={problem} />}
      </span>
    </p>
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
