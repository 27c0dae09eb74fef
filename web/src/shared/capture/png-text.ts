/** What ends every PNG: an empty part of its own. */
const end_bytes = 12;

const table = Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest;
});

function checksum(bytes: Uint8Array): number {
  const all = bytes.reduce((sum, byte) => (table[(sum ^ byte) & 255] ?? 0) ^ (sum >>> 8), -1);
  return ~all >>> 0;
}

/** A part of a PNG that holds a text under a keyword; both in plain letters. */
function textPart(keyword: string, text: string): Uint8Array {
  const content = new TextEncoder().encode(`tEXt${keyword}\0${text}`);
  const part = new Uint8Array(content.length + 8);
  const view = new DataView(part.buffer);
  view.setUint32(0, content.length - 4);
  part.set(content, 4);
  view.setUint32(part.length - 4, checksum(content));
  return part;
}

/** The picture with a text in it that travels with the file and that no viewer shows. */
export async function withText(png: Blob, keyword: string, text: string): Promise<Blob> {
  const bytes = new Uint8Array(await png.arrayBuffer());
  const end = Math.max(0, bytes.length - end_bytes);
  const parts = [bytes.slice(0, end), textPart(keyword, text).slice(), bytes.slice(end)];
  return new Blob(parts, { type: 'image/png' });
}
