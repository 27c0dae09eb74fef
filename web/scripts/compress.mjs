/** Writes a .gz and a .br beside every text file of dist, and dist/files.txt, the list of all. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const dist = new URL('../dist', import.meta.url).pathname;
const text = /\.(html|js|css|svg|json|webmanifest|txt)$/;
const worthwhileBytes = 256;

const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((file) => !/\.(gz|br)$/.test(file) && !file.includes('/.vite/'));

for (const file of files.filter((name) => text.test(name))) {
  const bytes = readFileSync(file);
  if (bytes.length >= worthwhileBytes) {
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    writeFileSync(
      `${file}.br`,
      brotliCompressSync(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: 11,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      }),
    );
  }
}

const names = files.map((file) => file.slice(dist.length + 1)).sort();
writeFileSync(join(dist, 'files.txt'), `${names.join('\n')}\n`);
