import { Trans } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import { formatNumber } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { Button } from '../../shared/ui/Button';
import { FailureText } from '../../shared/ui/FailureText';
import type { MoreRows as More } from './list-result';

interface MoreRowsProps {
  more: More;
  shown: number;
  total: number;
}

/** Makes the list longer. Whoever pressed it reads on at the first new row. */
export function MoreRows({ more, shown, total }: MoreRowsProps) {
  const language = useLanguage();
  const from = useRef<number>(undefined);
  useEffect(() => {
    if (from.current === undefined || shown <= from.current) return;
    const links = document.querySelectorAll<HTMLElement>('.cards .row-link, .cards .row-closed');
    // Where it stands is where the button was: nothing moves under the reader's eyes.
    links[from.current]?.focus({ preventScroll: true });
    from.current = undefined;
  }, [shown]);
  const first = formatNumber(1, language);
  const last = formatNumber(shown, language);
  const all = formatNumber(total, language);
  return (
    <div className="pager-more">
      {more.error === undefined ? null : <FailureText error={more.error} />}
      <p role="status" className="soft">
        <Trans id="pager.range" comment="For example: 21–40 of 312">
          <bdi>
            {first}–{last}
          </bdi>{' '}
          of {all}
        </Trans>
      </p>
      {more.hasMore ? (
        <Button
          wide
          isPending={more.isFetching}
          onPress={() => {
            from.current = shown;
            void more.fetch();
          }}
        >
          <Trans id="pager.more">Show more</Trans>
        </Button>
      ) : null}
    </div>
  );
}
