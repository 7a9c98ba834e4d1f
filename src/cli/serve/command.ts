import { InvalidArgumentError, type Command } from 'commander';
import { serveFolder } from './serve-folder.ts';

/** `perpixel serve`: a folder with the headers of an isolated page, so that WASM has threads. */
export function serve(program: Command): void {
  program
    .command('serve')
    .description('serve a folder as an isolated page, for which WASM has threads')
    .argument('[folder]', 'what to serve', '.')
    .option('--port <number>', 'where; 0: any that is free', port, 4173)
    .action(async (folder: string, options: { readonly port: number }) => {
      const { address } = await serveFolder(folder, options.port);
      console.log(address);
      console.log(
        'It is isolated (COEP): what it loads from other servers has to be sent with CORS or CORP, or does not come.',
      );
    });
}

function port(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0 && number < 65_536) return number;
  throw new InvalidArgumentError('It is a number from 0 to 65535.');
}
