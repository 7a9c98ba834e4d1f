import { Option, type Command } from 'commander';
import { NODE_BACKENDS } from '../../core/tuning/node-backend.ts';
import type { ImageFlags } from './flags.ts';

/** `perpixel image PICTURES…`: what each picture shows, and its label map. */
export function image(program: Command): void {
  program
    .command('image')
    .description('label pictures: the share of each class, and on request the label map')
    .argument('<pictures...>', 'files, folders or patterns in quotes: JPEG, PNG, WebP, AVIF, GIF, TIFF')
    .option('--model <id>', 'a bundled model’s id, or the path or address of a manifest', 'selfie')
    .option('--out <folder>', 'where each picture’s label map goes: a grey PNG of class ids')
    .addOption(new Option('--backend <name>', 'what computes').choices(NODE_BACKENDS).default('auto'))
    .option('--json', 'a line of JSON a picture')
    .addHelpText(
      'after',
      `
Examples:
  perpixel image portrait.jpg
  perpixel image 'street/*.png' --model driving-street --out maps --json > shares.jsonl`,
    )
    .action(async (pictures: string[], flags: ImageFlags) => {
      const { runImage } = await import('./run-image.ts');
      process.exitCode = await runImage(pictures, flags);
    });
}
