// dependency-cruiser passes over sources it cannot parse: a run that saw no modules must fail.
import { execFileSync } from 'node:child_process';

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
for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} -> ${to}`);
if (ours.length < 30 || edges < 50) {
  console.error(`Only ${ours.length} modules with ${edges} imports were seen: the layers were not checked.`);
  process.exit(1);
}
console.log(`${ours.length} modules, ${edges} imports, ${summary.error} violations of the layers`);
process.exit(summary.error > 0 ? 1 : 0);
