import { no_edits } from '../../capture/areas';
import type { Keeping } from '../../capture/keeping';
import { keptPhoto, pictureOfFile } from '../../capture/paint';

/**
 * A photo made small enough to travel. Drawing it anew also leaves the place and the camera behind
 * that the original carries. Rejects when the browser cannot read the picture.
 */
export async function shrunkPhoto(file: Blob, keeping: Keeping): Promise<Blob> {
  return keptPhoto(await pictureOfFile(file), no_edits, keeping);
}
