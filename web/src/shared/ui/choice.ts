/** One thing to choose, with its text in the user's language. */
export interface Choice {
  id: string;
  text: string;
  isDisabled?: boolean;
  /** Its texts in all languages: whoever types another one finds it, too. */
  names?: Readonly<Record<string, string | null>> | string;
  /** What else there is to say of it, behind the text. */
  note?: string;
}
