import { lazy, Suspense } from 'react';
import type { SelectBoxProps } from './SelectBox';
import type { Selection } from './useSelection';

/** Boxes come only to those who can do something with a choice: most roles cannot. */
const SelectBox = lazy(() => import('./SelectBox'));
const SelectPageBox = lazy(() => import('./SelectPageBox'));

export function LazySelectBox(props: SelectBoxProps) {
  return (
    <Suspense>
      <SelectBox {...props} />
    </Suspense>
  );
}

export function LazySelectPageBox(props: { selection: Selection }) {
  return (
    <Suspense>
      <SelectPageBox {...props} />
    </Suspense>
  );
}
