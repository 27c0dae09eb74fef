import type { Task } from './solve';

type News = { done: number } | { answers: number[] };

/** Somebody no longer wants what was being worked out. */
export class Cancelled extends Error {}

/**
 * Works a task out in a thread of its own, which goes on while the page is in the background.
 * Rejects with `Cancelled`, or with whatever kept the thread from working.
 */
export function workOut(
  task: Task,
  onRound: (done: number) => void,
  signal: AbortSignal,
): Promise<number[]> {
  const worker = new Worker(new URL('./solve.worker.ts', import.meta.url), { type: 'module' });
  const answers = new Promise<number[]>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Cancelled()));
    worker.onerror = () => reject(new Error('proof.worker'));
    worker.onmessage = ({ data }: MessageEvent<News>) => {
      if ('answers' in data) resolve(data.answers);
      else onRound(data.done);
    };
  });
  worker.postMessage(task);
  return answers.finally(() => worker.terminate());
}
