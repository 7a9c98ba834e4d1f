/**
 * `npm run bench:driving -- PEER.onnx`: the inference of the driving models on WASM with two threads against another network's, per
 * multiply-add, taking turns in one page. Let nothing else run. Writes docs/reports/driving-speed.md.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { basename, dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright';
import { chromiumFlags } from '../../src/cli/chromium/flags.ts';
import { findChromium } from '../../src/cli/chromium/find.ts';
import { ISOLATION } from '../../src/cli/serve/isolation.ts';
import { serve } from '../../src/cli/serve/serve-folders.ts';
import { exposeConvolutions, multiplyAdds } from './multiply-adds.ts';
import { median } from './ratio.ts';

const ROUNDS = 25;

const [peer] = process.argv.slice(2);
if (!peer) throw new Error('Name the other network: npm run bench:driving -- FILE.onnx');
const root = new URL('../../', import.meta.url);
const paths = {
  driving: new URL('models/driving/driving.onnx', root),
  'driving-street': new URL('models/driving-street/driving-street.onnx', root),
  peer: pathToFileURL(resolve(peer)),
};
const serving = await serve(
  {
    ort: new URL('node_modules/onnxruntime-web/dist/', root),
    driving: new URL('models/driving/', root),
    'driving-street': new URL('models/driving-street/', root),
    peer: pathToFileURL(`${dirname(resolve(peer))}/`),
  },
  ISOLATION,
);
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: chromiumFlags({ camera: 'pattern', graphics: 'webgl' }),
});
try {
  const page = await browser.newPage();
  await page.goto(serving.origin);
  const networks = await Promise.all(
    Object.entries(paths).map(async ([name, path]) => {
      const { file, convolutions } = exposeConvolutions(await readFile(path));
      const address = `/${name}/${basename(path.pathname)}`;
      return { name, address, convolutions, exposed: Buffer.from(file).toString('base64') };
    }),
  );
  const { sizes, times } = await page.evaluate(runRounds, {
    rounds: ROUNDS,
    networks: networks.map(({ name, address, exposed }) => ({ name, address, exposed })),
  });
  const rows = networks.map(({ name, convolutions }) => {
    const [work, time] = [multiplyAdds(convolutions, sizes[name] ?? {}) / 1e9, median(times[name] ?? [])];
    return { name: name === 'peer' ? basename(peer, '.onnx') : name, work, time, each: time / work };
  });
  const base = rows.at(-1)?.each ?? NaN;
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, Chromium ${browser.version()}`;
  const report = `# Driving: time per multiply-add

${new Date().toISOString().slice(0, 10)}, on ${machine}, no GPU. ONNX Runtime Web on WASM with 2 threads, inference alone, medians of
${ROUNDS} rounds in turn. The bar: not slower per multiply-add than the other network. Written by \`npm run bench:driving\`.

| network | G multiply-adds | ms | ms per G | against ${rows.at(-1)?.name ?? ''} |
| --- | --- | --- | --- | --- |
${rows.map(({ name, work, time, each }) => `| ${name} | ${work.toFixed(3)} | ${time.toFixed(1)} | ${each.toFixed(1)} | ${(each / base).toFixed(2)} |`).join('\n')}
`;
  await writeFile(new URL('docs/reports/driving-speed.md', root), report);
  console.log(report);
} finally {
  await browser.close();
  serving.close();
}

interface Rounds {
  readonly rounds: number;
  readonly networks: readonly { readonly name: string; readonly address: string; readonly exposed: string }[];
}

/** In the page. */
async function runRounds({ rounds, networks }: Rounds) {
  if (!crossOriginIsolated) throw new Error('The page is not isolated, so there are no threads.');
  const bundle = '/ort/ort.wasm.min.mjs';
  const ort = (await import(bundle)) as typeof import('onnxruntime-web');
  ort.env.wasm.wasmPaths = '/ort/';
  ort.env.wasm.numThreads = 2;
  ort.env.logLevel = 'error';
  const sizes: Record<string, Record<string, number>> = {};
  const times: Record<string, number[]> = {};
  const sessions = [];
  for (const { name, address, exposed } of networks) {
    const bytes = Uint8Array.from(atob(exposed), (each) => each.charCodeAt(0));
    const open = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
    const input = open.inputMetadata[0]!;
    if (!input.isTensor) throw new Error(`${name} has no tensor as its input.`);
    const shape = input.shape.map((size) => (typeof size === 'number' && size > 0 ? size : 1));
    const values = Float32Array.from(
      { length: shape.reduce((a, b) => a * b, 1) },
      (_, i) => ((i * 31) % 255) / 127.5 - 1,
    );
    const feeds = { [input.name]: new ort.Tensor('float32', values, shape) };
    const outputs = await open.run(feeds);
    sizes[name] = Object.fromEntries(Object.entries(outputs).map(([key, { size }]) => [key, size]));
    await open.release();
    sessions.push({
      name,
      feeds,
      session: await ort.InferenceSession.create(address, { executionProviders: ['wasm'] }),
    });
    times[name] = [];
  }
  for (let round = -3; round < rounds; round += 1) {
    for (const { name, feeds, session } of sessions) {
      const start = performance.now();
      await session.run(feeds);
      if (round >= 0) times[name]!.push(performance.now() - start);
    }
  }
  return { sizes, times };
}
