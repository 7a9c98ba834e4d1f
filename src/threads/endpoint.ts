import type { Endpoint } from 'comlink';
import type { MessagePort, Transferable, Worker } from 'node:worker_threads';

type Listener = Parameters<Endpoint['addEventListener']>[1];

/** A thread's port, or a thread, as Comlink knows those of browsers. */
export function endpointOf(port: MessagePort | Worker, onMessage: (data: unknown) => void = () => undefined): Endpoint {
  const listeners = new Map<Listener, (data: unknown) => void>();
  return {
    postMessage: (message: unknown, transfer?: unknown[]) => port.postMessage(message, transfer as Transferable[]),
    addEventListener(type, listener) {
      if (type !== 'message') return;
      const heard = (data: unknown): void => {
        onMessage(data);
        const event = { data } as MessageEvent;
        if (typeof listener === 'function') listener(event);
        else listener.handleEvent(event);
      };
      listeners.set(listener, heard);
      port.on('message', heard);
    },
    removeEventListener(_type, listener) {
      const heard = listeners.get(listener);
      if (heard) port.off('message', heard);
      listeners.delete(listener);
    },
  };
}
