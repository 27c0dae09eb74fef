import { useSession } from '../../shared/session/useSession';
import { IdleDialog } from './IdleDialog';
import { LockScreen } from './LockScreen';
import { SessionEndedDialog } from './SessionEndedDialog';
import { useIdle } from './useIdle';

/** Watches over the session while the app is open: nobody there, or ended by the server. */
export function SessionWatch() {
  const session = useSession();
  const isLocked = session.phase === 'signed-in' && session.locked;
  const idle = useIdle(isLocked);
  if (session.phase !== 'signed-in') {
    return null;
  }
  if (session.locked) {
    return <LockScreen user={session.user} />;
  }
  return session.ended ? (
    <SessionEndedDialog userName={session.user.user_name} />
  ) : (
    <IdleDialog secondsLeft={idle.secondsLeft} onStay={idle.stay} />
  );
}
