import type { PerPixelElement } from '../../../elements/per-pixel/element.ts';
import { cameraLack } from './camera-lack.ts';
import { Kiosk } from './kiosk.ts';
import { HealthLog } from '../health/log/health-log.ts';
import type { Supervised } from './supervised.ts';

/** Gives an element's player into the care of a kiosk. Without a source it takes the camera if that is allowed, else the street. */
export async function startKiosk({ host, player }: { host: PerPixelElement; player: Supervised }): Promise<Kiosk> {
  const health = new HealthLog();
  if (host.source) return new Kiosk({ player, source: host.source, health });
  const lack = await cameraLack();
  return new Kiosk({ player, source: lack ? 'street' : 'camera', lack, health });
}
