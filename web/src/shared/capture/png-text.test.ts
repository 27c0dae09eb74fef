import { describe, expect, it } from 'vitest';
import { withText } from './png-text';

/** One white pixel. */
const pixel = Uint8Array.from(
  atob(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==',
  ),
  (byte) => byte.charCodeAt(0),
);

/** The parts of a PNG with their checksums. */
function partsOf(png: Uint8Array): readonly (readonly [string, string, number])[] {
  const view = new DataView(png.buffer);
  const parts: [string, string, number][] = [];
  for (let at = 8; at < png.length; at += view.getUint32(at) + 12) {
    const length = view.getUint32(at);
    const words = new TextDecoder('latin1').decode(png.slice(at + 4, at + 8 + length));
    parts.push([words.slice(0, 4), words.slice(4), view.getUint32(at + 8 + length)]);
  }
  return parts;
}

describe('a text in a picture', () => {
  it('stands before its end, with the checksum that readers ask for', async () => {
    const kept = await withText(new Blob([pixel]), 'strokes', '[[1,2,0]]');
    expect(kept.type).toBe('image/png');
    const parts = partsOf(new Uint8Array(await kept.arrayBuffer()));
    expect(parts.map(([name]) => name)).toEqual(['IHDR', 'IDAT', 'tEXt', 'IEND']);
    // The sum of "tEXtstrokes\0[[1,2,0]]" as other programs reckon it.
    expect(parts[2]).toEqual(['tEXt', 'strokes\0[[1,2,0]]', 0xf1879b9]);
    expect(parts[3]).toEqual(['IEND', '', 0xae426082]);
  });
});
