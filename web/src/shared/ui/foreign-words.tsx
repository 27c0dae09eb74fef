import { createContext, type ReactNode, use } from 'react';
import { directionOf } from '../i18n/direction';

/** Words of a field that are in another language than what is around them, with its code. */
export type ForeignWords = ReadonlyMap<string, string>;

/** Those of the field around. */
export const ForeignWordsContext = createContext<ForeignWords>(new Map());

/** Words as they are; foreign ones say of which language they are, for who has them read aloud. */
export function InLanguage({ children }: { children: ReactNode }) {
  const foreign = use(ForeignWordsContext);
  const language = typeof children === 'string' ? foreign.get(children) : undefined;
  return language === undefined ? children : <Foreign language={language}>{children}</Foreign>;
}

/** Words of that language. */
export function Foreign({ language, children }: { language: string; children: ReactNode }) {
  return (
    <span lang={language} dir={directionOf(language)}>
      {children}
    </span>
  );
}
