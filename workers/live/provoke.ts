import { PerPixelError } from '../../src/core/errors/errors.ts';
import type { Trouble } from '../../src/protocol/live.ts';
import type { ModelSession } from '../pipeline/model-session.ts';

/** How long a worker that stalls does nothing else, milliseconds: nobody waits so long. */
const STALL_MS = 60_000;
const PRESSURE_MB = 256;

/** What nobody frees. */
const held: Uint8Array[] = [];

/** Lets something go wrong in this worker for real, so that it can be seen to be mended. */
export async function suffer(trouble: Trouble, session: ModelSession): Promise<void> {
  switch (trouble) {
    case 'device-lost':
      if (!session.graphics) throw noDevice();
      session.graphics.device.destroy();
      return;
    case 'inference-error':
      // whoever runs it next finds it released
      await session.close();
      return;
    case 'stall':
      // the answer is on its way first
      setTimeout(stall);
      return;
    case 'memory-pressure':
      // memory that was never written is not there; a worker that leaks still answers
      for (let i = 0; i < PRESSURE_MB / 16; i += 1) {
        held.push(new Uint8Array(2 ** 24).fill(held.length + 1));
        await new Promise((resolve) => setTimeout(resolve));
      }
  }
}

function stall(): void {
  const end = performance.now() + STALL_MS;
  while (performance.now() < end);
}

function noDevice(): PerPixelError {
  return new PerPixelError(
    'backend-unavailable',
    'No graphics device can be lost: this model runs on WASM.',
    'Choose the backend “webgpu”.',
  );
}
