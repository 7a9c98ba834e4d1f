import type { Labelling } from '../core/instances/instance.ts';
import type { Keep } from '../core/instances/keep.ts';
import type { BackendChoice } from '../core/tuning/backend.ts';
import type { BackgroundOption } from '../core/options/background-option.ts';
import type { Overlay } from '../core/view/overlay.ts';
import type { RefineOptions } from '../core/refine/stages.ts';
import type { TeachAct } from './teacher/act.ts';

/** What controls ask for, and with which detail. Whoever holds them decides, and sets their properties when it is so. */
export interface RequestDetails {
  'pp-request-source': { readonly source: string };
  'pp-request-device': { readonly device: string };
  'pp-request-model': { readonly model: string };
  'pp-request-backend': { readonly backend: BackendChoice };
  'pp-request-overlay': { readonly overlay: Overlay };
  /** 0 to 1. */
  'pp-request-opacity': { readonly opacity: number };
  /** null: the model's own. */
  'pp-request-refine': { readonly refine: RefineOptions | null };
  'pp-request-labelling': { readonly labelling: Labelling };
  'pp-request-keep': { readonly keep: Keep };
  /** One thing is to be left in front, or not. */
  'pp-request-kept': { readonly track: number; readonly kept: boolean };
  /** Its text, or a file; null: the room as it is. */
  'pp-request-background': { readonly background: BackgroundOption };
  /** 0 to 1. */
  'pp-request-light-wrap': { readonly lightWrap: number };
  /** 0 (off) to 1. */
  'pp-request-doubt': { readonly doubt: number };
  /** 0 to 1 of the picture's width; null: no split. */
  'pp-request-split': { readonly split: number | null };
  /** True: each frame is labelled in the mirror too. */
  'pp-request-augment': { readonly mirror: boolean };
  /** A second model whose predictions are averaged with the first one's; empty: none. */
  'pp-request-ensemble': { readonly ensemble: string };
  /** Shows or hides the controls of refinement. */
  'pp-request-refining': { readonly refining: boolean };
  'pp-request-mirror': { readonly mirrored: boolean };
  'pp-request-file': { readonly file: File };
  'pp-request-snapshot': null;
  /** True: enter, false: leave. */
  'pp-request-fullscreen': { readonly fullscreen: boolean };
  'pp-request-record': { readonly act: 'toggle' | 'start' | 'pause' | 'resume' | 'stop' | 'close' };
  /** What the next recording is to be. */
  'pp-request-film': { readonly kind: 'mp4' | 'webm'; readonly sound: boolean };
  /** `small`: above all others; `shared`: one that a call can share. */
  'pp-request-window': { readonly kind: 'small' | 'shared' };
  'pp-request-stats': null;
  'pp-request-teach': TeachAct;
  'pp-request-play': null;
  'pp-request-pause': null;
  'pp-request-seek': { readonly seconds: number };
  'pp-request-loop': { readonly loop: boolean };
  /** The id of one of the actions that the status was given. */
  'pp-request-action': { readonly id: string };
}

export type RequestName = keyof RequestDetails;
export type RequestEvent<N extends RequestName> = CustomEvent<RequestDetails[N]>;
export type RequestEventMap = { [N in RequestName]: RequestEvent<N> };

/** Asks whoever holds `host`: bubbles, and leaves shadow trees. */
export function request<N extends RequestName>(host: EventTarget, name: N, detail: RequestDetails[N]): void {
  host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}

declare global {
  interface HTMLElementEventMap extends RequestEventMap {}
}
