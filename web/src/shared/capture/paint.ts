import { boxOf, type Box, cellsOf, type Edits, keptSize, type Size } from './areas';
import type { Keeping } from './keeping';

/** A picture that was taken or chosen, upright and without anything a camera adds to it. */
export type Picture = HTMLCanvasElement;

/** A chosen picture may have far more pixels than are kept: a cheap phone has no room for them. */
const taken_side_max = 2400;

function blank({ width, height }: Size): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('capture.no_canvas');
  return context;
}

/** What the camera shows now. */
export function pictureOfVideo(video: HTMLVideoElement): Picture {
  const canvas = blank({ width: video.videoWidth || 1, height: video.videoHeight || 1 });
  contextOf(canvas).drawImage(video, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** A picture out of a file. Rejects when the browser cannot read it. */
export async function pictureOfFile(file: Blob): Promise<Picture> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    const canvas = blank(keptSize(bitmap, undefined, taken_side_max));
    const context = contextOf(canvas);
    // What is transparent would become black in a JPEG.
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return canvas;
  } finally {
    bitmap.close();
  }
}

/** Blurs one box of a drawing: its pixels are gone afterwards, not covered. */
function blur(canvas: HTMLCanvasElement, { left, top, width, height }: Box): void {
  const cells = blank(cellsOf({ width, height }));
  const small = contextOf(cells);
  small.imageSmoothingQuality = 'high';
  small.drawImage(canvas, left, top, width, height, 0, 0, cells.width, cells.height);
  contextOf(canvas).drawImage(cells, left, top, width, height);
}

/** The whole picture with its blurred areas, no larger than `side`. */
export function blurred(picture: Picture, blurs: Edits['blurs'], side: number): Picture {
  const canvas = blank(keptSize(picture, undefined, side));
  contextOf(canvas).drawImage(picture, 0, 0, canvas.width, canvas.height);
  for (const area of blurs) blur(canvas, boxOf(area, canvas));
  return canvas;
}

/** The picture as it is kept: a JPEG made of pixels only, so that no place travels with it. */
export async function keptPhoto(picture: Picture, edits: Edits, keeping: Keeping): Promise<Blob> {
  const full = blurred(picture, edits.blurs, Math.max(picture.width, picture.height));
  const size = keptSize(picture, edits.crop, keeping.side);
  const canvas = blank(size);
  const box = boxOf(edits.crop ?? { x: 0, y: 0, width: 1, height: 1 }, full);
  contextOf(canvas).drawImage(
    full,
    ...([box.left, box.top, box.width, box.height, 0, 0, size.width, size.height] as const),
  );
  return toBlob(canvas, 'image/jpeg', keeping.quality);
}

export function toBlob(
  canvas: HTMLCanvasElement,
  type: 'image/jpeg' | 'image/png',
  quality?: number,
): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('capture.no_picture')) : resolve(blob)),
      type,
      quality,
    );
  });
}
