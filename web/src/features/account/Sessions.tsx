import { Trans } from '@lingui/react/macro';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as v from 'valibot';
import { formatDateTime } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { Button } from '../../shared/ui/Button';
import { ErrorState } from '../../shared/ui/ErrorState';
import { FailureText } from '../../shared/ui/FailureText';
import { Skeleton } from '../../shared/ui/Skeleton';
import { call } from '../../shared/wire/client';
import { browserOf } from './browser-name';

const session = v.looseObject({
  id: v.string(),
  current: v.optional(v.boolean(), false),
  last_seen_at: v.optional(v.nullable(v.string())),
  user_agent: v.optional(v.nullable(v.string())),
});
type Session = v.InferOutput<typeof session>;

const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async ({ signal }) =>
    (await call('/sessions', v.object({ data: v.array(session) }), { signal })).data,
});

/** Where one is signed in; a lost phone is signed out from here. */
export function Sessions() {
  const sessions = useQuery(sessionsQuery);
  return (
    <section className="panel stack" aria-labelledby="account-sessions">
      <h2 id="account-sessions">
        <Trans id="account.sessions">Where you are signed in</Trans>
      </h2>
      {sessions.isPending ? <Skeleton lines={2} /> : null}
      {sessions.isError ? (
        <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
      ) : null}
      <ul className="sessions">
        {sessions.data?.map((one) => (
          <li key={one.id} className="session">
            <OneSession session={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneSession({
  session: { id, current, last_seen_at: seen, user_agent: agent },
}: {
  session: Session;
}) {
  const language = useLanguage();
  const queries = useQueryClient();
  const ending = useMutation({
    mutationFn: () => call(`/sessions/${id}`, v.unknown(), { method: 'DELETE' }),
    onSettled: () => queries.invalidateQueries(sessionsQuery),
  });
  const browser = browserOf(agent ?? '');
  const time = formatDateTime(seen ?? '', language);
  return (
    <>
      <span>
        <bdi>{browser}</bdi>{' '}
        <span className="soft">
          {current ? (
            <Trans id="account.session_here">this device, now</Trans>
          ) : (
            <Trans id="account.session_seen">
              last used <bdi>{time}</bdi>
            </Trans>
          )}
        </span>
      </span>
      {current ? null : (
        <Button onPress={() => ending.mutate()} isPending={ending.isPending}>
          <Trans id="account.session_end">Sign out there</Trans>
        </Button>
      )}
      {ending.isError ? (
        <div role="alert">
          <FailureText error={ending.error} />
        </div>
      ) : null}
    </>
  );
}
