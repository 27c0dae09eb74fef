import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useUser } from '../../shared/session/useSession';
import { Checkbox } from '../../shared/ui/Checkbox';
import { FailureText } from '../../shared/ui/FailureText';
import {
  Channel,
  changeOwnUser,
  isWanted,
  newsEvents,
  withEvent,
  type NewsEvent,
} from './own-user';
import { DevicePush } from './DevicePush';
import { pushConfigQuery } from '../../shared/push/push';
import { QuietHours } from './QuietHours';
import { useAppName } from '../../shared/session/useAppName';

/** Which news reach me, by which way; what is switched is kept at once. */
export function NewsSettings() {
  const { t } = useLingui();
  const push = useQuery(pushConfigQuery).data;
  const app = useAppName();
  return (
    <section className="panel stack" aria-labelledby="account-news">
      <h2 id="account-news">
        <Trans id="account.news">What you are told of</Trans>
      </h2>
      <p className="soft">
        <Trans id="account.news_note">
          In {app} itself you see everything under Notifications. Messages never hold a name.
        </Trans>
      </p>
      <ChannelSettings
        channel={Channel.mail}
        title={t({ id: 'account.news_mail', message: 'By e-mail' })}
      />
      {push?.enabled ? (
        <>
          <ChannelSettings
            channel={Channel.push}
            title={t({ id: 'account.news_push', message: 'As a message on my devices' })}
          />
          <DevicePush config={push} />
        </>
      ) : null}
      <QuietHours />
    </section>
  );
}

interface ChannelSettingsProps {
  channel: Channel;
  title: string;
}

function ChannelSettings({ channel, title }: ChannelSettingsProps) {
  const user = useUser();
  const texts = useEventTexts();
  const change = useMutation({
    mutationFn: (data: Readonly<Record<string, unknown>>) => changeOwnUser(user, data),
  });
  const isOn = user[channel] ?? false;
  return (
    <fieldset className="switches">
      <legend className="visually-hidden">{title}</legend>
      <Checkbox
        isSelected={isOn}
        isDisabled={change.isPending}
        onChange={(isSelected) => change.mutate({ [channel]: isSelected })}
      >
        {title}
      </Checkbox>
      <div className="switches">
        {newsEvents.map((event) => (
          <Checkbox
            key={event}
            isSelected={isWanted(user, channel, event)}
            isDisabled={!isOn || change.isPending}
            onChange={(isSelected) =>
              change.mutate(withEvent(user, channel, { name: event, isWanted: isSelected }))
            }
          >
            {texts[event]}
          </Checkbox>
        ))}
      </div>
      {change.isError ? (
        <div role="alert">
          <FailureText error={change.error} />
        </div>
      ) : null}
    </fieldset>
  );
}

function useEventTexts(): Readonly<Record<NewsEvent, string>> {
  const { t } = useLingui();
  return {
    approval_request: t({
      id: 'account.event.approval_request',
      message: 'Somebody asks for my approval',
    }),
    approval_response: t({
      id: 'account.event.approval_response',
      message: 'My request for approval is answered',
    }),
    transition_notification: t({
      id: 'account.event.transition',
      message: 'A case is assigned, referred or transferred to me',
    }),
    transfer_request: t({
      id: 'account.event.transfer_request',
      message: 'Somebody asks me to hand over a case',
    }),
    approval_reminder: t({
      id: 'account.event.approval_reminder',
      message: 'An approval still waits for me',
    }),
    referral_response: t({
      id: 'account.event.referral_response',
      message: 'My referral is answered',
    }),
    transfer_response: t({
      id: 'account.event.transfer_response',
      message: 'My transfer is answered',
    }),
    transfer_request_response: t({
      id: 'account.event.transfer_request_response',
      message: 'My request for a case is answered',
    }),
    assign_bulk: t({
      id: 'account.event.assign_bulk',
      message: 'Many cases at once are assigned to me',
    }),
    consent_withdrawn: t({
      id: 'account.event.consent_withdrawn',
      message: 'Consent is withdrawn in a case of mine',
    }),
    flag_added: t({ id: 'account.event.flag_added', message: 'A record of mine is flagged' }),
    task_due: t({ id: 'account.event.task_due', message: 'Tasks are due, once a day' }),
    task_given: t({ id: 'account.event.task_given', message: 'A task is given to me' }),
    potential_match: t({
      id: 'account.event.potential_match',
      message: 'Family tracing finds a possible match of a record of mine',
    }),
    match_confirmed: t({
      id: 'account.event.match_confirmed',
      message: 'A match of a record of mine is confirmed',
    }),
    match_withdrawn: t({
      id: 'account.event.match_withdrawn',
      message: 'A confirmed match of a record of mine is withdrawn',
    }),
    possible_duplicate: t({
      id: 'account.event.possible_duplicate',
      message: 'A child of mine may be registered twice',
    }),
    match_access_request: t({
      id: 'account.event.match_access_request',
      message: 'A colleague asks for access to a record of mine',
    }),
  };
}
