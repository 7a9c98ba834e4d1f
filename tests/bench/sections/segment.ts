import { goldenPicture } from '../../fixtures/golden/picture.ts';
import { withBrowser, withPage } from '../page.ts';
import { compare } from '../ratio.ts';
import { ratioRow, threadsOf, type Row, type Section } from '../row.ts';
import { runSegments, type Asked } from './segment-page.ts';

const ROUNDS = 60;
/** Of the pixels that both label; a confidence mask is cut at a half. */
const LEAST_AGREEMENT = 0.98;

/** What users ask for, and the ratio that it may have to the peer's, with one thread and with two. */
const ASKED: readonly (Asked & { readonly bars: Readonly<Record<1 | 2, number>> })[] = [
  { input: 'ImageBitmap', confidence: true, bars: { 1: 0.7, 2: 0.55 } },
  { input: 'ImageBitmap', confidence: false, bars: { 1: 0.7, 2: 0.55 } },
  { input: 'ImageData', confidence: false, bars: { 1: 0.6, 2: 0.6 } },
  { input: 'VideoFrame I420', confidence: false, bars: { 1: 0.5, 2: 0.4 } },
  { input: 'VideoFrame I420', confidence: true, bars: { 1: 0.7, 2: 0.55 } },
  { input: 'VideoFrame RGBX', confidence: false, bars: { 1: 0.6, 2: 0.6 } },
];

/**
 * The whole `segment()` of a 640 × 480 picture against tasks-vision's ImageSegmenter (CPU, VIDEO mode) with the same weights on the same
 * pictures, taking turns: labels and confidence against its confidence mask, labels alone against its category mask or its confidence mask
 * cut at a half, whichever is faster. Each is read and kept.
 */
export async function benchSegment(): Promise<Section> {
  const rows: Row[] = [];
  const results: unknown[] = [];
  for (const threads of [1, 2] as const) {
    const all = await withBrowser((browser) =>
      withPage(browser, threads, (page) =>
        page.evaluate(runSegments, {
          picture: Array.from(goldenPicture()),
          rounds: ROUNDS,
          isolated: threads === 2,
          asked: ASKED.map(({ input, confidence }) => ({ input, confidence })),
        }),
      ),
    );
    for (const [index, { ours, ran, peers }] of all.entries()) {
      const { input, confidence, bars } = ASKED[index]!;
      const name = `segment() 640×480, ${input}, ${confidence ? 'labels and confidence' : 'labels'}, ${threadsOf(threads)}`;
      const wrong = peers.find(({ agreement }) => agreement < LEAST_AGREEMENT);
      if (wrong) throw new Error(`${name}: both agree on ${(wrong.agreement * 100).toFixed(1)} % only.`);
      const compared = peers.map(({ mask, times }) => ({ mask, ...compare('', ours, times) }));
      const fastest = compared.reduce((best, each) => (each.peer < best.peer ? each : best));
      const others = compared.filter((each) => each !== fastest);
      const comparison = { ...fastest, name: `${name} / tasks-vision, CPU, ${fastest.mask} mask` };
      const rest = others.map(({ mask, peer }) => `its ${mask} mask takes ${peer.toFixed(1)} ms`);
      rows.push(ratioRow(comparison, bars[threads], [`by ${ran}`, ...rest].join('; ')));
      results.push({ ...comparison, ran, peers: compared });
    }
  }
  return { rows, results };
}
