import './perpixel.ts';
import './page/theme.ts';
import { offline } from './page/offline.ts';
import { applyQuery } from './page/query.ts';
import { cameraPermitted } from './source/camera.ts';

const viewer = document.querySelector('per-pixel');
if (viewer) {
  const query = new URLSearchParams(location.search);
  // nobody else loads that code
  const also = query.has('kiosk') ? await (await import('./page/kiosk.ts')).startScreen(viewer) : [];
  const mistake = applyQuery(viewer, query);
  offline(viewer, also);
  // nobody is asked for a camera before they want it; one that stands allowed is wanted
  if (!viewer.source && !viewer.kiosk) viewer.source = (await cameraPermitted()) ? 'camera' : 'street';
  if (mistake) viewer.notify(mistake);
}
