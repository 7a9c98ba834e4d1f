import { namedSource } from '../../sources/registry.ts';
import { TRUNK } from '../../elements/per-pixel/settings.ts';
import { loadConfig } from './config/config-file.ts';
import type { Later } from '../site/offline/keep-offline.ts';
import type { PerPixelElement } from '../../perpixel.ts';
import type { KioskConfig } from './config/config.ts';
import { readBackground } from '../../core/background/background.ts';
import { mended } from '../../core/text/names.ts';
import './screen/screen.ts';

/** Events that belong to a desktop and not to a wall. */
const UNWANTED = ['contextmenu', 'selectstart', 'dragstart', 'dragover', 'drop', 'wheel', 'touchmove', 'gesturestart'];

/** Makes the page an unattended screen, as `kiosk.json` says. Returns what it will need besides the picture's own model. */
export async function startScreen(viewer: PerPixelElement): Promise<Later> {
  const { config, mistake, from } = await loadConfig();
  const root = document.documentElement;
  root.dataset['kiosk'] = config.fit;
  delete root.dataset['theme'];
  root.style.setProperty('--shift', `${config.pixelShift}px`);
  viewer.controls = false;
  viewer.inert = true;
  viewer.model = config.model;
  viewer.backend = config.backend;
  viewer.runtime = config.runtime;
  viewer.source = config.source;
  const screen = document.createElement('pp-kiosk-screen');
  Object.assign(screen, { config, mistake, strict: from === 'default', viewer });
  (document.querySelector('main') ?? document.body).append(screen);
  for (const name of UNWANTED) document.addEventListener(name, stop, { passive: false });
  fillScreen();
  // Firefox asks the visitor, and nobody answers at a wall
  void navigator.storage?.persist?.().catch(() => false);
  return laterNeeds(config);
}

function laterNeeds({ source, overlays, attract, teach }: KioskConfig): Later {
  const model = attract && (attract.model || (namedSource(attract.source)?.model ?? ''));
  const steps = [...overlays, ...(attract ? attract.overlays : [])];
  const films = [source, attract ? attract.source : ''].filter((each) => each !== '' && !namedSource(each));
  films.push(...steps.flatMap(({ background }) => fileOf(background)));
  const models = [model || '', teach ? teach.model || TRUNK : ''].filter((each) => each !== '');
  return { models, films: films.map((film) => new URL(mended(film), document.baseURI).href) };
}

/** Its address, where a background is a file. */
function fileOf(background: string | undefined): string[] {
  const read = background === undefined ? null : readBackground(background);
  return read?.kind === 'file' && typeof read.file === 'string' ? [read.file] : [];
}

function stop(event: Event): void {
  const inSettings = document.documentElement.classList.contains('attended');
  if (!inSettings) event.preventDefault();
}

/**
 * A browser started with --kiosk fills the screen; another one allows it with the first touch or key. Where no page may
 * (iPhones fill the screen with films alone) the picture fills the window, as it does anyway.
 */
function fillScreen(): void {
  const fill = (): void => {
    if (
      !document.fullscreenEnabled ||
      document.fullscreenElement ||
      document.documentElement.classList.contains('attended')
    )
      return;
    document.documentElement.requestFullscreen().catch(() => undefined);
  };
  fill();
  document.addEventListener('pointerup', fill);
}
