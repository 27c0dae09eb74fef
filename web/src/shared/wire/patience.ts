/** So long may a read be silent, from the question to its last byte. */
const silenceMs = 20_000;
/** A write, and one piece of a file, with its answer; the server may have much to do. */
const writeMs = 60_000;

/** How long a call is waited for. */
export interface Patience {
  /** Ends the call when it took too long, or when whoever asked does not want it any more. */
  readonly signal: AbortSignal;
  /** The answer, waited for as long as something comes: a photo on a slow line takes minutes. */
  readonly follow: (answer: Response) => Response;
  readonly end: () => void;
}

/** Reads may go on for ever as long as they move; everything else has one limit. */
export function startPatience(isRead: boolean, wanted: AbortSignal | undefined): Patience {
  const controller = new AbortController();
  const giveUp = () => controller.abort(new DOMException('Nothing came.', 'TimeoutError'));
  let timer = setTimeout(giveUp, isRead ? silenceMs : writeMs);
  const end = () => clearTimeout(timer);
  const goOn = () => {
    if (!isRead) return;
    clearTimeout(timer);
    timer = setTimeout(giveUp, silenceMs);
  };
  const signal =
    wanted === undefined ? controller.signal : AbortSignal.any([wanted, controller.signal]);
  return { signal, end, follow: (answer) => followed(answer, goOn, end) };
}

/** Statuses without a body: browsers give them an empty one, but let nobody make such an answer. */
const bodiless = [204, 205, 304];

/** The same answer, told of each piece of it. */
function followed(answer: Response, onPiece: () => void, onEnd: () => void): Response {
  if (answer.body === null || bodiless.includes(answer.status)) {
    onEnd();
    return answer;
  }
  onPiece();
  const told = new TransformStream<Uint8Array, Uint8Array>({
    transform: (piece, stream) => {
      onPiece();
      stream.enqueue(piece);
    },
    flush: onEnd,
  });
  const { status, statusText, headers } = answer;
  return new Response(answer.body.pipeThrough(told), { status, statusText, headers });
}
