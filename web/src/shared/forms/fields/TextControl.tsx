import { lazy } from 'react';
import { FieldType } from '../../wire/forms';
import { useAnswer } from '../engine/hooks';
import { isMask } from '../mask';
import type { ControlProps } from './form-view';
import { Lazy } from './Lazy';
import { PlainText } from './PlainText';

const PhoneControl = lazy(() => import('./PhoneControl'));
const CoordinatesControl = lazy(() => import('./CoordinatesControl'));
const OtherScriptControl = lazy(() => import('./OtherScriptControl'));
const FineText = lazy(() => import('./FineText'));

/** Numbers of cards and registers, which cards often carry as a code. */
const on_cards = /_(no|id|number|code)$/;

/** Places on a map are lines of text that are named so. */
const of_places = /(^|_)coordinates$/;

/** One line or several lines of free text. */
export function TextControl(props: ControlProps) {
  const { field } = props;
  const [value] = useAnswer(field.name);
  if (field.phone && !isMask(value)) {
    return (
      <Lazy>
        <PhoneControl {...props} />
      </Lazy>
    );
  }
  if (of_places.test(field.name) && field.type === FieldType.text && !isMask(value)) {
    return (
      <Lazy>
        <CoordinatesControl {...props} />
      </Lazy>
    );
  }
  if (field.name === 'name_transliterated' && !isMask(value)) {
    return (
      <Lazy>
        <OtherScriptControl {...props} />
      </Lazy>
    );
  }
  const isFine =
    field.maxLength !== undefined || ('BarcodeDetector' in globalThis && on_cards.test(field.name));
  return isFine ? (
    <Lazy>
      <FineText {...props} />
    </Lazy>
  ) : (
    <PlainText {...props} />
  );
}
