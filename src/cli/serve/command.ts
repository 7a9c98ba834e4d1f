import { createServer } from 'node:http';
import { InvalidArgumentError, type Command } from 'commander';
import sirv from 'sirv';
import { ISOLATION } from './isolation.ts';

/** `perpixel serve`: a folder with the headers of an isolated page, so that WASM has threads. */
export function serve(program: Command): void {
  program
    .command('serve')
    .description('serve a folder as an isolated page, for which WASM has threads')
    .argument('[folder]', 'what to serve', '.')
    .option('--port <number>', 'where; 0: any that is free', port, 4173)
    .action(async (folder: string, options: { readonly port: number }) => {
      const files = sirv(folder, { dev: true, single: false });
      const server = createServer((request, response) => {
        for (const [name, value] of Object.entries(ISOLATION)) response.setHeader(name, value);
        files(request, response, () => void response.writeHead(404).end('Not found'));
      });
      await new Promise<void>((resolve, reject) => {
        server.on('error', reject);
        server.listen(options.port, 'localhost', resolve);
      });
      const address = server.address();
      const used = typeof address === 'object' && address ? address.port : options.port;
      console.log(`http://localhost:${used}/`);
    });
}

function port(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0 && number < 65_536) return number;
  throw new InvalidArgumentError('It is a number from 0 to 65535.');
}
