import { useEffect, useRef, useState } from 'react';
import { FailureKind, isFailure } from '../../../shared/wire/failure';
import { goToSuccess } from '../place';
import { Cancelled } from './proof/work-out';
import {
  refusals,
  register,
  type Progress,
  type Registration,
  type RegistrationField,
} from './registration.wire';

export type FieldProblems = Partial<Record<RegistrationField, string>>;

interface State {
  progress?: Progress;
  problems: FieldProblems;
  /** What the server said that belongs to no field. */
  reasons: readonly string[];
  error?: unknown;
}

const quiet: State = { problems: {}, reasons: [] };

/** One registration at a time: how far it is, and what was wrong with it. */
export function useRegistering(stream: string) {
  const [state, setState] = useState<State>(quiet);
  const work = useRef<AbortController>(undefined);
  // Whoever leaves the page has nothing worked out for them any more.
  useEffect(() => () => work.current?.abort(), []);
  const start = async (registration: Registration) => {
    if (state.progress !== undefined) return;
    const controller = new AbortController();
    work.current = controller;
    setState({ ...quiet, progress: { done: 0, rounds: 1 } });
    try {
      await register(
        stream,
        registration,
        (progress) => setState({ ...quiet, progress }),
        controller.signal,
      );
      goToSuccess();
    } catch (error) {
      setState(error instanceof Cancelled ? quiet : stateOf(error));
    }
  };
  return {
    ...state,
    start: (registration: Registration) => void start(registration),
    cancel: () => work.current?.abort(),
  };
}

function stateOf(error: unknown): State {
  if (!isFailure(error, FailureKind.invalid)) return { ...quiet, error };
  const { fields, others } = refusals(error);
  const isNamed = Object.keys(fields).length > 0 || others.length > 0;
  return { problems: fields, reasons: others, ...(isNamed ? {} : { error }) };
}
