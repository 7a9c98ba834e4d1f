import { openSource } from '../../sources/open-source.ts';
import { namedSource } from '../../sources/registry.ts';
import { VIDEO } from '../../sources/video/traits.ts';
import { Player } from './player.ts';
import type { PlayerEvents, PlayerSettings } from './player-settings.ts';
import type { StreamKind } from './stream-kind.ts';

/** Whatever a page shows. */
const PAGE: StreamKind = {
  open: openSource,
  traits: (source) => namedSource(source) ?? VIDEO,
  seen: true,
};

/** A player of sources by their names, their addresses or as files, whose canvases a page shows. */
export function pagePlayer(settings: PlayerSettings, events: PlayerEvents): Player {
  return new Player(settings, events, PAGE);
}
