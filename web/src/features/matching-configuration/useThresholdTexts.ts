import { useLingui } from '@lingui/react/macro';

/** What each threshold is called, and what it decides. */
export function useThresholdTexts() {
  const { t } = useLingui();
  return {
    list: {
      label: t({ id: 'matching.threshold.list', message: 'Show from (percent)' }),
      help: t({
        id: 'matching.threshold.list_help',
        message: 'What is less probable is not shown to anybody.',
      }),
    },
    store: {
      label: t({ id: 'matching.threshold.store', message: 'Put on the work list from (percent)' }),
      help: t({
        id: 'matching.threshold.store_help',
        message: 'What the nightly search keeps for people to look at.',
      }),
    },
    notify: {
      label: t({ id: 'matching.threshold.notify', message: 'Tell people from (percent)' }),
      help: t({
        id: 'matching.threshold.notify_help',
        message: 'Those responsible are told of new matches.',
      }),
    },
    likely: {
      label: t({ id: 'matching.threshold.likely', message: 'Call it likely from (percent)' }),
      help: t({
        id: 'matching.threshold.likely_help',
        message: 'A word beside the number; nothing is ever decided by it.',
      }),
    },
    alert: {
      label: t({ id: 'matching.threshold.alert', message: 'Warn from (percent)' }),
      help: t({
        id: 'matching.threshold.alert_help',
        message: 'Both cases show that a child may be registered twice.',
      }),
    },
  };
}
