import { describe, expect, it } from 'vitest';
import { isOurs, neededBy, stemOf, updateOf, usableWith } from '../../../src/protocol/offline/files.ts';

const file = (url: string): { url: string; sha256: string } => ({ url, sha256: '' });
const FILES = [
  'index.html',
  'lib/perpixel.js',
  'lib/pipeline.worker-BVb20-Ul.js',
  'lib/ort-wasm-simd-threaded-DcHrbrbl.wasm',
  'lib/ort-wasm-simd-threaded.jspi-CZzFqCHi.wasm',
  'lib/ort-wasm-simd-threaded.asyncify-D5D0fo7z.wasm',
  'lib/litert_wasm_internal-Bq0_-x1Z.js',
  'lib/litert_wasm_internal-DdrhQq2_.wasm',
  'lib/litert_wasm_threaded_internal-Cq0_-x1Z.js',
  'lib/litert_wasm_compat_internal-DdrhQq2_.wasm',
  'lib/models/selfie.json',
  'lib/models/selfie.onnx',
  'lib/models/selfie.tflite',
  'lib/models/selfie.wasm.onnx',
  'lib/models/selfie-landscape.onnx',
  'lib/sample-drive-XOj4iu1h.mp4',
  'lib/sample-truth-hDYMJgMG.zip',
].map(file);
const urls = (files: readonly { url: string }[]): string[] => files.map(({ url }) => url);

describe('the files that are kept', () => {
  it('are at first those of the runtime and the models in use', () => {
    expect(urls(FILES.filter(neededBy({ runtime: 'wasm', models: ['selfie'] })))).toEqual([
      'lib/ort-wasm-simd-threaded-DcHrbrbl.wasm',
      'lib/models/selfie.json',
      'lib/models/selfie.onnx',
      'lib/models/selfie.wasm.onnx',
    ]);
  });

  it('are LiteRT’s and its models where these are in use, and of no other page', () => {
    const needs = { runtime: 'wasm', models: ['selfie'] } as const;
    const lite = urls(FILES.filter(neededBy({ ...needs, litert: 'relaxed' })));
    expect(lite.filter((url) => /litert|tflite/.test(url))).toEqual([
      'lib/litert_wasm_internal-Bq0_-x1Z.js',
      'lib/litert_wasm_internal-DdrhQq2_.wasm',
      'lib/models/selfie.tflite',
    ]);
    const threaded = urls(FILES.filter(neededBy({ ...needs, litert: 'threads' })));
    expect(threaded.filter((url) => url.includes('litert'))).toEqual(['lib/litert_wasm_threaded_internal-Cq0_-x1Z.js']);
    expect(urls(updateOf(FILES, [])).filter((url) => /litert|tflite/.test(url))).toEqual([]);
  });

  it('are the sample drive too where it is offered, and not for a page that only labels', () => {
    const wanted = { runtime: 'wasm', models: [], sample: true } as const;
    expect(urls(FILES.filter(neededBy(wanted))).slice(1)).toEqual([
      'lib/sample-drive-XOj4iu1h.mp4',
      'lib/sample-truth-hDYMJgMG.zip',
    ]);
    expect(urls(updateOf(FILES, [])).some((url) => url.includes('sample'))).toBe(false);
    expect(urls(updateOf(FILES, ['lib/sample-drive-00000000.mp4'])).at(-1)).toBe('lib/sample-drive-XOj4iu1h.mp4');
  });

  it('are in the end all but the runtime that this browser never runs', () => {
    const all = urls(FILES.filter(usableWith('jspi')));
    const never = urls(FILES).filter((url) => /asyncify|litert|tflite/.test(url));
    expect(all).toEqual(urls(FILES).filter((url) => !never.includes(url)));
  });

  it('are those of a model of 19 MB only where it is in use', () => {
    const parts = file('lib/models/person-parts.onnx');
    expect(usableWith('jspi')(parts)).toBe(false);
    expect(neededBy({ runtime: 'wasm', models: ['person-parts'] })(parts)).toBe(true);
  });

  it('are in an update the core and what the version before it kept, whatever the hashes in the names', () => {
    const update = updateOf(FILES, ['lib/ort-wasm-simd-threaded-00000000.wasm', 'lib/models/selfie.onnx']);
    expect(urls(update)).toEqual([
      'index.html',
      'lib/perpixel.js',
      'lib/pipeline.worker-BVb20-Ul.js',
      'lib/ort-wasm-simd-threaded-DcHrbrbl.wasm',
      'lib/models/selfie.json',
      'lib/models/selfie.onnx',
    ]);
  });

  it('lose nothing of their names but the hash', () => {
    expect(stemOf('lib/ort.wasm.bundle.min-Cvo_s67G.js')).toBe('lib/ort.wasm.bundle.min.js');
    expect(stemOf('lib/models/driving-street.onnx')).toBe('lib/models/driving-street.onnx');
  });

  it.each(['index.html', 'health.html', 'lib/perpixel.js', 'lib/models/tiny.json', 'favicon.svg'])(
    'includes %s among what is answered',
    (path) => expect(isOurs(path)).toBe(true),
  );

  it.each(['kiosk.json', 'sw.js', 'media/loop.mp4', 'loop.mp4', 'photo.jpg', 'elsewhere/index.html'])(
    'leaves %s to the network',
    (path) => expect(isOurs(path)).toBe(false),
  );
});
