import { useState } from 'react';

/** One call at a time and how it went; the door has no cache of answers. */
export function useAttempt(run: () => Promise<void>) {
  const [state, setState] = useState<{ phase: 'idle' | 'pending' | 'done'; error?: unknown }>({
    phase: 'idle',
  });
  const start = async () => {
    if (state.phase === 'pending') return;
    setState({ phase: 'pending' });
    try {
      await run();
      setState({ phase: 'done' });
    } catch (error) {
      setState({ phase: 'idle', error });
    }
  };
  return {
    isPending: state.phase === 'pending',
    isDone: state.phase === 'done',
    error: state.error,
    start: () => void start(),
  };
}
