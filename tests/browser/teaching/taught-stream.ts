import { expect, onTestFinished } from 'vitest';
import { DEFAULT_VIEW } from '../../../src/core/view/view.ts';
import { pagePlayer } from '../../../src/live/player/page-player.ts';
import type { Player } from '../../../src/live/player/player.ts';
import type { FrameReport } from '../../../src/protocol/live.ts';
import { TRUNK_PARTS, trunkFile } from '../../fixtures/onnx/trunk.ts';
import { addressOf, fileParts, picture } from '../models/own-model.ts';

/** The address of a picture whose left half is red, and whose right half is blue. */
async function halves(): Promise<string> {
  const canvas = new OffscreenCanvas(64, 48);
  canvas.getContext('2d')?.putImageData(
    picture(64, 48, (x) => (x < 32 ? [220, 30, 30] : [30, 30, 220])),
    0,
    0,
  );
  return addressOf(await canvas.convertToBlob(), 'image/png');
}

/** A stream of two halves, labelled by a trunk that knows nothing yet. @param strength of another trunk: what is kept is kept by trunks */
export async function halvesToTeach(
  strength = 1,
): Promise<{ readonly player: Player; readonly reports: FrameReport[] }> {
  const model = { ...(await fileParts(trunkFile(strength))), ...TRUNK_PARTS } as never;
  const reports: FrameReport[] = [];
  const player = pagePlayer(
    { model, backend: 'wasm', sameOrigin: true },
    {
      onChange: () => undefined,
      onFrame: (report) => reports.push(report),
      onCanvas: () => undefined,
      onPicture: () => undefined,
      onError: () => undefined,
    },
  );
  onTestFinished(() => player.close());
  player.presentation.setView(DEFAULT_VIEW);
  await player.open(await halves());
  await expect.poll(() => [...(reports.at(-1)?.shares ?? [])]).toEqual([1]);
  return { player, reports };
}
