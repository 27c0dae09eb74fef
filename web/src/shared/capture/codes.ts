/** What a browser that reads codes offers. Few do; the others are never asked. */
interface CodeReader {
  readonly detect: (source: HTMLVideoElement) => Promise<readonly { readonly rawValue: string }[]>;
}

interface CodeReaderMaker {
  new (): CodeReader;
  readonly getSupportedFormats: () => Promise<readonly string[]>;
}

declare global {
  var BarcodeDetector: CodeReaderMaker | undefined;
}

/** Whether codes can really be read: some browsers have the reader without any kind of code. */
export async function canReadCodes(): Promise<boolean> {
  try {
    const formats = await globalThis.BarcodeDetector?.getSupportedFormats();
    return formats !== undefined && formats.length > 0;
  } catch {
    return false;
  }
}

/** What a code says as the line of an answer: no control characters, not longer than it may be. */
export function codeText(raw: string, lengthMax: number): string {
  return raw
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, lengthMax);
}

/** Often enough for a hand that holds a card still. */
const look_ms = 300;

/** Looks for a code until one is found or the returned function is called. */
export function watchForCode(video: HTMLVideoElement, onCode: (raw: string) => void): () => void {
  const Reader = globalThis.BarcodeDetector;
  if (Reader === undefined) return () => undefined;
  const reader = new Reader();
  let isOver = false;
  const look = async () => {
    // Before its first picture a camera has nothing to look at.
    const found = await reader.detect(video).catch(() => []);
    const [first] = found.filter(({ rawValue }) => rawValue.trim() !== '');
    if (isOver) return;
    if (first === undefined) timer = window.setTimeout(() => void look(), look_ms);
    else onCode(first.rawValue);
  };
  let timer = window.setTimeout(() => void look(), look_ms);
  return () => {
    isOver = true;
    window.clearTimeout(timer);
  };
}
