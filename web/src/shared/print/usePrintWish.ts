import { useState } from 'react';
import type { ReceivedFile } from '../wire/client';
import type { PrintFieldProps } from './print-props';
import type { PrintLack, PrintWish } from './print-wish';
import { useDocument } from './useDocument';

interface WishedPrint {
  start: () => PrintWish;
  lacksOf: (wish: PrintWish) => readonly PrintLack[];
  make: (wish: PrintWish) => Promise<ReceivedFile>;
  onDone: () => void;
}

/** What somebody chooses in a dialog for prints; what is lacking is told once they have tried. */
export function usePrintWish({ start, lacksOf, make, onDone }: WishedPrint) {
  const [wish, setWish] = useState(start);
  const [isTried, setTried] = useState(false);
  const { mutate, isPending, error } = useDocument(make, onDone);
  const lacks = lacksOf(wish);
  const fields: PrintFieldProps = {
    wish,
    onChange: (changes) => setWish({ ...wish, ...changes }),
    lacks: isTried ? lacks : [],
  };
  const onMake = () => {
    setTried(true);
    if (lacks.length === 0) mutate(wish);
  };
  return { fields, onMake, isPending, error };
}
