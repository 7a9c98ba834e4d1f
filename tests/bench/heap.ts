import type { CDPSession, Page } from 'playwright';

export type Send = (method: string, parameters?: object) => Promise<unknown>;

interface Message {
  readonly id?: number;
  readonly result?: unknown;
  readonly method?: string;
  readonly params?: { readonly sessionId: string; readonly message: string };
}

/** DevTools sessions of the page, of its workers and of theirs, those that start later included. */
export async function attachAll(page: Page): Promise<() => Send[]> {
  const session = await page.context().newCDPSession(page);
  const threads = new Map<string, Send>();
  const listeners = new Map<string, (message: Message) => void>();

  function hear(parent: Send, { method, params }: Message): void {
    if (!params) return;
    if (method === 'Target.attachedToTarget') void adopt(parent, params.sessionId);
    if (method === 'Target.detachedFromTarget') threads.delete(params.sessionId);
    if (method === 'Target.receivedMessageFromTarget') {
      listeners.get(params.sessionId)?.(JSON.parse(params.message) as Message);
    }
  }

  async function adopt(parent: Send, sessionId: string): Promise<void> {
    let calls = 0;
    const waiting = new Map<number, (result: unknown) => void>();
    const send: Send = async (method, params = {}) => {
      const id = (calls += 1);
      const answer = new Promise((resolve) => waiting.set(id, resolve));
      await parent('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) });
      return answer;
    };
    listeners.set(sessionId, (message) => {
      if (message.id === undefined) hear(send, message);
      else waiting.get(message.id)?.(message.result);
    });
    threads.set(sessionId, send);
    await send('Target.setAutoAttach', AUTO);
  }

  const own: Send = (method, parameters) => session.send(method as 'Runtime.enable', parameters);
  for (const method of ['attachedToTarget', 'detachedFromTarget', 'receivedMessageFromTarget'] as const) {
    listen(session, `Target.${method}`, (params) => hear(own, { method: `Target.${method}`, params }));
  }
  await own('Target.setAutoAttach', AUTO);
  return () => [own, ...threads.values()];
}

const AUTO = { autoAttach: true, waitForDebuggerOnStart: false, flatten: false };

function listen(session: CDPSession, event: string, act: (params: NonNullable<Message['params']>) => void): void {
  session.on(event as 'Target.receivedMessageFromTarget', act as () => void);
}

/** Megabytes of JavaScript heap and its buffers. */
export async function heapAfterCollection(send: Send): Promise<number> {
  await send('HeapProfiler.enable');
  // what the first one lets go of may hold something that the second can free
  await send('HeapProfiler.collectGarbage');
  await send('HeapProfiler.collectGarbage');
  const usage = (await send('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize?: number };
  return (usage.usedSize + (usage.backingStorageSize ?? 0)) / 2 ** 20;
}
