/** The view as a picture, handed to the host, which asks the person where to save it. */

import { lanesHeight } from '../../src/layout/lanes.js';
import { svgOf } from '../../src/layout/svg.js';
import type { PictureFormat } from '../../src/protocol/page.js';
import { element } from '../element.js';
import { host } from '../host.js';
import { axisHeight } from '../paint/paintTimeline.js';
import { readPalette } from '../paint/palette.js';
import type { Stage } from '../stage.js';
import type { Model } from '../state/model.js';

export async function savePicture(format: PictureFormat, model: Model, stage: Stage): Promise<void> {
  const bytes = format === 'svg' ? svgBytes(model, stage) : await pngBytes(model, stage);
  if (bytes) host.postMessage({ type: 'picture', run: model.run, format, bytes });
}

/** All lanes, not only those that fit the window. */
function svgBytes(model: Model, stage: Stage): Uint8Array | undefined {
  const { painted } = stage;
  if (!painted) return undefined;
  const { background, foreground, faint, grid, accent, error, colours: threads } = readPalette();
  const text = svgOf({
    frame: painted.frame,
    lanes: painted.lanes,
    cursor: model.cursor,
    colours: { background, foreground, faint, grid, accent, error, threads },
    title: model.title,
    labelWidthPx: painted.labelWidth,
  });
  return new TextEncoder().encode(text);
}

/** What the window shows, without the empty part below the last lane. */
async function pngBytes({ lanes, scrollPx }: Model, { canvas }: Stage): Promise<Uint8Array | undefined> {
  const used = (axisHeight + lanesHeight(lanes) - scrollPx) * (window.devicePixelRatio || 1);
  const picture = element('canvas');
  picture.width = canvas.width;
  picture.height = Math.min(canvas.height, Math.ceil(used));
  picture.getContext('2d')?.drawImage(canvas, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => picture.toBlob(resolve, 'image/png'));
  return blob ? new Uint8Array(await blob.arrayBuffer()) : undefined;
}
