import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Facts, Fit } from './configuration.wire';

/** Where a fit stands. */
export const fit_state_texts: Readonly<Record<Fit['state'], MessageDescriptor>> = {
  waiting: msg({ id: 'matching.fit.waiting', message: 'Waits for its turn' }),
  running: msg({ id: 'matching.fit.running', message: 'Is being worked out' }),
  ready: msg({ id: 'matching.fit.ready', message: 'Report is ready' }),
  failed: msg({ id: 'matching.fit.failed', message: 'Did not succeed' }),
  applied: msg({ id: 'matching.fit.applied', message: 'Applied' }),
  dropped: msg({ id: 'matching.fit.dropped', message: 'Dropped' }),
};

/** What a running fit does. */
export const step_texts: Readonly<Record<string, MessageDescriptor>> = {
  reading: msg({ id: 'matching.step.reading', message: 'Reading decisions' }),
  comparing: msg({ id: 'matching.step.comparing', message: 'Comparing records' }),
  fitting: msg({ id: 'matching.step.fitting', message: 'Working out weights' }),
  rehearsing: msg({ id: 'matching.step.rehearsing', message: 'Trying the new weights' }),
};

/** How a configuration came to be. */
export const origin_texts: Readonly<Record<Facts['origin'], MessageDescriptor>> = {
  shipped: msg({ id: 'matching.origin.shipped', message: 'As delivered' }),
  edited: msg({ id: 'matching.origin.edited', message: 'Changed' }),
  fitted: msg({ id: 'matching.origin.fitted', message: 'Learnt from decisions' }),
  restored: msg({ id: 'matching.origin.restored', message: 'Went back' }),
  imported: msg({ id: 'matching.origin.imported', message: 'Imported' }),
};
