import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { formatDate } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { useUser } from '../../shared/session/useSession';
import { Button } from '../../shared/ui/Button';
import { Refusal } from '../../shared/ui/Refusal';
import { isFailure } from '../../shared/wire/failure';
import type { Deputy } from '../../shared/wire/user';
import { deputies_max, isUpsideDown, no_draft, withDraft, type Draft } from './deputies';
import { DeputyEntry } from './DeputyEntry';
import { changeOwnUser } from './own-user';

interface Sent {
  readonly wanted: readonly Deputy[];
  readonly draft: Draft;
  readonly removed: readonly string[];
}

/** The same after the person was read again. */
function keyOf({ user_name: name, from, until }: Deputy): string {
  return `${name} ${from ?? ''} ${until ?? ''}`;
}

/** Who answers requests for approval in one's place. */
export function Deputies() {
  const user = useUser();
  const title = useRef<HTMLHeadingElement>(null);
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const [draft, setDraft] = useState(no_draft);
  const list = (user.deputies ?? []).filter((one) => !removed.includes(keyOf(one)));
  const wanted = withDraft(list, draft);
  const saving = useMutation({
    mutationFn: (sent: Sent) => changeOwnUser(user, { deputies: sent.wanted }),
    // What was changed meanwhile is still to be sent.
    onSuccess: (_, sent) => {
      setDraft((now) => (now === sent.draft ? no_draft : now));
      setRemoved((now) => now.filter((one) => !sent.removed.includes(one)));
    },
  });
  const isChanged = list.length !== (user.deputies ?? []).length || wanted !== list;
  const reason = wanted === list ? null : reasonOf(saving.error);
  const change = (changed: Draft) => {
    saving.reset();
    setDraft(changed);
  };
  const remove = (one: Deputy) => {
    saving.reset();
    setRemoved((before) => [...before, keyOf(one)]);
    // The button that was pressed goes away.
    title.current?.focus();
  };
  return (
    <section className="panel stack" aria-labelledby="account-deputies">
      <h2 id="account-deputies" ref={title} tabIndex={-1}>
        <Trans id="account.deputies">My deputies</Trans>
      </h2>
      <p className="soft">
        <Trans id="account.deputies_note">
          They are told of requests for your approval, too, and may answer in your place.
        </Trans>
      </p>
      <DeputyList list={list} onRemove={remove} />
      {list.length < deputies_max ? (
        <DeputyEntry draft={draft} onChange={change} problem={reason} />
      ) : null}
      {saving.isError && reason === null ? <Refusal error={saving.error} /> : null}
      <div>
        <Button
          isPending={saving.isPending}
          isDisabled={!isChanged || isUpsideDown(draft)}
          onPress={() => saving.mutate({ wanted, draft, removed })}
        >
          <Trans id="account.edit.save">Save</Trans>
        </Button>
      </div>
    </section>
  );
}

/** The server's own sentences; null when it has none. */
function reasonOf(error: unknown): string | null {
  const reasons = isFailure(error) ? error.problems.flatMap((one) => one.reasons) : [];
  return reasons.length === 0 ? null : reasons.join(' ');
}

interface DeputyListProps {
  list: readonly Deputy[];
  onRemove: (deputy: Deputy) => void;
}

function DeputyList({ list, onRemove }: DeputyListProps) {
  if (list.length === 0) return null;
  return (
    <ul className="sessions">
      {list.map((one) => {
        const name = one.user_name;
        return (
          <li key={keyOf(one)} className="session">
            <span>
              <bdi>{name}</bdi> <Days deputy={one} />
            </span>
            <Button onPress={() => onRemove(one)}>
              <Trans id="account.deputy_remove">
                Remove <bdi>{name}</bdi>
              </Trans>
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

function Days({ deputy: { from, until } }: { deputy: Deputy }) {
  const { t } = useLingui();
  const language = useLanguage();
  const parts = [
    { label: t({ id: 'account.quiet_from', message: 'From' }), day: from },
    { label: t({ id: 'account.quiet_to', message: 'Until' }), day: until },
  ];
  return (
    <span className="soft">
      {parts.map(({ label, day }) =>
        day ? (
          <span key={label}>
            {label}: <bdi>{formatDate(day, language)}</bdi>{' '}
          </span>
        ) : null,
      )}
    </span>
  );
}
