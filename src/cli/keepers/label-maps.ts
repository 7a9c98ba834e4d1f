import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { unwritable, writeWhole } from '../results/write-whole.ts';
import type { PassFrame } from '../label/analyzer.ts';
import type { Keeper } from './keeper.ts';

/** Each frame's label map: a grey PNG, in 16 bits where there are more than 256 classes, whose values are class ids. */
export const labelMaps: Keeper = {
  async isThere({ maps }, { rows, lost }) {
    return (await namesIn(maps)).size >= rows - lost.length;
  },
  async open({ maps }, done) {
    const names = await namesIn(maps);
    if (done.some(({ index, shares }) => shares && !names.has(nameOf(index)))) return null;
    await mkdir(maps, { recursive: true }).catch((cause: unknown) => {
      throw unwritable(maps, cause);
    });
    return { keep: (frame) => keep(maps, frame) };
  },
};

async function keep(maps: string, { index, width, height, labelMap }: PassFrame): Promise<void> {
  if (!labelMap) return;
  const depth = labelMap.BYTES_PER_ELEMENT === 2 ? 16 : 8;
  const png = encode({ width, height, data: labelMap, channels: 1, depth });
  await writeWhole(join(maps, nameOf(index)), png);
}

function nameOf(index: number): string {
  return `${String(index).padStart(6, '0')}.png`;
}

async function namesIn(folder: string): Promise<Set<string>> {
  const names = await readdir(folder).catch(() => []);
  return new Set(names.filter((name) => name.endsWith('.png')));
}
