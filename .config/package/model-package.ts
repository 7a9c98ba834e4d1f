import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { written } from './asset-urls.ts';
import { writeModels } from './assets.ts';
import { modelLiteral, type PackedModel } from './models.ts';
import { modelManifest } from './package-manifest.ts';
import { OUT, ROOT } from './places.ts';

/** A model that is a package of its own: importing it makes its id known to `perpixel`. */
export async function writeModelPackage(model: PackedModel): Promise<void> {
  const { id, from, manifest } = model;
  const folder = `${OUT}${from}/`;
  await mkdir(`${folder}lib`, { recursive: true });
  await writeModels([model], `${folder}lib/assets/`);
  const script = `(globalThis[Symbol.for('perpixel.models')] ??= new Map()).set('${id}', ${modelLiteral(model)});\n\nexport const id = '${id}';\n`;
  await writeFile(`${folder}lib/index.js`, written(script));
  await writeFile(`${folder}lib/index.d.ts`, `/** For the option \`model\`. */\nexport declare const id: '${id}';\n`);
  const about = `The model “${id}” for perpixel: ${manifest.title}`;
  await writeFile(
    `${folder}package.json`,
    `${JSON.stringify(modelManifest(from, about, manifest.licence), null, 2)}\n`,
  );
  await copyFile(`${ROOT}NOTICE`, `${folder}NOTICE`);
  const card = `${ROOT}models/${id}/MODEL_CARD.md`;
  const use = `# ${from}\n\n${about}.\n\n\`\`\`js\nimport '${from}';\nimport { createSegmenter } from 'perpixel';\n\nconst segmenter = await createSegmenter({ model: '${id}' });\n\`\`\`\n\nLicence: ${manifest.licence}. ${manifest.origin}\n`;
  await writeFile(`${folder}README.md`, use);
  if (existsSync(card)) await copyFile(card, `${folder}MODEL_CARD.md`);
}
