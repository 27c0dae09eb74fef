import { idleState, type IdleState } from './idle-clock';

const channelName = 'amparo.activity';
const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;
const tickMs = 1000;
/** Other tabs hear of activity at most this often. */
const tellEveryMs = 5000;

/**
 * Notes signs of life in this tab and, through a channel, in the others. Once the countdown runs
 * only `stay` counts: a passing cat does not keep the children's data open.
 */
export class IdleWatch {
  #lastSeen = Date.now();
  #toldAt = 0;
  #state: IdleState = { kind: 'active' };
  #channel: BroadcastChannel | undefined;
  readonly #listeners = new Set<() => void>();

  /** Begins to watch; the returned function ends it. */
  start(): () => void {
    this.#channel = new BroadcastChannel(channelName);
    this.#channel.onmessage = (event: MessageEvent<unknown>) => this.#seenElsewhere(event.data);
    signs.forEach((sign) => window.addEventListener(sign, this.#onSign, { passive: true }));
    const timer = setInterval(() => this.#tick(), tickMs);
    this.#seenNow();
    return () => {
      clearInterval(timer);
      signs.forEach((sign) => window.removeEventListener(sign, this.#onSign));
      this.#channel?.close();
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): IdleState => this.#state;

  /** When somebody was last seen, in any tab. */
  lastSeen(): number {
    return this.#lastSeen;
  }

  /** The person says that they are here. */
  readonly stay = (): void => {
    this.#toldAt = 0;
    this.#seenNow();
    this.#tick();
  };

  readonly #onSign = (): void => {
    if (this.#state.kind === 'active') {
      this.#seenNow();
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

  #tick(): void {
    const next = idleState(this.#lastSeen, Date.now());
    if (next.kind === 'active' && this.#state.kind === 'active') {
      return;
    }
    this.#state = next;
    for (const listener of this.#listeners) {
      listener();
    }
  }
}
