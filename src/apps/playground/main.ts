import '../../perpixel.ts';
import '../site/theme.ts';
import './playground.ts';
import { applyAddress, followView } from '../demo/address.ts';
import { offline } from '../site/offline/begin.ts';
import { OWN_SWITCHES } from './settings.ts';

const viewer = document.querySelector('per-pixel');
if (viewer) {
  const query = new URLSearchParams(location.search);
  // a kiosk is a page of its own
  query.delete('kiosk');
  applyAddress(viewer, query, OWN_SWITCHES);
  offline(viewer, { models: [], films: null });
  // nobody is asked for a camera before they choose it
  if (!viewer.source) viewer.source = 'street';
  await viewer.updateComplete;
  followView(viewer, OWN_SWITCHES);
}
