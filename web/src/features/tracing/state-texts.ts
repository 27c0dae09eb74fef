import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { MatchState } from './matches.wire';

/** Where a pair stands; a mere proposal needs no word. */
export const state_texts: Readonly<Record<MatchState, MessageDescriptor>> = {
  potential: msg({ id: 'tracing.state.potential', message: 'Not decided' }),
  under_verification: msg({
    id: 'tracing.state.under_verification',
    message: 'Waits for a second person',
  }),
  confirmed: msg({ id: 'tracing.state.confirmed', message: 'Confirmed' }),
  reunited: msg({ id: 'tracing.state.reunited', message: 'Reunified' }),
  rejected: msg({ id: 'tracing.state.rejected', message: 'Not the same child' }),
  unlikely: msg({ id: 'tracing.state.unlikely', message: 'Considered unlikely' }),
  need_information: msg({
    id: 'tracing.state.need_information',
    message: 'More information needed',
  }),
  unlinked: msg({ id: 'tracing.state.unlinked', message: 'Match withdrawn' }),
  superseded: msg({ id: 'tracing.state.superseded', message: 'Settled otherwise' }),
};
