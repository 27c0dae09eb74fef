import { Trans } from '@lingui/react/macro';

/** Said of a search that found nothing below hints that did; their texts are there by then. */
export function NoOtherCase() {
  return (
    <Trans id="duplicates.no_other">
      The search found no other case. Look at the children above before you register a new one.
    </Trans>
  );
}
