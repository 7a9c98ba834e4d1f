import type { Command } from 'commander';
import type { ConvertFlags } from './convert-model.ts';

/** `perpixel models`: which there are; `check MANIFEST`: whether one works; `convert FILE`: one of TensorFlow Lite. */
export function models(program: Command): void {
  const all = program
    .command('models')
    .description('list the models that come with perpixel, check or convert one of your own')
    .addHelpText(
      'after',
      `
Examples:
  perpixel models list
  perpixel models check my-model/model.json
  perpixel models convert roads.tflite --out my-model --classes background,road,kerb`,
    );
  all
    .command('list', { isDefault: true })
    .description('ids, licences and classes of the bundled models, and how fast each is on this machine')
    .option('--json', 'as JSON')
    .action(async ({ json = false }: { readonly json?: boolean }) => {
      const { listModels } = await import('./list-models.ts');
      await listModels(json);
    });
  all
    .command('check')
    .description('open a model by its manifest and label a picture: whatever is wrong with file or manifest is said')
    .argument('<manifest>', 'a path or an address')
    .option('--json', 'as JSON')
    .action(async (manifest: string, { json = false }: { readonly json?: boolean }) => {
      const { checkModel } = await import('./check-model.ts');
      await checkModel(manifest, json);
    });
  all
    .command('convert')
    .description(
      'make an ONNX file and a manifest of a TensorFlow Lite file, or a TensorFlow Lite file of an ONNX file',
    )
    .argument('<file>', 'a .tflite file with one input, or an .onnx file whose maps are NCHW')
    .option('--out <folder>', 'where to', '.')
    .option('--id <id>', 'what it is called (default: as the file)')
    .option('--classes <names>', 'of the channels, in their order: road,kerb,…', (text) =>
      text.split(',').map((name) => name.trim()),
    )
    .option('--output <name>', 'which output has the classes, where there are several')
    .option('--licence <name>', 'under which it may be used', 'unknown')
    .addHelpText(
      'after',
      `
Examples:
  perpixel models convert roads.tflite --out my-model --classes background,road,kerb
  perpixel models check my-model/roads.json
  perpixel label drive.mp4 --model my-model/roads.json --out results
  perpixel models convert my-model/roads.onnx --out my-model

What a file does not say is taken for granted and stands in the manifest: pictures are RGB / 255,
several channels are logits, one is a probability. Change it there where it is otherwise.`,
    )
    .action(async (file: string, flags: ConvertFlags) => {
      if (file.toLowerCase().endsWith('.onnx')) {
        const { writeTflite } = await import('./write-tflite.ts');
        const { path, variant } = await writeTflite(file, flags);
        console.log(
          `${path}\nFor LiteRT, once the manifest of ${file} lists it: "variants": [${JSON.stringify(variant)}]`,
        );
        return;
      }
      const { convertModel } = await import('./convert-model.ts');
      const manifest = await convertModel(file, flags);
      console.log(
        `${manifest}\nSee that input and output are as the model wants them, then: perpixel models check ${manifest}`,
      );
    });
}
