import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { kernels } from '../../.config/vite/kernels.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * In Node, by the sources, whose kernels are compiled on the way: what a page has of them is in workers.
 * @param path of a module, from the project's folder
 */
export async function bySources<Module, T>(path: string, use: (module: Module) => Promise<T>): Promise<T> {
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [kernels(root)],
    server: { middlewareMode: true, hmr: false, watch: null },
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
  });
  try {
    return await use((await server.ssrLoadModule(path)) as Module);
  } finally {
    await server.close();
  }
}
