import { useLingui } from '@lingui/react/macro';
import type { CaseworkAction, Hindrance } from './casework-actions';

/** The names of the actions, and why one cannot be taken now. */
export function useCaseworkTexts(): {
  readonly names: Readonly<Record<CaseworkAction, string>>;
  readonly reasons: Readonly<Record<Hindrance, string>>;
} {
  const { t } = useLingui();
  return {
    names: {
      request: t({ id: 'record.work.request', message: 'Request approval' }),
      answer: t({ id: 'record.work.answer', message: 'Approve or reject' }),
      task: t({ id: 'record.work.task', message: 'Add a task of mine' }),
      note: t({ id: 'record.work.note', message: 'Add a note' }),
      service: t({ id: 'record.work.add_service', message: 'Add a service' }),
      incident: t({ id: 'record.work.incident', message: 'Create an incident' }),
      incident_details: t({
        id: 'record.work.incident_details',
        message: 'Add details of an incident',
      }),
      link_case: t({ id: 'record.work.link_case', message: 'Link to a case' }),
      flag: t({ id: 'record.work.flags', message: 'Flags' }),
      refer: t({ id: 'record.work.refer', message: 'Refer' }),
      transfer: t({ id: 'record.work.transfer', message: 'Transfer' }),
      assign: t({ id: 'record.work.assign', message: 'Assign' }),
      attribute: t({ id: 'record.work.attribute', message: 'Attribute to a person' }),
      sync: t({ id: 'record.work.sync', message: 'Send to other systems' }),
      keep: t({ id: 'record.work.keep', message: 'Keep longer' }),
      sibling: t({ id: 'record.work.sibling', message: 'Register a brother or sister' }),
    },
    reasons: {
      all_pending: t({
        id: 'record.work.all_pending',
        message: 'All you may ask for waits for an answer already.',
      }),
      none_pending: t({
        id: 'record.work.none_pending',
        message: 'Nothing waits for your answer.',
      }),
      own_case: t({
        id: 'record.work.own_case',
        message: 'Somebody else has to answer for your own case.',
      }),
    },
  };
}
