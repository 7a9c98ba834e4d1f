import type { Remedy } from './health.ts';
import type { SupervisedPlayer } from '../../../live/player/supervised.ts';

export interface Patient {
  readonly player: SupervisedPlayer;
  /** What is to be shown. */
  readonly source: string;
  reload(): void;
}

/** Does what a supervisor says. Rejects with what went wrong. */
export async function perform(remedy: Remedy, { player, source, reload }: Patient): Promise<void> {
  switch (remedy) {
    case 'restart-source':
      return player.restartSource(source);
    case 'other-source':
      return player.restartSource('street');
    case 'new-session':
      return player.renewSession(true);
    case 'new-device':
      return player.renewSession(false);
    case 'hot-swap':
      return player.newWorker('swap');
    case 'new-worker':
      return player.newWorker('replace');
    case 'other-backend':
      return player.newWorker('other-backend');
    case 'reload':
      reload();
  }
}
