import { lazy } from 'react';
import { useAnswer } from '../engine/hooks';
import { isMask } from '../mask';
import type { ControlProps } from './form-view';
import { Lazy } from './Lazy';
import { PlainText } from './PlainText';

const PhoneControl = lazy(() => import('./PhoneControl'));
const FineText = lazy(() => import('./FineText'));

/** Numbers of cards and registers, which cards often carry as a code. */
const on_cards = /_(no|id|number|code)$/;

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
