import '../../perpixel.ts';
import '../site/theme.ts';
import { applyAddress, followView } from './address.ts';
import { offline } from '../site/offline/begin.ts';
import { chooseFirst } from './first-source.ts';
import { keepBackground } from './last-background.ts';
import { chooseShortcuts } from './shortcuts.ts';
import { offerTeaching } from './teaching.ts';
import { essentialLack } from '../../platform/unsupported.ts';

const viewer = document.querySelector('per-pixel');
if (viewer) {
  const query = new URLSearchParams(location.search);
  // a screen that starts itself again cannot mend a browser: what it lacks is told as on any page
  if (essentialLack()) query.delete('kiosk');
  // nobody else loads that code
  const kiosk = query.has('kiosk') ? await import('../kiosk/page.ts') : null;
  const later = (await kiosk?.startScreen(viewer)) ?? { models: [], films: null };
  applyAddress(viewer, query);
  const keys = document.querySelector<HTMLElement>('#keys');
  if (keys) chooseShortcuts(viewer, keys);
  offline(viewer, later);
  if (!viewer.source && !viewer.kiosk) await chooseFirst(viewer);
  // a kiosk's settings are its file's; what it changes by itself must not outlive a reload
  if (!viewer.kiosk) {
    offerTeaching(viewer);
    await viewer.updateComplete;
    followView(viewer);
    void keepBackground(viewer, query);
  }
}
