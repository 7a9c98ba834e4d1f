import type { Page } from 'puppeteer-core';

/** The graphics adapter as the browser tells of it. */
export interface Adapter {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  readonly software: boolean;
  /** Whether it has `shader-f16`, and `timestamp-query`. */
  readonly float16: boolean;
  readonly timestamps: boolean;
  /** What WebGL draws with: another library's way to the same adapter, or to none. */
  readonly webgl: string;
}

/** @throws Error that names what to try where there is none */
export async function adapterOf(page: Page): Promise<Adapter> {
  const adapter = await page.evaluate(findAdapter);
  if (adapter) return adapter;
  throw new Error(
    'This browser has no WebGPU adapter. On Linux it needs Vulkan (libvulkan1 and the driver’s own ICD; VK_ICD_FILENAMES names it ' +
      'where it lies elsewhere) and a Chromium that may use it: try “--flag=--use-vulkan=native”. ' +
      '“--software” tries the command without an adapter.',
  );
}

/** In the page. */
async function findAdapter(): Promise<Adapter | null> {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return null;
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  const names = gl?.getExtension('WEBGL_debug_renderer_info');
  return {
    vendor,
    architecture,
    device,
    description,
    software: isFallbackAdapter || /swiftshader|llvmpipe|lavapipe/i.test(`${device} ${description} ${architecture}`),
    float16: adapter.features.has('shader-f16'),
    timestamps: adapter.features.has('timestamp-query'),
    webgl: gl ? String(gl.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER)) : 'none',
  };
}
