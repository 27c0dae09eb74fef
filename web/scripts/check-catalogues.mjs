/**
 * `npm run i18n:check`: fails when languages or the source disagree, or a text looks wrong or is
 * hard to read.
 */
import { catalogueProblems, readCatalogues, readSourceIds } from './catalogues.mjs';
import { longSentences, readingProblems } from './plain-words.mjs';
import { readServerTexts, typographyProblems } from './typography.mjs';

const catalogues = readCatalogues();
const problems = [
  ...catalogueProblems(catalogues, readSourceIds()),
  ...looks([...webTexts(), ...readServerTexts()]),
  ...reads([...webTexts(), ...readServerTexts()]),
];
problems.forEach((problem) => console.error(problem));
console.log(problems.length === 0 ? 'The catalogues agree.' : `${problems.length} problems.`);
process.exitCode = problems.length === 0 ? 0 : 1;

function looks(texts) {
  return texts.flatMap(([where, language, text]) =>
    [...typographyProblems(language, text), ...longSentences(text)].map(
      (problem) => `${where}: ${problem}`,
    ),
  );
}

function reads(texts) {
  const languages = Map.groupBy(texts, ([, language]) => language);
  return [...languages].flatMap(([language, own]) =>
    readingProblems(
      language,
      own.map(([, , text]) => text),
    ),
  );
}

function webTexts() {
  return Object.entries(catalogues).flatMap(([area, languages]) =>
    Object.entries(languages).flatMap(([language, texts]) =>
      [...texts].map(([id, text]) => [`${language}/${area} ${id}`, language, text]),
    ),
  );
}
