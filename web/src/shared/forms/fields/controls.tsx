import { type ComponentType, lazy } from 'react';
import { FieldType } from '../../wire/forms';
import { useAnswer } from '../engine/hooks';
import { isMask } from '../mask';
import type { ControlProps, Controls } from './form-view';
import { Lazy } from './Lazy';
import { NumberControl } from './NumberControl';
import { SelectControl } from './SelectControl';
import { SubformControl } from './SubformControl';
import { TallyControl } from './TallyControl';
import { TextControl } from './TextControl';
import { TickControl } from './TickControl';

/** Parts that only some forms need are fetched with the first form that has one. */
function fetched(load: () => Promise<{ default: ComponentType<ControlProps> }>) {
  const Control = lazy(load);
  return function FetchedControl(props: ControlProps) {
    return (
      <Lazy>
        <Control {...props} />
      </Lazy>
    );
  };
}

/** A choice that the record protects is words for now: none of its options is meant. */
function unlessMasked(Control: ComponentType<ControlProps>) {
  return function ProtectedControl(props: ControlProps) {
    const [value] = useAnswer(props.field.name);
    return isMask(value) ? <TextControl {...props} /> : <Control {...props} />;
  };
}

const DateControl = fetched(() => import('./DateControl'));
const RadioControl = fetched(() => import('./RadioControl'));
const UploadControl = fetched(() => import('./UploadControl'));
const SignatureControl = fetched(() => import('./SignatureControl'));

/** The controls of the app. */
export const controls: Controls = {
  [FieldType.text]: TextControl,
  [FieldType.textarea]: TextControl,
  [FieldType.number]: NumberControl,
  [FieldType.date]: DateControl,
  [FieldType.tickBox]: TickControl,
  [FieldType.radio]: unlessMasked(RadioControl),
  [FieldType.select]: unlessMasked(SelectControl),
  [FieldType.tally]: TallyControl,
  [FieldType.subform]: SubformControl,
  [FieldType.photo]: UploadControl,
  [FieldType.audio]: UploadControl,
  [FieldType.document]: UploadControl,
  [FieldType.signature]: SignatureControl,
  [FieldType.calculated]: TextControl,
  [FieldType.separator]: undefined,
  [FieldType.dateRange]: undefined,
  [FieldType.custom]: undefined,
};
