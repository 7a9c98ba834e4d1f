import { transfer } from 'comlink';
import type { FrameMeta, FrameReport, Picture } from '../../src/protocol/live.ts';

/** Where nobody sees the canvas, nobody is waited for. */
export async function unseen(): Promise<number | null> {
  return null;
}

/** Resolves when the page has taken the picture. */
export function sender(onPicture: (picture: Picture) => void | Promise<void>): (picture: Picture) => Promise<void> {
  return async (picture) => {
    await onPicture(transfer(picture, [picture.frame]));
  };
}

/** A frame that nobody sees counts as shown when it was drawn. */
export function onGlass(report: FrameReport, { captured }: FrameMeta, shown: number | null): FrameReport {
  return captured === null ? report : { ...report, glassToGlass: (shown ?? report.drawn) - captured };
}
