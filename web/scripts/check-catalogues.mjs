/** `npm run i18n:check`: fails when the four languages or the source disagree. */
import { catalogueProblems, readCatalogues, readSourceIds } from './catalogues.mjs';

const problems = catalogueProblems(readCatalogues(), readSourceIds());
problems.forEach((problem) => console.error(problem));
console.log(problems.length === 0 ? 'The catalogues agree.' : `${problems.length} problems.`);
process.exitCode = problems.length === 0 ? 0 : 1;
