/** What a reader of the story may choose to see. */
export const story_kinds = [
  'course',
  'approvals',
  'hand_overs',
  'services',
  'tasks',
  'conferences',
  'notes',
  'flags',
  'incidents',
  'changes',
] as const;
export type StoryKind = (typeof story_kinds)[number];

/** One thing that happened. What is said of it depends on `what`. */
export interface StoryEvent {
  /** A day or an instant of the wire. */
  readonly at: string;
  readonly kind: StoryKind;
  readonly what: string;
  readonly who?: string | undefined;
  /** Another person it happened to. */
  readonly to?: string | undefined;
  /** The id of an approval, a service, a kind of follow-up. */
  readonly about?: string | undefined;
  /** What people wrote about it. */
  readonly words?: string | undefined;
  /** Forms on which answers changed. */
  readonly forms?: readonly string[];
}
