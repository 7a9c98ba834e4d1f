import type { PictureStream } from '../../live/picture-stream.ts';
import type { Player } from '../../live/player/player.ts';
import { Windows } from '../outward/windows.ts';
import { Recording } from '../recording/recording.ts';
import { download, stampedName } from './download.ts';
import type { Notice } from './notice.ts';
import { passing } from './passing-notices.ts';
import type { ViewerHost } from './viewer-host.ts';

interface WaysOutParts {
  readonly player: Player;
  readonly pictures: PictureStream;
  readonly notice: Notice;
}

/** The ways of the picture out of the page; all of them lead through what `captureStream()` gives. */
export function waysOut(viewer: ViewerHost, { player, pictures, notice }: WaysOutParts) {
  const parts = { pictures, stream: () => viewer.captureStream(), onError: viewer.notify.bind(viewer) };
  return {
    recording: new Recording(viewer, {
      ...parts,
      shows: () => player.shows,
      ended: () => player.phase === 'failed' || player.phase === 'idle',
      save: (film, kind) => download(film, stampedName(kind, new Date())),
      say: (text) => notice.show(passing(text)),
    }),
    windows: new Windows(viewer, parts),
  };
}
