import { useLingui } from '@lingui/react/macro';
import { formatList } from '../../../../shared/i18n/format';
import { useLanguage } from '../../../../shared/i18n/useLanguage';
import { useVocabulary } from '../../../../shared/records/useVocabulary';
import { useApprovalText } from '../../../../shared/text/useApprovalText';
import type { StoryEvent, StoryKind } from './story-event';

/** Keeps the direction of a name from turning the sentence around it. */
const isolated = (name: string) => `\u2068${name}\u2069`;

/** What happened, in one plain sentence. */
export function useStoryText(): (event: StoryEvent) => string {
  const { t } = useLingui();
  const language = useLanguage();
  const approvalText = useApprovalText();
  const vocabulary = useVocabulary({ withPlaces: false });
  const handOverText = useHandOverSentence();
  return (event) => {
    const who = isolated(event.who ?? '');
    const to = isolated(event.to ?? '');
    const approval = approvalText(event.about ?? '');
    const service = vocabulary.text('lookup-service-type', event.about ?? '');
    const followUp = vocabulary.text('lookup-followup-type', event.about ?? '');
    const conference = event.about
      ? vocabulary.text('lookup-case-conference-type', event.about)
      : '';
    const forms = formatList(event.forms ?? [], language);
    switch (event.what) {
      case 'registered':
        return t({ id: 'story.registered', message: `${who} registered the case.` });
      case 'reopened':
        return t({ id: 'story.reopened', message: `${who} reopened the case.` });
      case 'closed':
        return event.who === undefined
          ? t({ id: 'story.closed', message: 'The case was closed.' })
          : t({ id: 'story.closed_by', message: `${who} closed the case.` });
      case 'owner':
        return t({ id: 'story.owner', message: `${to} became responsible for the case.` });
      case 'disabled':
        return t({ id: 'story.disabled', message: `${who} took the case out of use.` });
      case 'enabled':
        return t({ id: 'story.enabled', message: `${who} took the case back into use.` });
      case 'approval_requested':
        return t({ id: 'story.requested', message: `${who} asked for approval: ${approval}.` });
      case 'approval_approved':
        return t({ id: 'story.approved', message: `${who} approved: ${approval}.` });
      case 'approval_rejected':
        return t({ id: 'story.rejected', message: `${who} did not approve: ${approval}.` });
      case 'approval_withdrawn':
        return t({ id: 'story.withdrawn', message: `${who} withdrew the request: ${approval}.` });
      case 'service_planned':
        return t({ id: 'story.service_planned', message: `A service was planned: ${service}.` });
      case 'service_done':
        return t({ id: 'story.service_done', message: `A service was provided: ${service}.` });
      case 'follow_up':
        return t({ id: 'story.follow_up', message: `A follow-up took place: ${followUp}.` });
      case 'conference':
        return conference === ''
          ? t({ id: 'story.conference', message: 'A case conference took place.' })
          : t({
              id: 'story.conference_of',
              message: `A case conference took place: ${conference}.`,
            });
      case 'note':
        return t({ id: 'story.note', message: `${who} wrote a note.` });
      case 'flagged':
        return t({ id: 'story.flagged', message: `${who} flagged the case.` });
      case 'unflagged':
        return t({ id: 'story.unflagged', message: `${who} resolved a flag.` });
      case 'incident':
        return t({ id: 'story.incident', message: `${who} recorded an incident.` });
      case 'changed':
        return t({ id: 'story.changed', message: `${who} changed answers: ${forms}.` });
      default:
        return handOverText(event);
    }
  };
}

function useHandOverSentence(): (event: StoryEvent) => string {
  const { t } = useLingui();
  return ({ what, who: from = '', to: other = '' }) => {
    const who = isolated(from);
    const to = isolated(other);
    switch (what) {
      case 'task_added':
        return t({ id: 'story.task_added', message: `${who} set a task.` });
      case 'task_given':
        return t({ id: 'story.task_given', message: `${who} gave a task to ${to}.` });
      case 'task_done':
        return t({ id: 'story.task_done', message: `${who} finished a task.` });
      case 'Assign':
        return t({ id: 'story.assigned', message: `${who} assigned the case to ${to}.` });
      case 'Referral':
        return t({ id: 'story.referred', message: `${who} referred the case to ${to}.` });
      case 'Transfer':
        return t({ id: 'story.transferred', message: `${who} offered the case to ${to}.` });
      case 'TransferRequest':
        return t({ id: 'story.asked', message: `${who} asked ${to} for the case.` });
      case 'Referral_accepted':
        return t({ id: 'story.referral_accepted', message: `${who} accepted the referral.` });
      case 'Referral_rejected':
        return t({ id: 'story.referral_rejected', message: `${who} declined the referral.` });
      case 'Referral_done':
        return t({ id: 'story.referral_done', message: `${who} finished the referral.` });
      case 'Transfer_accepted':
        return t({ id: 'story.transfer_accepted', message: `${who} took over the case.` });
      case 'Transfer_rejected':
        return t({ id: 'story.transfer_rejected', message: `${who} declined the transfer.` });
      case 'TransferRequest_accepted':
        return t({ id: 'story.request_accepted', message: `${who} agreed to hand over the case.` });
      case 'TransferRequest_rejected':
        return t({ id: 'story.request_rejected', message: `${who} kept the case.` });
      default:
        return t({ id: 'story.revoked', message: `The offer to ${who} was taken back.` });
    }
  };
}

/** What each kind of event is called in the filter. */
export function useStoryKinds(): Readonly<Record<StoryKind, string>> {
  const { t } = useLingui();
  return {
    course: t({ id: 'story.kind.course', message: 'Course of the case' }),
    approvals: t({ id: 'story.kind.approvals', message: 'Approvals' }),
    hand_overs: t({ id: 'story.kind.hand_overs', message: 'Referrals and transfers' }),
    services: t({ id: 'story.kind.services', message: 'Services and follow-ups' }),
    tasks: t({ id: 'story.kind.tasks', message: 'Tasks' }),
    conferences: t({ id: 'story.kind.conferences', message: 'Case conferences' }),
    notes: t({ id: 'story.kind.notes', message: 'Notes' }),
    flags: t({ id: 'story.kind.flags', message: 'Flags' }),
    incidents: t({ id: 'story.kind.incidents', message: 'Incidents' }),
    changes: t({ id: 'story.kind.changes', message: 'Changed answers' }),
  };
}
