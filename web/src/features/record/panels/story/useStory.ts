import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLanguage } from '../../../../shared/i18n/useLanguage';
import { can } from '../../../../shared/session/permissions';
import { useUser } from '../../../../shared/session/useSession';
import { pickText } from '../../../../shared/text/pick';
import { FailureKind, isFailure } from '../../../../shared/wire/failure';
import type { RecordData, RecordType } from '../../../../shared/wire/records';
import { fetchFlags, fetchTransitions } from '../../casework/casework.wire';
import type { Deployment } from '../../deployment';
import { recordKey } from '../../useRecord';
import { fetchIncidents } from '../links/links.wire';
import type { StoryEvent } from './story-event';
import { storyOf } from './story-events';
import { fetchRecentHistory } from './story.wire';

export interface Story {
  readonly events: readonly StoryEvent[];
  readonly isPending: boolean;
  /** A part that could not be read although it may be; what is refused is simply not told. */
  readonly error: unknown;
  readonly retry: () => void;
  /** True when the log is longer than what was read of it. */
  readonly isShortened: boolean;
}

function isRefused({ error }: UseQueryResult): boolean {
  return isFailure(error, FailureKind.forbidden, FailureKind.notFound);
}

/** The sources of a story, each asked for only where the role has it. */
function useSources(type: RecordType, id: string) {
  const user = useUser();
  const key = recordKey(type, id);
  const transitions = useQuery({
    queryKey: [...key, 'transitions'],
    queryFn: ({ signal }) => fetchTransitions(type, id, signal),
    retry: false,
  });
  const flags = useQuery({
    queryKey: [...key, 'flags'],
    queryFn: ({ signal }) => fetchFlags(type, id, signal),
    enabled: can(user, type, 'flag'),
    retry: false,
  });
  const incidents = useQuery({
    queryKey: [...key, 'incidents'],
    queryFn: ({ signal }) => fetchIncidents(id, signal),
    enabled: can(user, 'incidents', 'read'),
    retry: false,
  });
  const history = useQuery({
    queryKey: [...key, 'recent-history'],
    queryFn: ({ signal }) => fetchRecentHistory(type, id, signal),
    enabled: can(user, type, 'change_log'),
    retry: false,
  });
  return { transitions, flags, incidents, history };
}

/** What happened to a case, from everything this person may read of it. */
export function useStory(type: RecordType, record: RecordData, deployment: Deployment): Story {
  const language = useLanguage();
  const sources = useSources(type, record.id);
  const all = Object.values(sources);
  const failed = all.filter((one) => one.isError && !isRefused(one));
  const { transitions, flags, incidents, history } = sources;
  const formOf = useMemo(() => {
    const forms = deployment.forms.filter((form) => form.recordType === 'case' && form.visible);
    const names = new Map(
      forms.flatMap((form) =>
        form.fields.map((field) => [field.name, pickText(form.name, language)] as const),
      ),
    );
    return (field: string) => names.get(field);
  }, [deployment.forms, language]);
  const events = useMemo(
    () =>
      storyOf({
        record,
        transitions: transitions.data,
        flags: flags.data,
        incidents: incidents.data,
        history: history.data?.data,
        formOf,
      }),
    [record, transitions.data, flags.data, incidents.data, history.data, formOf],
  );
  return {
    events,
    isPending: all.some((one) => one.isPending && one.fetchStatus !== 'idle'),
    error: failed[0]?.error,
    retry: () => failed.forEach((one) => void one.refetch()),
    isShortened: (history.data?.metadata.total ?? 0) > (history.data?.data.length ?? 0),
  };
}
