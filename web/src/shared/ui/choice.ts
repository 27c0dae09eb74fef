/** One thing to choose, with its text in the user's language. */
export interface Choice {
  id: string;
  text: string;
  isDisabled?: boolean;
}
