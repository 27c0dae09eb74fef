import { Trans } from '@lingui/react/macro';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { use, useState } from 'react';
import { Button } from '../../../../shared/ui/Button';
import { recordTexts } from '../../../../shared/text/record-texts';
import '../panels.css';

/** More than so many pages of a log are too much for paper. */
const pages_max = 50;

interface PrintLogProps {
  log: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'fetchNextPage'>;
}

/** Fetches what is left of a log, unfolds it, and prints it by the browser. */
export function PrintLog({ log }: PrintLogProps) {
  use(recordTexts);
  const [isPending, setPending] = useState(false);
  const print = async () => {
    setPending(true);
    const isWhole = await fetchRest(log);
    setPending(false);
    if (isWhole) requestAnimationFrame(printUnfolded);
  };
  return (
    <>
      <Button kind="quiet" isPending={isPending} onPress={() => void print()}>
        <Trans id="panel.log.print">Print this log</Trans>
      </Button>
      {log.hasNextPage ? (
        <p className="log-cut">
          <Trans id="panel.log.cut">There is more in the log than on this paper.</Trans>
        </p>
      ) : null}
    </>
  );
}

/** False when a page could not be read; the log itself says so. */
async function fetchRest({ hasNextPage, fetchNextPage }: PrintLogProps['log']): Promise<boolean> {
  let isMore = hasNextPage;
  for (let page = 0; isMore && page < pages_max; page += 1) {
    const answer = await fetchNextPage();
    if (answer.isError) return false;
    isMore = answer.hasNextPage;
  }
  return true;
}

function printUnfolded(): void {
  for (const part of document.querySelectorAll<HTMLDetailsElement>('.history details')) {
    part.open = true;
  }
  window.print();
}
