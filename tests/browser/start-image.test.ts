import { afterEach, describe, expect, it } from 'vitest';
import { PipelineClient, type ClientOptions } from '../../src/live/pipeline-client.ts';
import type { ModelManifest } from '../../src/core/manifest/manifest.ts';
import { goldenPicture } from '../fixtures/golden/picture.ts';
import { wanted } from '../fixtures/wanted.ts';

const open: PipelineClient[] = [];
afterEach(() => open.splice(0).forEach((client) => client.close()));

const frame = (): ImageData => new ImageData(new Uint8ClampedArray(goldenPicture()), 256, 256);

async function client(options: Partial<ClientOptions> = {}): Promise<PipelineClient> {
  const opened = await PipelineClient.open({ model: 'selfie', backend: 'auto', assets: undefined, ...options });
  open.push(opened);
  return opened;
}

async function labels(of: PipelineClient): Promise<Uint8Array | Uint16Array> {
  return (await of.segment(frame(), wanted(), true)).labelMap;
}

async function manifest(id = 'selfie'): Promise<ModelManifest> {
  return (await fetch(`/lib/models/${id}.json`)).json() as Promise<ModelManifest>;
}

/** A model whose file is not to be had: nobody may want it. */
async function withoutFile(id: string): Promise<ModelManifest> {
  return { ...(await manifest(id)), file: 'nowhere.onnx', variants: [] };
}

/** What the model's file gives, opened by the runtime itself on as many threads as there are. */
async function expected(): Promise<Uint8Array | Uint16Array> {
  const slow = await client({ backend: 'wasm' });
  expect(slow.info.threads).toBeGreaterThan(1);
  return labels(slow);
}

describe('a first visit', () => {
  it("begins with the runtime's memory as the build left it, and labels as the model's file does", async () => {
    const quick = await client({ model: await withoutFile('selfie') });
    expect(quick.info.threads).toBe(1);
    const first = await labels(quick);
    expect(first).toContain(1);
    expect(first).toEqual(await expected());
    expect(await labels(quick)).toEqual(first);
  });

  it.each(['driving-street', 'driving', 'driving-small', 'driving-small-street'])(
    'begins so with %s too',
    async (model) => {
      const quick = await client({ model: await withoutFile(model) });
      expect(quick.info.threads).toBe(1);
      const slow = await client({ model, backend: 'wasm' });
      expect(await labels(quick)).toEqual(await labels(slow));
    },
  );

  it('opens the model from its file the next time in the same worker, and others beside it', async () => {
    const quick = await client();
    const first = await labels(quick);
    await quick.renew(true);
    expect(await labels(quick)).toEqual(first);
    const pair = await client({ ensemble: 'selfie' });
    expect(pair.info.threads).toBe(1);
    expect(await labels(pair)).toEqual(first);
  });

  it.each([
    ['damaged', { sha256: '0'.repeat(64) }],
    ['missing', { file: 'nowhere.start.bin' }],
    ['of another runtime', { runtime: '0.0.1' }],
  ])('takes the file where the image is %s', async (_how, change) => {
    const whole = await manifest();
    if (!whole.start) throw new Error('the build made no image');
    const model = { ...whole, start: { ...whole.start, ...change } };
    const careful = await client({ model });
    expect(careful.info.threads).toBeGreaterThan(1);
    expect(await labels(careful)).toEqual(await expected());
  });
});
