import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** Column titles the server names by key (`list_headers`). */
export const headerTexts: Readonly<Record<string, MessageDescriptor>> = {
  id: msg({ id: 'header.id', message: 'Case ID' }),
  name: msg({ id: 'header.name', message: 'Name' }),
  complete: msg({ id: 'header.complete', message: 'Complete' }),
  client_code: msg({ id: 'header.client_code', message: 'Client code' }),
  survivor_code: msg({ id: 'header.survivor_code', message: 'Survivor code' }),
  age: msg({ id: 'header.age', message: 'Age' }),
  sex: msg({ id: 'header.sex', message: 'Sex' }),
  gender: msg({ id: 'header.gender', message: 'Gender identity' }),
  registration_date: msg({ id: 'header.registration_date', message: 'Registered on' }),
  case_opening_date: msg({ id: 'header.case_opening_date', message: 'Opened on' }),
  photo: msg({ id: 'header.photo', message: 'Photo' }),
  social_worker: msg({ id: 'header.social_worker', message: 'Case worker' }),
  location_current: msg({ id: 'header.location_current', message: 'Current location' }),
  alert_count: msg({ id: 'header.alert_count', message: 'Alerts' }),
  flag_count: msg({ id: 'header.flag_count', message: 'Flags' }),
};

/** The merged column of alerts and flags. */
export const marksText: MessageDescriptor = msg({
  id: 'header.marks',
  message: 'Alerts and flags',
});
