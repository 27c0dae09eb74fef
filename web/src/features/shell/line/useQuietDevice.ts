import { useEffect } from 'react';
import { arePaused } from '../../../shared/push/paused';
import { useUser } from '../../../shared/session/useSession';
import { useLine } from '../../../shared/ui/useOnline';
import { Line } from '../../../shared/wire/connection';

/** In field mode no message wakes the device; afterwards they come again. */
export function useQuietDevice(): void {
  const line = useLine();
  const { id } = useUser();
  useEffect(() => {
    const isField = line === Line.field;
    if (!isField && !(line === Line.online && arePaused(id))) return;
    void import('../../../shared/push/pause')
      .then(({ pausePush, resumePush }) => (isField ? pausePush(id) : resumePush(id)))
      // A browser whose service does not answer is asked again with the next change of the line.
      .catch(() => undefined);
  }, [line, id]);
}
