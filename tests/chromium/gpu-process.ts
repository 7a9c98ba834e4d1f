import type { BrowserContext, CDPSession } from 'playwright';

/**
 * Kills the GPU process of a browser of ours, as a driver that crashes does, and waits until the browser has started
 * another one. `chrome://gpucrash` does nothing in a headless browser.
 */
export async function killGpuProcess(context: BrowserContext): Promise<void> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('The context has no browser.');
  const killed = await gpuProcess(session);
  if (killed === null) throw new Error('The browser has no GPU process.');
  process.kill(killed, 'SIGKILL');
  for (let next: number | null = killed; next === killed || next === null; next = await gpuProcess(session)) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await session.detach();
}

async function gpuProcess(session: CDPSession): Promise<number | null> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  return processInfo.find(({ type }) => type === 'GPU')?.id ?? null;
}
