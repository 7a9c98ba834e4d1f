import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serveFolder } from '../../../src/cli/serve/serve-folder.ts';

const here = fileURLToPath(new URL('./', import.meta.url));

describe('perpixel serve', () => {
  it('serves a folder as an isolated page, at any port that is free', async () => {
    const { address, close } = await serveFolder(here, 0);
    onTestFinished(close);
    const response = await fetch(`${address}serve.test.ts`);
    expect(await response.text()).toContain('perpixel serve');
    expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect((await fetch(`${address}nothing`)).status).toBe(404);
  });

  it('says which port is in use, and what to do', async () => {
    const first = await serveFolder(here, 0);
    onTestFinished(() => first.close());
    const port = Number(new URL(first.address).port);
    await expect(serveFolder(here, port)).rejects.toMatchObject({
      code: 'option-invalid',
      message: `Port ${port} is in use. Name another one with “--port”, or 0 for any that is free.`,
    });
  });

  it.each([
    ['nofolder', 'There is no folder “nofolder” here.'],
    [fileURLToPath(import.meta.url), `“${fileURLToPath(import.meta.url)}” is a file.`],
  ])('serves no %s', async (folder, problem) => {
    await expect(serveFolder(folder, 0)).rejects.toMatchObject({ code: 'option-invalid', problem });
  });
});
