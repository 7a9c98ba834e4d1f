import { createServer, type AddressInfo } from 'node:net';

const LIMIT_MS = 60_000;
const PAUSE_MS = 100;

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits for a server that starts. @throws Error where it does not */
export async function responding(address: string): Promise<void> {
  const end = Date.now() + LIMIT_MS;
  for (;;) {
    const response = await fetch(address).catch(() => null);
    if (response?.ok) return;
    if (Date.now() > end) throw new Error(`nothing is served on ${address}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
