import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { leaveHandover, type Handover } from '../../shared/intake/handover';

/** Collects what the steps found out; once all are done, leads to the form with it. */
export function useContinue(
  module: string,
  isDone: boolean,
): { add: (values: Handover) => void; addBelow: (values: Handover) => void } {
  const navigate = useNavigate();
  const collected = useRef<Handover>({});
  useEffect(() => {
    if (isDone) {
      leaveHandover(collected.current);
      void navigate({ to: '/cases/$module/new', params: { module }, replace: true });
    }
  }, [isDone, module, navigate]);
  return {
    add: (values) => {
      collected.current = { ...collected.current, ...values };
    },
    /** What was found out of this child counts more. */
    addBelow: (values) => {
      collected.current = { ...values, ...collected.current };
    },
  };
}
