/** Reads a finished build: its import graph, its files and what they weigh compressed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = join(import.meta.dirname, '../dist');

/**
 * `{ chunks, gzipOf, precached }`: Vite's manifest (source → file, imports, css), the size of a
 * file after gzip -9, and the files the service worker keeps.
 */
export function readBuild() {
  const chunks = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));
  const sizes = new Map();
  const gzipOf = (file) => {
    if (!sizes.has(file)) {
      sizes.set(file, gzipSync(readFileSync(join(dist, file)), { level: 9 }).length);
    }
    return sizes.get(file);
  };
  const worker = readFileSync(join(dist, 'service-worker.js'), 'utf8');
  const files = readdirSync(dist, { recursive: true }).filter((name) => !/\.(gz|br)$/.test(name));
  const precached = files.filter((name) => worker.includes(`"${name}"`));
  return { chunks, gzipOf, precached };
}
