import { act } from '@testing-library/react';
import type { FakeServer } from './fake-server';
import { answerMs, later } from './slow';

/** A call that is under way may still get through, and say that all is well. */
export async function quiet(server: FakeServer): Promise<void> {
  let seen = -1;
  while (seen !== server.requests.length) {
    seen = server.requests.length;
    await act(() => later(4 * answerMs));
  }
}
