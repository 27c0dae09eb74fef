import { useRef, useState } from 'react';
import { type Coordinates, coordinatesOf, writtenCoordinates } from '../../capture/coordinates';
import PlaceNote from '../../capture/PlaceNote';
import { TextField } from '../../ui/TextField';
import { useAnswer } from '../engine/hooks';
import type { ControlProps } from './form-view';
import { asciiDigits } from './numbers';
import { useFieldTexts } from './useFieldTexts';
import { useLeave } from './useLeave';

/**
 * Where something is, in degrees. What says no place is a warning, never an error; what does is
 * written one way when the person leaves the field.
 */
export default function CoordinatesControl({ field }: ControlProps) {
  const [value, set] = useAnswer(field.name);
  const texts = useFieldTexts(field);
  const leave = useLeave(field.name);
  const [isTyping, setTyping] = useState(false);
  const typings = useRef(0);
  const text = typeof value === 'string' ? value : '';
  const place = coordinatesOf(asciiDigits(text));
  const keep = (found: Coordinates) => {
    set(writtenCoordinates(found));
    leave();
  };
  const finish = () => {
    setTyping(false);
    if (place === undefined) leave();
    else if (isTyping) keep(place);
  };
  return (
    <div className="field">
      <TextField
        {...texts}
        textDirection="ltr"
        value={text}
        onChange={(typed) => {
          setTyping(true);
          typings.current += 1;
          set(typed);
        }}
        onBlur={finish}
        autoComplete="off"
        {...(field.maxLength === undefined ? {} : { maxLength: field.maxLength })}
      />
      <PlaceNote
        label={texts.label}
        isDoubtful={!isTyping && text !== '' && place === undefined}
        typings={() => typings.current}
        onPlace={keep}
        place={place}
      />
    </div>
  );
}
