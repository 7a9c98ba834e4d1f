import { preview, type PreviewServer } from 'vite';
import type { LeavingSite } from './world.ts';

/** The built site as `npm start` serves it, on a free port. */
export async function serveSite(): Promise<LeavingSite> {
  const server = await preview({ preview: { port: 0, strictPort: false }, logLevel: 'error' });
  const address = server.resolvedUrls?.local[0];
  if (!address) throw new Error('The preview server gave no address. Run “npm run build” first.');
  let here = true;
  return {
    address,
    async leave() {
      if (here) await close(server);
      here = false;
    },
  };
}

async function close(server: PreviewServer): Promise<void> {
  const { httpServer } = server;
  // connections that browsers keep open would hold it
  if ('closeAllConnections' in httpServer) httpServer.closeAllConnections();
  await server.close();
}
