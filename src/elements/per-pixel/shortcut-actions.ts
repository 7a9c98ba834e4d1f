import type { Fullscreen } from '../controllers/fullscreen.ts';
import type { Player } from '../../live/player/player.ts';
import type { Pointing } from '../controllers/pointing.ts';
import type { BarActions } from './controls.ts';
import type { Keeping } from './keeping.ts';
import type { PerPixelElement } from './element.ts';
import type { Shortcut } from './shortcuts.ts';

export interface ShortcutTargets {
  readonly viewer: PerPixelElement;
  readonly player: Player;
  readonly pointing: Pointing;
  readonly keeping: Keeping;
  readonly fullscreen: Fullscreen;
  readonly actions: BarActions;
}

/** Does what a key asks for. */
export function act(
  shortcut: Shortcut,
  { viewer, player, pointing, keeping, fullscreen, actions }: ShortcutTargets,
): void {
  switch (shortcut.action) {
    case 'move':
      return pointing.moveBy(shortcut.dx, shortcut.dy);
    case 'overlay':
      return actions.setOverlay(shortcut.overlay);
    case 'leave':
      return pointing.clear();
    case 'choose':
      return keeping.choose(pointing.pointed?.probe ?? null);
    case 'toggle-play':
      return player.source && !player.source.playback.paused ? viewer.pause() : actions.play();
    case 'fullscreen':
      return fullscreen.toggle();
    case 'snapshot':
      return actions.saveSnapshot();
    case 'mirror':
      return actions.setMirrored(!viewer.mirrored);
  }
}
