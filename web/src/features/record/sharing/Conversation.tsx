import { Trans, useLingui } from '@lingui/react/macro';
import { useId, useState } from 'react';
import { formatDateTime, formatNumber } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { Button } from '../../../shared/ui/Button';
import { ErrorState } from '../../../shared/ui/ErrorState';
import { Refusal } from '../../../shared/ui/Refusal';
import { Skeleton } from '../../../shared/ui/Skeleton';
import { TextField } from '../../../shared/ui/TextField';
import type { Transition } from '../casework/casework.wire';
import type { ReferralMessage } from './conversation.wire';
import { useConversation } from './useConversation';
import './conversation.css';

interface ConversationProps {
  caseId: string;
  transition: Transition;
}

const lengthMax = 2000;

/** What both sides of a referral write to each other; opened when somebody wants to read it. */
export function Conversation({ caseId, transition }: ConversationProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { message_count: count, unread_messages: unread, user_can_write: canWrite } = transition;
  const language = useLanguage();
  if (count === undefined || (count === 0 && !canWrite)) return null;
  const shown = formatNumber(count, language);
  const fresh = formatNumber(unread, language);
  return (
    <>
      <p>
        <Button
          id={`${id}-button`}
          kind="quiet"
          aria-expanded={isOpen}
          aria-controls={id}
          onPress={() => setOpen(!isOpen)}
        >
          <Trans id="sharing.messages">Messages: {shown}</Trans>
          {unread > 0 && !isOpen ? (
            <span className="chip">
              <Trans id="sharing.messages.new">New: {fresh}</Trans>
            </span>
          ) : null}
        </Button>
      </p>
      <div id={id} hidden={!isOpen}>
        {isOpen ? (
          <Thread caseId={caseId} transition={transition} labelledBy={`${id}-button`} />
        ) : null}
      </div>
    </>
  );
}

function Thread({ caseId, transition, labelledBy }: ConversationProps & { labelledBy: string }) {
  const { t } = useLingui();
  const { list, text, write, isPending, error, say } = useConversation(caseId, transition);
  return (
    <div className="conversation">
      {list.isPending ? <Skeleton lines={3} /> : null}
      {list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      <ol className="conversation-list" aria-labelledby={labelledBy} aria-live="polite">
        {(list.data ?? []).map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </ol>
      {transition.user_can_write ? (
        <>
          <TextField
            label={t({ id: 'sharing.messages.write', message: 'Your message' })}
            description={
              <Trans id="sharing.messages.help">Whoever sees the referral can read it.</Trans>
            }
            rows={2}
            maxLength={lengthMax}
            value={text}
            onChange={write}
          />
          {error ? <Refusal error={error} /> : null}
          <Button kind="primary" onPress={say} isPending={isPending} isDisabled={!text.trim()}>
            <Trans id="sharing.messages.send">Send</Trans>
          </Button>
        </>
      ) : (
        <p className="soft">
          <Trans id="sharing.messages.over">For reading only</Trans>
        </p>
      )}
    </div>
  );
}

function Message({ message }: { message: ReferralMessage }) {
  const language = useLanguage();
  const { by, at, text, read_at: read } = message;
  return (
    <li className="conversation-message">
      <p className="soft">
        <bdi>{by}</bdi>{' '}
        <time dateTime={at}>
          <bdi>{formatDateTime(at, language)}</bdi>
        </time>
        {read ? (
          <>
            {' · '}
            <Trans id="sharing.messages.read">Read</Trans>
          </>
        ) : null}
      </p>
      <p dir="auto" className="conversation-text">
        {text}
      </p>
    </li>
  );
}
