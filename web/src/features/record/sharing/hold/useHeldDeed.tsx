import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { newId } from '../../../../shared/forms/new-id';
import { pathTo } from '../../../../shared/records/record-type';
import { Refusal } from '../../../../shared/ui/Refusal';
import { dismissNotice, NoticeKind, notify } from '../../../../shared/ui/snackbar-store';
import type { RecordType } from '../../../../shared/wire/records';
import type { Deed } from '../../casework/casework.wire';
import { useDoneText } from '../../casework/useDeed';
import type { HandOver } from '../../casework/hand-over';
import type { HandOverWish } from '../../casework/hand-over-wish';
import { recordKey } from '../../useRecord';
import { HoldNotice } from './HoldNotice';
import { keepWish } from './kept-wishes';
import { Parcel } from './parcel';

interface HeldDeed {
  readonly type: RecordType;
  readonly id: string;
  readonly way: HandOver;
}

/** Holds a hand-over back, in sight and to be undone, and says what became of it. */
export function useHeldDeed({ type, id, way }: HeldDeed) {
  const queries = useQueryClient();
  const router = useRouter();
  const { t } = useLingui();
  const kept = t({
    id: 'sharing.hold.kept',
    message: 'Nothing was sent. What you filled in is kept.',
  });
  const done = useDoneText();
  const lost = t({
    id: 'sharing.hold.lost',
    message: 'Something could not be sent before you left.',
  });
  const undo = t({ id: 'sharing.hold.undo', message: 'Undo' });
  return (deed: Deed, wish: HandOverWish) => {
    const key = `hold.${newId()}`;
    const refresh = () => {
      void queries.invalidateQueries({ queryKey: recordKey(type, id) });
      void queries.invalidateQueries({ queryKey: [type, 'list'] });
    };
    const parcel = new Parcel({
      address: `/${type}/${id}`,
      deed,
      onSent: (isLost) => {
        refresh();
        // Whoever still looks at it looks at what they may no longer see.
        const isThere = router.state.location.pathname.startsWith(pathTo(type, id));
        if (isLost && isThere) void router.navigate({ to: `/${type}` });
        notify({ key, kind: NoticeKind.success, text: done });
      },
      onRefused: (failure) => {
        keepWish(way, id, wish);
        const text = (
          <>
            <p>{kept}</p>
            <Refusal error={failure} />
          </>
        );
        notify({ key, kind: NoticeKind.error, text });
      },
      onLost: () => notify({ key, kind: NoticeKind.error, text: lost }),
    });
    parcel.subscribe(() => {
      if (parcel.phase === 'gone') dismissNotice(key);
    });
    const onUndo = () => {
      if (!parcel.undo()) return;
      keepWish(way, id, wish);
      notify({ key, kind: NoticeKind.info, text: kept });
    };
    const recipient = wish.recipient ?? wish.remote;
    notify({
      key,
      kind: NoticeKind.info,
      text: <HoldNotice parcel={parcel} way={way} recipient={recipient} />,
      action: { text: undo, onPress: onUndo },
    });
  };
}
