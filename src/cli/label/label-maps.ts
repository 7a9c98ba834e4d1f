import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { encode } from 'fast-png';
import type { Places } from '../results/places.ts';
import { unwritable, writeWhole } from '../results/write-whole.ts';
import type { PassFrame } from './analyzer.ts';

/** Keeps a frame's label map: a grey PNG, in 16 bits where there are more than 256 classes, whose values are class ids. */
export async function keepLabelMap({ maps }: Places, { index, width, height, labelMap }: PassFrame): Promise<void> {
  if (!labelMap) return;
  await mkdir(maps, { recursive: true }).catch((cause: unknown) => {
    throw unwritable(maps, cause);
  });
  const depth = labelMap.BYTES_PER_ELEMENT === 2 ? 16 : 8;
  const png = encode({ width, height, data: labelMap, channels: 1, depth });
  await writeWhole(join(maps, `${String(index).padStart(6, '0')}.png`), png);
}
