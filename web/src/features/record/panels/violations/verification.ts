import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Tone } from '../Mark';

/** How sure a violation is, as the wire names it. */
export const verification_texts: Readonly<Record<string, MessageDescriptor>> = {
  verified: msg({ id: 'mrm.status.verified', message: 'Verified' }),
  report_pending_verification: msg({
    id: 'mrm.status.pending',
    message: 'Reported, verification under way',
  }),
  reported_not_verified: msg({
    id: 'mrm.status.not_verified',
    message: 'Reported, could not be verified',
  }),
  not_mrm: msg({ id: 'mrm.status.not_mrm', message: 'Not one of the monitored violations' }),
  verification_found_that_incident_did_not_occur: msg({
    id: 'mrm.status.did_not_occur',
    message: 'Verification found that it did not happen',
  }),
};

export function toneOf(status: unknown): Tone {
  if (status === 'verified') return 'good';
  return status === 'report_pending_verification' ? 'wait' : 'plain';
}
