/** `npm run i18n:check`: fails when languages or the source disagree, or a text looks wrong. */
import { catalogueProblems, readCatalogues, readSourceIds } from './catalogues.mjs';
import { readServerTexts, typographyProblems } from './typography.mjs';

const catalogues = readCatalogues();
const problems = [
  ...catalogueProblems(catalogues, readSourceIds()),
  ...looks(webTexts()),
  ...looks(readServerTexts()),
];
problems.forEach((problem) => console.error(problem));
console.log(problems.length === 0 ? 'The catalogues agree.' : `${problems.length} problems.`);
process.exitCode = problems.length === 0 ? 0 : 1;

function looks(texts) {
  return texts.flatMap(([where, language, text]) =>
    typographyProblems(language, text).map((problem) => `${where}: ${problem}`),
  );
}

function webTexts() {
  return Object.entries(catalogues).flatMap(([area, languages]) =>
    Object.entries(languages).flatMap(([language, texts]) =>
      [...texts].map(([id, text]) => [`${language}/${area} ${id}`, language, text]),
    ),
  );
}
