import { PerPixelError } from '../../src/core/errors/errors.ts';
import type { Trouble } from '../../src/protocol/live.ts';
import type { ModelSession } from '../pipeline/model-session.ts';

/** How long a worker that stalls does nothing else, milliseconds: longer than any time limit on it. */
const STALL_MS = 60_000;
const PRESSURE_MB = 256;

/** Memory that is never freed. */
const held: Uint8Array[] = [];

/** Makes something in this worker fail for real, so that tests can see it recover. */
export async function causeFault(trouble: Trouble, session: ModelSession): Promise<void> {
  switch (trouble) {
    case 'device-lost':
      if (!session.graphics) throw noDevice();
      session.graphics.device.destroy();
      return;
    case 'inference-error':
      // its next run fails: the session is released
      await session.close();
      return;
    case 'stall':
      // the reply is sent first
      setTimeout(stall);
      return;
    case 'beside-crash':
      if (!session.beside) throw nothingBeside();
      session.beside.crash();
      return;
    case 'memory-pressure':
      // memory counts once it is written; pauses between let the worker reply meanwhile
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

function nothingBeside(): PerPixelError {
  return new PerPixelError(
    'backend-unavailable',
    'No model runs beside the stream.',
    'Open a live one whose manifest has a “companion”, with the backend “wasm”.',
  );
}
