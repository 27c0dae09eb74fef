import type { Choice } from '../../ui/choice';
import { foldText } from '../../text/fold';

/** An option with everything it may be found by, in any language of the deployment. */
export interface Findable {
  readonly choice: Choice;
  readonly key: string;
}

export function findable(choices: readonly Choice[]): readonly Findable[] {
  return choices.map((choice) => {
    const others = typeof choice.names === 'object' ? Object.values(choice.names) : [];
    return { choice, key: [choice.text, ...others].map((text) => foldText(text ?? '')).join('\n') };
  });
}

/** The options in which each typed word stands, whatever its accents, its script, its order. */
export function found(all: readonly Findable[], typed: string): readonly Choice[] {
  const words = foldText(typed).split(/[\s,،]+/);
  return all
    .filter(({ key }) => words.every((word) => key.includes(word)))
    .map(({ choice }) => choice);
}

/** All options, those chosen last before the others and marked as such. */
export function recentFirst(
  choices: readonly Choice[],
  recent: readonly string[],
  note: string,
): readonly Choice[] {
  const first = recent.flatMap((id) => choices.filter((choice) => choice.id === id));
  if (first.length === 0) return choices;
  return [
    ...first.map((choice) => ({ ...choice, note })),
    ...choices.filter((choice) => !first.includes(choice)),
  ];
}
