import sharp from 'sharp';
import type { Scene } from './scene.ts';
import type { Taught } from './teach-clip.ts';

const ACROSS = 4;
const DOWN = 3;

/** Frames of a clip, evenly chosen: amber what was labelled rightly, red what was wrongly, blue what was missed. */
export async function writeSheet(path: string, scene: Scene, { labels }: Taught): Promise<void> {
  const { width, height, frames, truth } = scene;
  const tiles = Array.from({ length: ACROSS * DOWN }, (_, tile) => {
    const index = Math.floor(((tile + 0.5) * frames.length) / (ACROSS * DOWN));
    const picture = Buffer.from(frames[index]!);
    const own = labels[index]!;
    const real = truth[index]!;
    for (let at = 0; at < own.length; at += 1) {
      const [said, is] = [own[at] === 1, real[at] === 1];
      if (!said && !is) continue;
      const [red, green, blue] = said && is ? [230, 159, 0] : said ? [255, 0, 0] : [0, 80, 255];
      const share = said && is ? 0.35 : 0.75;
      picture[4 * at] = picture[4 * at]! * (1 - share) + red * share;
      picture[4 * at + 1] = picture[4 * at + 1]! * (1 - share) + green * share;
      picture[4 * at + 2] = picture[4 * at + 2]! * (1 - share) + blue * share;
    }
    return {
      input: picture,
      raw: { width, height, channels: 4 as const },
      left: (tile % ACROSS) * width,
      top: Math.floor(tile / ACROSS) * height,
    };
  });
  const sheet = sharp({ create: { width: ACROSS * width, height: DOWN * height, channels: 3, background: '#000' } });
  const whole = await sheet.composite(tiles).png().toBuffer();
  await sharp(whole).resize(1600).jpeg({ quality: 85 }).toFile(path);
}
