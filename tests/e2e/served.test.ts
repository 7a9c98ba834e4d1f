import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { get, type IncomingHttpHeaders } from 'node:http';
import { describe, expect, inject, it, onTestFinished } from 'vitest';

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: number;
}

/** As a browser asks; `fetch` would unpack what comes. */
function ask(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get(new URL(path, inject('site')), { headers: { 'Accept-Encoding': 'br', ...headers } }, (response) => {
      let bytes = 0;
      response.on('data', (part: Buffer) => (bytes += part.length));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, bytes }));
    }).on('error', reject);
  });
}

const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
};

describe('the built site, as it is served', () => {
  it('isolates a worker’s script that the browser has already, whoever answers', async () => {
    const [name = ''] = (await readdir('dist/lib')).filter((each) => /^pipeline\.worker-.*\.js$/.test(each));
    for (const encoding of ['br', 'gzip', 'identity']) {
      const asked = { 'Accept-Encoding': encoding };
      const { headers } = await ask(`lib/${name}`, asked);
      expect(headers, encoding).toMatchObject(ISOLATED);
      const again = await ask(`lib/${name}`, { ...asked, 'If-None-Match': headers.etag ?? '' });
      expect(again.status, encoding).toBe(304);
      expect(again.headers, encoding).toMatchObject(ISOLATED);
    }
  });

  it('has the runtime in one script, which imports none: WebKit asks the network for what all threads but the first import', async () => {
    const names = (await readdir('dist/lib')).filter((name) => /^ort\..*\.js$/.test(name));
    expect(names.length).toBeGreaterThan(2);
    for (const name of names) {
      const script = await readFile(`dist/lib/${name}`, 'utf8');
      expect(script.match(/(?:^|;)import\b *["'{*\w][^;]*/)?.[0], name).toBeUndefined();
    }
  });

  it('is asked for once where a name holds the hash of its content', async () => {
    const names = (await readdir('dist/lib')).filter((name) => /^(pipeline\.worker|ort-wasm).*\.(js|wasm)$/.test(name));
    expect(names.length).toBeGreaterThan(2);
    for (const name of names) {
      const { headers } = await ask(`lib/${name}`);
      expect(headers['cache-control'], name).toMatch(/immutable/);
      expect(headers['content-encoding'], name).toBe('br');
    }
  });

  it.each(['', 'lib/models/selfie.onnx', 'lib/models/selfie.start.bin'])(
    'is asked for again as “%s”, and sent again only when it is another',
    async (path) => {
      const { status, headers, bytes } = await ask(path);
      expect([status, headers['cache-control']]).toEqual([200, 'no-cache']);
      expect(bytes).toBeGreaterThan(0);
      const { etag = '' } = headers;
      const again = await ask(path, { 'If-None-Match': etag });
      expect([again.status, again.bytes]).toEqual([304, 0]);
      expect(again.headers).toMatchObject(ISOLATED);
      expect((await ask(path, { 'If-None-Match': '"another"' })).status).toBe(200);
    },
  );

  it.each(['100%.mp4', 'a?b.mp4', 'a#b.mp4', 'a+b c.mp4', 'a;b&c=d.mp4', '東京.mp4'])(
    'holds whatever lies beside its pages, in parts too: %s',
    async (name) => {
      await writeFile(`dist/${name}`, 'abcdef');
      onTestFinished(() => rm(`dist/${name}`));
      const path = encodeURIComponent(name);
      expect(await ask(path)).toMatchObject({ status: 200, bytes: 6 });
      const part = await ask(path, { Range: 'bytes=2-3' });
      expect([part.status, part.bytes, part.headers['content-range']]).toEqual([206, 2, 'bytes 2-3/6']);
      expect(part.headers).toMatchObject(ISOLATED);
      const beyond = await ask(path, { Range: 'bytes=9-' });
      expect(beyond.status).toBe(416);
      expect(beyond.headers).toMatchObject(ISOLATED);
    },
  );

  it.each(['%', '100%.mp4', 'nothing%3F.mp4', '%2e%2e%2f%2e%2e%2fpackage.json%3F'])(
    'has nothing at “%s”, and says so',
    async (path) => {
      const { status, headers } = await ask(path);
      expect(status).toBe(404);
      expect(headers).toMatchObject(ISOLATED);
    },
  );
});
