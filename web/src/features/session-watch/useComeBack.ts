import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { signIn } from '../../shared/session/session';

/** Signs the same user in again and lets the screens read what was refused meanwhile. */
export function useComeBack(userName: string) {
  const queries = useQueryClient();
  const [failure, setFailure] = useState<unknown>();
  const [isPending, setPending] = useState(false);
  const comeBack = async (password: string) => {
    setPending(true);
    setFailure(undefined);
    try {
      await signIn({ userName, password });
      await queries.invalidateQueries();
    } catch (problem) {
      setFailure(problem);
    } finally {
      setPending(false);
    }
  };
  return { failure, isPending, comeBack };
}
