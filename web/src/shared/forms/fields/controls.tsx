import { type ComponentType, lazy } from 'react';
import { FieldType } from '../../wire/forms';
import type { ControlProps, Controls } from './form-view';
import { Lazy } from './Lazy';
import { NumberControl } from './NumberControl';
import { RadioControl } from './RadioControl';
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

const DateControl = fetched(() => import('./DateControl'));
const UploadControl = fetched(() => import('./UploadControl'));
const SignatureControl = fetched(() => import('./SignatureControl'));

/** The controls of the app. */
export const controls: Controls = {
  [FieldType.text]: TextControl,
  [FieldType.textarea]: TextControl,
  [FieldType.number]: NumberControl,
  [FieldType.date]: DateControl,
  [FieldType.tickBox]: TickControl,
  [FieldType.radio]: RadioControl,
  [FieldType.select]: SelectControl,
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
