import { useEffect, useState } from 'react';
import { fineOutlines, type Outlines, roughOutlines } from './outlines';

/** From here on the rough outlines look wrong. */
const fine_from_zoom = 4;

export interface OutlinesState {
  readonly outlines: Outlines;
  readonly hasFailed: boolean;
}

/** The outlines for the zoom, as good as they are there by now. */
export function useOutlines(zoom: number): OutlinesState {
  const [rough, setRough] = useState<Outlines>();
  const [fine, setFine] = useState<Outlines>();
  const [hasFailed, setFailed] = useState(false);
  const wantsFine = zoom >= fine_from_zoom;
  useEffect(() => {
    let isHere = true;
    const take = (put: (outlines: Outlines) => void) => (outlines: Outlines) => {
      if (isHere) put(outlines);
    };
    roughOutlines().then(take(setRough), () => {
      if (isHere) setFailed(true);
    });
    if (wantsFine) fineOutlines().then(take(setFine), () => undefined);
    return () => {
      isHere = false;
    };
  }, [wantsFine]);
  const best = wantsFine ? (fine ?? rough) : rough;
  return { outlines: best ?? [], hasFailed: hasFailed && best === undefined };
}
