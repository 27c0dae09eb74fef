let asked: string | undefined;

/** Remembers whose history is to be shown when the change log opens. */
export function askHistory(field: string | undefined): void {
  asked = field;
}

/** The answer whose history was asked for. */
export function askedHistory(): string | undefined {
  return asked;
}
