import type { Player } from '../../live/player/player.ts';
import { faultsWanted, type InjectedFault } from '../../live/player/provoke.ts';

/** Where the page is opened for tests of faults, its viewers have a method that causes one. */
export function offerFaults(viewer: HTMLElement, player: Player): void {
  if (!faultsWanted()) return;
  const value = (fault: InjectedFault): Promise<void> => player.provoke(fault);
  Object.defineProperty(viewer, 'injectFault', { value, configurable: true });
}
