import type { Command } from 'commander';

/** `perpixel models`: which there are; `perpixel models check MANIFEST`: whether one works. */
export function models(program: Command): void {
  const all = program
    .command('models')
    .description('list the models that come with perpixel, or check one of your own')
    .addHelpText(
      'after',
      `
Examples:
  perpixel models list
  perpixel models check my-model/model.json`,
    );
  all
    .command('list', { isDefault: true })
    .description('ids, licences and classes of the bundled models')
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
}
