import { compress, freshState, padded, putByte, sha256 } from './sha256';

/** What the server gives to work out (api/openapi.yaml, registrationChallenge). */
export interface Task {
  challenge: string;
  bits: number;
  rounds: number;
}

const seedDigits = 32;
/** The code of "0". */
const zero = 48;

/** An answer for each round; `onRound` hears how many there are. */
export function solve({ challenge, bits, rounds }: Task, onRound: (done: number) => void) {
  const seed = sha256(challenge).slice(0, seedDigits);
  const answers: number[] = [];
  while (answers.length < rounds) {
    answers.push(solveRound(`${seed}:${answers.length}:`, bits));
    onRound(answers.length);
  }
  return answers;
}

/**
 * The first number behind the text whose digest begins with so many zero bits (at most 31). Text
 * and number fit one block, whose last digits alone change from one try to the next.
 */
function solveRound(text: string, bits: number): number {
  const prefix = new TextEncoder().encode(text);
  const fresh = freshState();
  const state = freshState();
  for (let digits = 1; ; digits++) {
    const length = prefix.length + digits;
    const block = padded(new Uint8Array([...prefix, ...new Uint8Array(digits)]));
    const beyond = 10 ** digits;
    for (let answer = digits === 1 ? 0 : beyond / 10; answer < beyond; answer++) {
      for (let rest = answer, i = length - 1; i >= prefix.length; i--) {
        putByte(block, i, zero + (rest % 10));
        rest = (rest / 10) | 0;
      }
      state.set(fresh);
      compress(state, block);
      if (bits === 0 || (state[0] ?? 0) >>> (32 - bits) === 0) return answer;
    }
  }
}
