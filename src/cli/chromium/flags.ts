/** What Chromium is to find on the machine. */
export interface Machine {
  /** `none`: no camera. `pattern`: Chromium's own moving picture. A path: the film at it. */
  readonly camera?: string;
  /** `ask`: as a fresh profile. `allow`: every question is answered with yes. */
  readonly permission?: 'ask' | 'allow';
  /** In software. `none` has neither; `webgpu` has WebGL too. Each of the two costs a second per start. `hardware`: both on the machine's own adapter. */
  readonly graphics?: Graphics;
  /** What lays the page's pieces over one another. The graphics in software take a whole core to do that for a moving picture. */
  readonly compositing?: 'graphics' | 'processor';
}

export type Graphics = 'none' | 'webgl' | 'webgpu' | 'hardware';

/**
 * A browser goes by the last of such lists: this one has what Playwright turns off, and the two pages behind the address bar that a
 * window opens anew for each context, which take as long as half of ours.
 */
const WITHOUT = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'BlockOriginHeaderModificationOnRedirect',
  'DestroyProfileOnBrowserClose',
  'DialMediaRouteProvider',
  'GlobalMediaControls',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'Translate',
];

/** It runs in containers, and keeps off the network but for what the page loads. */
const ALWAYS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${WITHOUT.join(',')}`,
];
const WEBGL = ['--use-angle=swiftshader', '--ignore-gpu-blocklist', '--enable-unsafe-swiftshader'];
/** The Vulkan ones are for `importExternalTexture(VideoFrame)`. */
const WEBGPU = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
];
/** Chromium uses Linux' adapters for WebGPU only when it is told to, and those of servers for nothing at all. */
const HARDWARE = ['--ignore-gpu-blocklist', '--enable-unsafe-webgpu', '--enable-features=Vulkan', '--use-angle=vulkan'];
const GRAPHICS: Readonly<Record<Graphics, readonly string[]>> = {
  none: ['--disable-gpu'],
  webgl: WEBGL,
  webgpu: [...WEBGL, ...WEBGPU],
  hardware: process.platform === 'linux' ? HARDWARE : [],
};

/** Chromium's command line for a machine as described: the one list of flags, whoever starts a browser. */
export function chromiumFlags({
  camera = 'none',
  permission = 'allow',
  graphics = 'none',
  compositing = 'graphics',
}: Machine = {}): string[] {
  return [
    ...ALWAYS,
    ...GRAPHICS[graphics],
    ...(compositing === 'graphics' ? [] : ['--disable-gpu-compositing']),
    ...(camera === 'none' ? [] : ['--use-fake-device-for-media-stream']),
    ...(camera === 'none' || camera === 'pattern' ? [] : [`--use-file-for-fake-video-capture=${camera}`]),
    ...(permission === 'allow' ? ['--use-fake-ui-for-media-stream'] : []),
  ];
}
