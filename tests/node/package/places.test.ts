import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { PerPixelError } from '../../../src/core/errors/errors.ts';
import { missingModel, placeOf, receivePlaces, setAssets } from '../../../src/platform/places.ts';

afterEach(() => {
  setAssets(null);
  receivePlaces(null);
});

const own = (): URL => new URL('https://app.test/static/pipeline-1a2b.js');
const hrefOf = (name = 'pipeline.worker.js', where: (() => URL) | undefined = own): string => placeOf(name, where).href;

function thrown(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('a file of the package', () => {
  it('lies where the page’s bundler put it', () => {
    expect(hrefOf()).toBe('https://app.test/static/pipeline-1a2b.js');
  });

  it('lies in the folder that was named, from then on, with or without a slash at its end', () => {
    for (const folder of [
      'https://cdn.test/perpixel',
      'https://cdn.test/perpixel/',
      new URL('https://cdn.test/perpixel'),
    ]) {
      setAssets(folder);
      expect(hrefOf()).toBe('https://cdn.test/perpixel/pipeline.worker.js');
    }
    setAssets(null);
    expect(hrefOf()).toBe('https://app.test/static/pipeline-1a2b.js');
  });

  it.each([undefined, 5, '', {}, true, Symbol('folder')])('lies in no folder that is %s, which is told', (folder) => {
    setAssets('https://cdn.test/perpixel/');
    const error = thrown(() => setAssets(folder as string));
    expect(error).toMatchObject({ code: 'option-invalid', remedy: expect.stringContaining('setAssets()') });
    expect(hrefOf()).toBe('https://cdn.test/perpixel/pipeline.worker.js');
  });

  it('lies, for a worker, where its page says: every address, or a folder', () => {
    receivePlaces({ 'labelling.worker.js': 'https://app.test/static/labelling-3c.js' });
    expect(hrefOf('labelling.worker.js')).toBe('https://app.test/static/labelling-3c.js');
    receivePlaces('https://cdn.test/perpixel/');
    expect(hrefOf('labelling.worker.js')).toBe('https://cdn.test/perpixel/labelling.worker.js');
  });

  it.each(['deps', 'deps_temp_1f', 'deps_ssr'])(
    'is looked for in the package, and not in Vite’s cache (%s)',
    (cache) => {
      const moved = (): URL => new URL(`http://localhost:5173/app/node_modules/.vite/${cache}/assets/ort.wasm`);
      expect(hrefOf('ort.wasm', moved)).toBe('http://localhost:5173/app/node_modules/perpixel/lib/assets/ort.wasm');
      expect(placeOf('ort.wasm', moved, 'perpixel-model-driving').pathname).toBe(
        '/app/node_modules/perpixel-model-driving/lib/assets/ort.wasm',
      );
    },
  );

  it('lies at the page’s origin where a bundler gives a path alone', () => {
    vi.stubGlobal('location', { href: 'https://app.test/deep/page' });
    onTestFinished(() => void vi.unstubAllGlobals());
    // what Next.js makes of `new URL(…, import.meta.url)`: no address that `URL` would take by itself
    const relative = (): URL => ({ href: '/_next/static/media/ort.1a2b.wasm' }) as URL;
    expect(hrefOf('ort.wasm', relative)).toBe('https://app.test/_next/static/media/ort.1a2b.wasm');
  });

  it('that is nowhere is an error of ours which says what to do', () => {
    // what is left of import.meta.url in a bundle that is no module
    const nowhere = (): URL => new URL('./assets/ort.wasm', undefined);
    for (const where of [nowhere, undefined]) {
      const error = thrown(() => placeOf('ort.wasm', where));
      expect(error).toBeInstanceOf(PerPixelError);
      expect(error).toMatchObject({
        code: 'assets-unreachable',
        problem: expect.stringContaining('ort.wasm'),
        remedy: expect.stringMatching(/npx perpixel assets .* setAssets\(/),
      });
    }
  });

  it('that is a model’s is had by its name', () => {
    expect(missingModel('driving')).toContain('“npx perpixel assets public/perpixel --model driving”');
  });
});
