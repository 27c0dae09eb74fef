import NameProposal from '../../capture/NameProposal';
import { otherScript } from '../../names/scripts';
import { knownPublicInfo } from '../../session/session';
import { useAnswer, useValue } from '../engine/hooks';
import { isMask } from '../mask';
import type { ControlProps } from './form-view';
import { PlainText } from './PlainText';
import { useLeave } from './useLeave';

/** The name once more, as it is written in another script; it can be proposed from the first. */
export default function OtherScriptControl(props: ControlProps) {
  const { field } = props;
  const [value, set] = useAnswer(field.name);
  const leave = useLeave(field.name);
  const parts = [useValue('name_first'), useValue('name_middle'), useValue('name_last')];
  const locales = knownPublicInfo()?.locales ?? [];
  const name = parts.filter((part) => typeof part === 'string' && part.trim() !== '').join(' ');
  const to = parts.some(isMask) ? undefined : otherScript(name, locales);
  return (
    <div className="field">
      <PlainText {...props} />
      {to === undefined ? null : (
        <NameProposal
          name={name}
          to={to}
          isWritten={typeof value === 'string' && value !== ''}
          onPropose={(proposed) => {
            set(proposed);
            leave();
          }}
        />
      )}
    </div>
  );
}
