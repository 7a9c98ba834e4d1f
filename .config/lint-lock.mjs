// The lock file must serve every platform and name no registry: npm ci breaks elsewhere otherwise.
import { readFileSync } from 'node:fs';

const text = readFileSync('package-lock.json', 'utf8');
const { packages } = JSON.parse(text);
const problems = [];
if (/"resolved": *"https?:/.test(text)) problems.push('it records download addresses (.npmrc omits them)');
const needed = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64'];
for (const platform of needed) {
  for (const family of [/@rolldown\/binding-/, /@oxlint\/binding-/, /@esbuild\//, /@oxlint-tsgolint\//]) {
    const found = Object.keys(packages).some((path) => family.test(path) && path.includes(platform));
    if (!found) problems.push(`no ${family.source} for ${platform}`);
  }
}
for (const problem of problems) console.error(`package-lock.json: ${problem}`);
process.exit(problems.length > 0 ? 1 : 0);
