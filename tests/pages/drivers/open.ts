import { openChromium } from './chromium.ts';
import { openFirefox } from './firefox.ts';
import type { BrowserName, Visit } from './visit.ts';
import { openWebKit } from './webkit.ts';

export interface Machine {
  /** Leads a program to a display. */
  readonly env: Record<string, string>;
  /** What Chromium's fake camera films, Y4M; the others have moving colours of their own. */
  readonly y4m: string;
  /** Our street is to be shown: WebGL in software slows Chromium's canvases down, and is left out elsewhere. */
  readonly street: boolean;
}

/** A visitor in a browser that has just been started, with a camera that may be used. */
export function openVisit(name: BrowserName, { env, y4m, street }: Machine): Promise<Visit> {
  if (name === 'chromium') return openChromium(y4m, street);
  if (name === 'firefox') return openFirefox(env);
  return openWebKit(env);
}
