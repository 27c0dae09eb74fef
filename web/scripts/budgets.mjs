/** `npm run budgets`: measures dist and fails when a budget of the design is crossed. */
import { readBuild } from './budget-build.mjs';
import { measure, table } from './budget-measure.mjs';

const rows = measure(readBuild());
console.log(table(rows));
const crossed = rows.filter((row) => row.bytes > row.limit);
crossed.forEach((row) => console.error(`Crossed: ${row.name}`));
process.exitCode = crossed.length === 0 ? 0 : 1;
