import type { Fullscreen } from '../controllers/fullscreen.ts';
import type { Player } from '../../live/player/player.ts';
import type { Pointing } from '../controllers/pointing.ts';
import { Shortcuts } from '../controllers/shortcuts.ts';
import type { BarActions } from './controls.ts';
import type { Keeping } from './keeping.ts';
import type { PerPixelElement } from './element.ts';
import type { TeachingDesk } from './teaching-desk.ts';
import type { Shortcut } from './shortcuts.ts';
import type { ViewerHost } from './viewer-host.ts';

interface ShortcutTargets {
  readonly player: Player;
  readonly pointing: Pointing;
  readonly keeping: Keeping;
  readonly desk: TeachingDesk;
  readonly fullscreen: Fullscreen;
  readonly actions: BarActions;
}

/** The viewer's keys. */
export function viewerShortcuts(viewer: ViewerHost, targets: ShortcutTargets): Shortcuts {
  return new Shortcuts(viewer, {
    reach() {
      // without controls nobody expects any
      if (viewer.shortcuts === 'page' && viewer.controls) return 'page';
      return viewer.shortcuts === 'off' ? 'off' : 'picture';
    },
    act: (shortcut) => act(shortcut, viewer, targets),
  });
}

/** Does what a key asks for. */
function act(
  shortcut: Shortcut,
  viewer: PerPixelElement,
  { player, pointing, keeping, desk, fullscreen, actions }: ShortcutTargets,
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
      if (viewer.teach && desk.state) return desk.toggleFreeze();
      return player.source && !player.source.playback.paused ? viewer.pause() : actions.play();
    case 'fullscreen':
      return fullscreen.toggle();
    case 'snapshot':
      return actions.saveSnapshot();
    case 'mirror':
      return actions.setMirrored(!viewer.mirrored);
  }
}
