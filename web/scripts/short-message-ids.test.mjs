import { describe, expect, it } from 'vitest';
import { areas, readCatalogues } from './catalogues.mjs';
import { shortenCatalogue, shortenSource, shortId, shortIds } from './vite/short-message-ids.ts';

const names = new Map([['case.close.action', 'Ab_1']]);

describe('short names of texts', () => {
  it('stand where a text is used, and nowhere else', () => {
    const code = 'i18n._({ id: "case.close.action" }); const row = { id: "case.open" };';
    expect(shortenSource(code, names)).toBe(
      'i18n._({ id: "Ab_1" }); const row = { id: "case.open" };',
    );
    expect(shortenSource('go("case.close.action")', names)).toBe('go("case.close.action")');
  });

  it('stand in the catalogues', () => {
    const code = String.raw`JSON.parse("{\"case.close.action\":[\"Close\"],\"other\":[\"x\"]}")`;
    expect(shortenCatalogue(code, names)).toBe(
      String.raw`JSON.parse("{\"Ab_1\":[\"Close\"],\"other\":[\"x\"]}")`,
    );
  });

  it('are refused when two texts would share one', () => {
    const first = 'text.0';
    const others = Array.from({ length: 100_000 }, (_, at) => `twin.${at}`);
    const twin = others.find((id) => shortId(id, 2) === shortId(first, 2));
    expect(shortIds([first, first]).size).toBe(1);
    expect(() => shortIds([first, twin ?? ''], 2)).toThrow(/one short name/);
  });

  it('tell all our texts apart', () => {
    const ids = areas.flatMap((area) => [...readCatalogues()[area].en.keys()]);
    expect(new Set(shortIds(ids).values()).size).toBe(new Set(ids).size);
  });
});
