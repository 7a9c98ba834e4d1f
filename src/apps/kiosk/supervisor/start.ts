import type { SupervisedPlayer } from '../../../live/player/supervised.ts';
import { HealthLog } from '../health/log/health-log.ts';
import { cameraLack } from './camera-lack.ts';
import { Kiosk } from './kiosk.ts';

/** Has a kiosk supervise a player. Without a source it takes the camera if that is allowed, else the street. */
export async function startKiosk({ source, player }: { source: string; player: SupervisedPlayer }): Promise<Kiosk> {
  const health = new HealthLog();
  if (source) return new Kiosk({ player, source, health });
  const lack = await cameraLack();
  return new Kiosk({ player, source: lack ? 'street' : 'camera', lack, health });
}
