import { fileURLToPath } from 'node:url';
import { buildDocs } from './site.ts';

/** `npm run docs`: the documentation alone, into dist/docs. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const { pages, dead } = await buildDocs(root, `${root}dist/docs`);
console.log(`${pages.length} pages in dist/docs`);
for (const link of dead) console.error(`leads nowhere: ${link}`);
if (dead.length > 0) process.exitCode = 1;
