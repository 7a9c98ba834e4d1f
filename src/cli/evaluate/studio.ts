import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright';
import { chromiumFlags } from '../chromium/flags.ts';
import { findChromium } from '../chromium/find.ts';
import { ISOLATION } from '../serve/isolation.ts';
import { serve } from '../serve/serve-folders.ts';
import { close, drawSheet, measure, open, segment, type OpenedModel, type SheetRow } from './in-page.ts';
import { PANOPTIC_BASE, type Instance } from '../../core/instances/instance.ts';
import type { LabelMap } from '../../core/labels/label-map.ts';
import type { Size } from '../../core/geometry/fit.ts';
import type { Task, Variant } from './task.ts';

export interface Segmented {
  /** In the model's ids. */
  readonly labels: LabelMap;
  readonly confidence: Float32Array;
  /** Things in the model's ids, and of each pixel the id of its thing, 0: none; null where none were wanted. */
  readonly things: { readonly instances: readonly Instance[]; readonly map: Uint16Array } | null;
}

/** The built library with a model and a folder of images, in a browser of its own. */
export interface Studio {
  readonly browser: string;
  readonly model: OpenedModel;
  sizes(names: readonly string[]): Promise<(Size | null)[]>;
  /** @param panoptic whether things are to be told apart */
  segment(name: string, variant: Variant, panoptic: boolean): Promise<Segmented>;
  /** @returns PNG */
  sheet(
    rows: readonly (Omit<SheetRow, 'address'> & { name: string })[],
    colours: readonly string[],
  ): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** @throws Error where the library is not built, or the model cannot be loaded */
export async function openStudio({ model, images, backend, refine, variants }: Task): Promise<Studio> {
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
    const opened = await page.evaluate(open, { library, model, manifest, backend, refine, variants });
    return {
      browser: browser.version(),
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
