// dependency-cruiser passes over sources it cannot parse: a run that saw no modules must fail.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const args = [
  'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
  '--config',
  '.config/dependency-cruiser.cjs',
];
const output = execFileSync(process.execPath, [...args, '--output-type', 'json', 'src', 'workers'], {
  encoding: 'utf8',
  maxBuffer: 1 << 28,
});
const { modules, summary } = JSON.parse(output);
const ours = modules.filter(({ source }) => /^(src|workers)\//.test(source));
const edges = ours.reduce((sum, { dependencies }) => sum + dependencies.length, 0);
const { violations } = summary;
for (const { rule, from, to } of violations) console.error(`${rule.name}: ${from} -> ${to}`);
if (ours.length < 30 || edges < 50) {
  console.error(`Only ${ours.length} modules with ${edges} imports were seen: the layers were not checked.`);
  process.exit(1);
}
/** A backend is a public name; inside there are devices, and runtimes behind their port. Where the word is another's: */
const WORD = /['"`](webgpu|wasm)['"`]/;
const ITS_OWN = [/^workers\/runtimes\/[^/]+\//, /^workers\/compositor\/canvas-context\.ts$/];
const named = ours
  .map(({ source }) => source)
  .filter((source) => source.startsWith('workers/') && !ITS_OWN.some((each) => each.test(source)))
  .filter((source) => WORD.test(readFileSync(source, 'utf8')));
for (const source of named) console.error(`a backend is named in ${source}: use deviceOf and backendOf`);
/** A folder that no rule is about may import anything. */
const { forbidden } = createRequire(import.meta.url)('./dependency-cruiser.cjs');
const lawless = ['src', 'workers']
  .flatMap((side) => readdirSync(side, { withFileTypes: true }).filter((each) => each.isDirectory()))
  .map(({ parentPath, name }) => `${parentPath}/${name}`)
  .filter((folder) => folder !== 'src/public' && !forbidden.some(({ from }) => from.path?.startsWith(`^${folder}/`)));
for (const folder of lawless) console.error(`no rule says what ${folder} may import`);
/** Longer ones hold more than one noun. */
const LONGEST = 300;
const long = ours
  .map(({ source }) => ({ source, lines: readFileSync(source, 'utf8').split('\n').length - 1 }))
  .filter(({ lines }) => lines > LONGEST);
for (const { source, lines } of long) console.error(`${source} has ${lines} lines, and ${LONGEST} are the most`);
const faults = violations.length + named.length + lawless.length + long.length;
console.log(`${ours.length} modules, ${edges} imports, ${faults} violations of the layers`);
process.exit(faults > 0 ? 1 : 0);
