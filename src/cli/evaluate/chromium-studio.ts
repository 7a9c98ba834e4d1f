import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright';
import { chromiumFlags } from '../chromium/flags.ts';
import { findChromium } from '../chromium/find.ts';
import { ISOLATION } from '../serve/isolation.ts';
import { serve } from '../serve/serve-folders.ts';
import { close, drawSheet, measure, open, segment } from './in-page.ts';
import { PANOPTIC_BASE } from '../../core/instances/instance.ts';
import type { Studio } from './studio.ts';
import type { Task } from './task.ts';

/** @throws Error where the library is not built, or the model cannot be loaded */
export async function openChromium({ model, images, backend, runtime, refine, variants }: Task): Promise<Studio> {
  const site = new URL('../../../dist/', import.meta.url);
  if (!existsSync(new URL('lib/perpixel.js', site)))
    throw new Error('The library is not built. Run “npm run build” first.');
  const own = model.endsWith('.json') && !/^https?:/.test(model) ? resolve(model) : null;
  const folders = { site, images: folder(images), ...(own ? { model: folder(dirname(own)) } : {}) };
  const serving = await serve(folders, ISOLATION);
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: chromiumFlags({ graphics: backend === 'wasm' ? 'webgl' : 'webgpu' }),
  });
  const stop = async (): Promise<void> => {
    await browser.close();
    serving.close();
  };
  try {
    const page = await browser.newPage();
    await page.goto(serving.origin);
    const address = (name: string): string => `${serving.origin}images/${encodeURIComponent(name)}`;
    const manifest = own ? `${serving.origin}model/${encodeURIComponent(basename(own))}` : addressOf(model);
    const library = `${serving.origin}site/lib/perpixel.js`;
    const opened = await page.evaluate(open, { library, model, manifest, backend, runtime, refine, variants });
    return {
      engine: `Chromium ${browser.version()}`,
      model: opened,
      sizes: (names) => page.evaluate(measure, names.map(address)),
      async segment(name, variant, panoptic) {
        const frame = await page.evaluate(segment, { address: address(name), variant, panoptic });
        const ids = bytesOf(frame.labels);
        const ofPanoptic = new Uint32Array(bytesOf(frame.panoptic).buffer);
        return {
          labels: frame.idBytes === 2 ? new Uint16Array(ids.buffer) : ids,
          confidence: new Float32Array(bytesOf(frame.confidence).buffer),
          things: panoptic
            ? { instances: frame.instances, map: Uint16Array.from(ofPanoptic, (id) => id % PANOPTIC_BASE) }
            : null,
        };
      },
      async sheet(rows, colours) {
        const addressed = rows.map(({ name, ...row }) => ({ ...row, address: address(name) }));
        return Buffer.from(await page.evaluate(drawSheet, { rows: addressed, colours: [...colours] }), 'base64');
      },
      async close() {
        await page.evaluate(close);
        await stop();
      },
    };
  } catch (cause) {
    await stop();
    throw new Error(`The model "${model}" cannot be used. ${reason(cause)}`, { cause });
  }
}

/** In memory of their own, so that they may be read as larger numbers. */
function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

function folder(path: string): URL {
  return pathToFileURL(`${resolve(path)}/`);
}

function addressOf(model: string): string | null {
  return /^https?:/.test(model) ? model : null;
}

/** What went wrong in the page, without the page's stack. */
function reason(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.replace(/^page\.evaluate: (\w*Error: )?/, '').split('\n    at ')[0] ?? message;
}
