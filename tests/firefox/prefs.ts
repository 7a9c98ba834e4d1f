/** What Firefox is told for tests: a camera of its own that nobody has to allow. */
export const FIREFOX_PREFS: Record<string, boolean> = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
};

/** WebGPU too, in software where there is no other; as it comes, Firefox has none on Linux. */
export const WEBGPU_PREFS: Record<string, boolean> = {
  'dom.webgpu.enabled': true,
  'dom.webgpu.workers.enabled': true,
  'gfx.webgpu.ignore-blocklist': true,
};
