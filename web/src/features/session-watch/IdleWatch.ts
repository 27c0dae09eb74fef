import { idleState, type IdleState } from './idle-clock';

const channelName = 'amparo.activity';
const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;
const tickMs = 1000;
/** Other tabs hear of activity at most this often. */
const tellEveryMs = 5000;

/**
 * Notes signs of life in this tab and, through a channel, in the others. Any of them ends a
 * countdown; none counts any more once the time is over, as after a night with the lid closed.
 */
export class IdleWatch {
  #limitMs: number;
  #lastSeen = Date.now();
  #toldAt = 0;
  #state: IdleState = { kind: 'active' };
  #channel: BroadcastChannel | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  /** Begins to watch; the returned function ends it. */
  start(): () => void {
    this.#channel = new BroadcastChannel(channelName);
    this.#channel.onmessage = (event: MessageEvent<unknown>) => this.#seenElsewhere(event.data);
    signs.forEach((sign) => window.addEventListener(sign, this.#onSign, { capture: true }));
    document.addEventListener('visibilitychange', this.#tick);
    const timer = setInterval(this.#tick, tickMs);
    this.stay();
    return () => {
      clearInterval(timer);
      signs.forEach((sign) => window.removeEventListener(sign, this.#onSign, { capture: true }));
      document.removeEventListener('visibilitychange', this.#tick);
      this.#channel?.close();
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): IdleState => this.#state;

  /** The deployment's limit, once it is known. */
  limit(limitMs: number): void {
    this.#limitMs = limitMs;
    this.#tick();
  }

  /** When somebody was last seen, in any tab. */
  lastSeen(): number {
    return this.#lastSeen;
  }

  /** The person is here, beyond doubt. */
  readonly stay = (): void => {
    this.#toldAt = 0;
    this.#seenNow();
    this.#tick();
  };

  readonly #onSign = (): void => {
    this.#tick();
    if (this.#state.kind !== 'over') {
      this.#seenNow();
      this.#tick();
    }
  };

  #seenNow(): void {
    this.#lastSeen = Date.now();
    if (this.#lastSeen - this.#toldAt > tellEveryMs) {
      this.#toldAt = this.#lastSeen;
      this.#channel?.postMessage(this.#lastSeen);
    }
  }

  #seenElsewhere(when: unknown): void {
    if (typeof when === 'number' && when > this.#lastSeen) {
      this.#lastSeen = when;
      this.#tick();
    }
  }

  readonly #tick = (): void => {
    const next = idleState(Date.now() - this.#lastSeen, this.#limitMs);
    if (next.kind === 'active' && this.#state.kind === 'active') {
      return;
    }
    this.#state = next;
    for (const listener of this.#listeners) {
      listener();
    }
  };
}
