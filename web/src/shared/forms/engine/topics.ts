/** Who listens to what. A topic is a short name such as `value:sex` or `dirty`. */
export class Topics {
  readonly #listeners = new Map<string, Set<() => void>>();

  /** Listens to a topic; gives the function that stops it. */
  on(topic: string, listener: () => void): () => void {
    let listeners = this.#listeners.get(topic);
    if (listeners === undefined) {
      listeners = new Set();
      this.#listeners.set(topic, listeners);
    }
    const known = listeners;
    known.add(listener);
    return () => known.delete(listener);
  }

  /** Wakes every listener of the topics once. */
  tell(topics: readonly string[]): void {
    const woken = new Set(topics.flatMap((topic) => [...(this.#listeners.get(topic) ?? [])]));
    for (const listener of woken) listener();
  }
}
