import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { DuplicateState } from './duplicates';

/** Where two cases stand in the eyes of people. */
export const duplicate_state_texts: Readonly<Record<DuplicateState, MessageDescriptor>> = {
  potential: msg({ id: 'duplicates.state.potential', message: 'Not decided' }),
  same_child: msg({ id: 'duplicates.state.same_child', message: 'One child' }),
  same_family: msg({ id: 'duplicates.state.same_family', message: 'Two children of one family' }),
  different: msg({ id: 'duplicates.state.different', message: 'Two different children' }),
  need_information: msg({
    id: 'duplicates.state.need_information',
    message: 'More information needed',
  }),
};
