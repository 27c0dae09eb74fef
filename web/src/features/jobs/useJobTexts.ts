import { useLingui } from '@lingui/react/macro';
import { kindTexts } from './kind-texts';
import type { JobState } from './jobs.wire';

/** Words for kinds of work and states; a kind that is new to this app keeps its name. */
export function useJobTexts() {
  const { t, i18n } = useLingui();
  const states: Record<JobState, string> = {
    failed: t({ id: 'jobs.failed', message: 'Failed' }),
    running: t({ id: 'jobs.running', message: 'Running' }),
    waiting: t({ id: 'jobs.waiting', message: 'Waiting' }),
    done: t({ id: 'jobs.done', message: 'Done' }),
  };
  const kindText = (kind: string) => {
    const known = kindTexts[kind];
    return known === undefined ? kind : i18n._(known);
  };
  return { states, kindText };
}
