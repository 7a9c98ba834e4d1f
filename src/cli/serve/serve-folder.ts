import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import sirv from 'sirv';
import { PerPixelError } from '../../core/errors/errors.ts';
import { ISOLATION } from './isolation.ts';

export interface ServedFolder {
  /** Ends with a slash. */
  readonly address: string;
  close(): void;
}

/**
 * Serves a folder with the headers of an isolated page.
 * @param port 0: any that is free
 * @throws PerPixelError `option-invalid` where there is no such folder, or the port cannot be had
 */
export async function serveFolder(folder: string, port: number): Promise<ServedFolder> {
  await checkFolder(folder);
  const files = sirv(folder, { dev: true, single: false });
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(ISOLATION)) response.setHeader(name, value);
    files(request, response, () => void response.writeHead(404).end('Not found'));
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', (cause) => reject(portTaken(port, cause)));
    server.listen(port, 'localhost', resolve);
  });
  const address = server.address();
  const used = typeof address === 'object' && address ? address.port : port;
  return { address: `http://localhost:${used}/`, close: () => server.close() };
}

async function checkFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory()) return;
  throw new PerPixelError(
    'option-invalid',
    found ? `“${folder}” is a file.` : `There is no folder “${folder}” here.`,
    'Name the folder with your page in it.',
  );
}

function portTaken(port: number, cause: NodeJS.ErrnoException): PerPixelError {
  const problem = cause.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${cause.code ?? cause.message})`;
  return new PerPixelError(
    'option-invalid',
    `Port ${port} ${problem}.`,
    'Name another one with “--port”, or 0 for any that is free.',
    { cause },
  );
}
