import { preview } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the built site is served, ending in a slash. */
    site: string;
  }
}

/** Serves the built site as `npm start` does, on a free port. `npm test` has built it before. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await preview({ preview: { port: 0, strictPort: false }, logLevel: 'error' });
  const site = server.resolvedUrls?.local[0];
  if (!site) throw new Error('The preview server gave no address. Run “npm run build” first.');
  project.provide('site', site);
  return () => server.close();
}
