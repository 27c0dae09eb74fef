import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newId } from '../../../shared/forms/new-id';
import { send, type Transition } from '../casework/casework.wire';
import { recordKey } from '../useRecord';
import { fetchMessages } from './conversation.wire';

/** So often it is looked for an answer while the conversation is open; each look is logged. */
const lookAgainMs = 60_000;

/** The messages of a referral, and what is being written. It stays while nobody signs out. */
export function useConversation(caseId: string, transition: Transition) {
  const queries = useQueryClient();
  const key = [...recordKey('cases', caseId), 'messages', transition.id];
  const draftKey = ['message-draft', transition.id];
  const [text, setText] = useState(() => queries.getQueryData<string>(draftKey) ?? '');
  const write = (next: string) => {
    queries.setQueryDefaults(draftKey, { gcTime: Infinity });
    queries.setQueryData(draftKey, next);
    setText(next);
  };
  const list = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const messages = await fetchMessages(caseId, transition.id, signal);
      // Reading them has made them read: the counts beside the referral are others now.
      const { message_count: known, unread_messages: unread } = transition;
      if (unread > 0 || messages.length !== known) {
        void queries.invalidateQueries({
          queryKey: [...recordKey('cases', caseId), 'transitions'],
        });
      }
      return messages;
    },
    staleTime: 0,
    refetchInterval: lookAgainMs,
  });
  const sending = useMutation({
    mutationFn: ({ words, id }: { words: string; id: string }) =>
      send(
        `/cases/${caseId}`,
        { method: 'POST', path: `/referrals/${transition.id}/messages`, data: { text: words } },
        id,
      ),
    onSuccess: async () => {
      write('');
      await queries.invalidateQueries({ queryKey: key });
    },
  });
  return {
    list,
    text,
    write,
    isPending: sending.isPending,
    error: sending.error,
    /** The same words go out again under the same key, so that they stand there once. */
    say: () => {
      const words = text.trim();
      const last = sending.variables;
      const id = sending.isError && last?.words === words ? last.id : newId();
      if (words !== '') sending.mutate({ words, id });
    },
  };
}
