import { CanvasOutlet } from './canvas-outlet.ts';
import { createGenerator, GeneratorOutlet } from './generator-outlet.ts';
import type { Outlet } from './outlet.ts';

/** @throws PerPixelError `browser-unsupported` */
export function createOutlet(): Outlet {
  const generator = createGenerator();
  return generator ? new GeneratorOutlet(generator) : new CanvasOutlet();
}
