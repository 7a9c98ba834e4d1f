import { fileURLToPath } from 'node:url';
import { Option, type Command } from 'commander';
import { BACKENDS, type Backend } from '../../core/tuning/backend.ts';
import { copyAssets, type CopiedFile } from './copy-assets.ts';

interface Flags {
  readonly model?: readonly string[];
  readonly backend?: Backend;
}

/** `perpixel assets FOLDER`: for bundlers and servers that leave the package's files behind. */
export function assets(program: Command): void {
  program
    .command('assets')
    .description('copy what a page fetches (workers, runtime, models) to where your server has it')
    .argument('<folder>', 'where to, such as public/perpixel')
    .option(
      '--model <id...>',
      'only these models, as “selfie,tiny”; of both selfies a page takes the one that suits its picture (default: all there are)',
    )
    .addOption(
      new Option('--backend <name>', 'only for this backend (default: all)').choices(
        BACKENDS.filter((name) => name !== 'auto'),
      ),
    )
    .action(async (folder: string, { model = [], backend }: Flags) => {
      const files = await copyAssets({
        // beside the command, once it is packed
        from: fileURLToPath(new URL('../lib/assets', import.meta.url)),
        to: folder,
        project: process.cwd(),
        models: model,
        backend: backend ?? null,
      });
      for (const line of listed(files)) console.log(line);
      console.log(
        `\nIn your page, before anything else of perpixel: setAssets('/…/') with its address, as '/perpixel/'.`,
      );
      console.log('WASM has several threads where the page is served with COOP and COEP: see README.');
    });
}

function listed(files: readonly CopiedFile[]): string[] {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const lines = [...files, { name: `${files.length} files`, bytes: total }];
  return lines.map(({ name, bytes }) => `${(bytes / 1e6).toFixed(2).padStart(8)} MB  ${name}`);
}
