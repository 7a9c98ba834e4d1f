import { courses } from './grounds.ts';
import { type Sheet, grey } from './sheet.ts';

/** Four bays by four floors a sheet, 64 pixels each. */
const CELL = 64;

interface Window {
  /** Pixels of a cell. */
  readonly w: number;
  readonly h: number;
  readonly bars: readonly [columns: number, rows: number];
  readonly arch: boolean;
  readonly shutters: boolean;
  readonly frame: number;
}

function style(sheet: Sheet, base: Partial<Window>): Window {
  const { random } = sheet;
  return {
    w: random.range(24, 34),
    h: random.range(36, 46),
    bars: random.pick<Window['bars']>([
      [1, 2],
      [2, 2],
      [2, 3],
      [2, 1],
    ]),
    arch: false,
    shutters: false,
    frame: random.pick([245, 235, 120, 250]),
    ...base,
  };
}

export function sash(sheet: Sheet): Sheet {
  sheet.fill(grey(228)).grain(5, 30);
  return windows(sheet, style(sheet, {}));
}

export function arched(sheet: Sheet): Sheet {
  courses(sheet, 0, 256);
  sheet.grain(6, 10);
  return windows(sheet, style(sheet, { arch: sheet.random.chance(0.6), w: sheet.random.range(22, 30) }));
}

export function shutters(sheet: Sheet): Sheet {
  sheet.fill(grey(232)).grain(5, 36);
  return windows(sheet, style(sheet, { shutters: true, w: 22 }));
}

export function modern(sheet: Sheet): Sheet {
  sheet.fill(grey(224)).grain(4, 16);
  for (let floor = 0; floor < 4; floor++) sheet.rect(0, floor * CELL, 256, 5, grey(190));
  return windows(
    sheet,
    style(sheet, { w: sheet.random.range(40, 56), h: sheet.random.range(34, 46), bars: [3, 1], frame: 90 }),
  );
}

/** Glass from edge to edge. */
export function curtain(sheet: Sheet): Sheet {
  const { random } = sheet;
  sheet.fill(grey(80));
  for (let row = 0; row < 8; row++) {
    for (let column = 0; column < 8; column++) {
      const x = column * 32 + 2,
        y = row * 32 + 2;
      glass(sheet, x, y, 28, row % 2 === 0 ? 28 : 22);
      if (random.chance(0.3)) sheet.lamp(x, y, 28, 24, random.range(0.3, 0.9));
    }
  }
  return sheet;
}

function windows(sheet: Sheet, style: Window): Sheet {
  for (let floor = 0; floor < 4; floor++) {
    for (let bay = 0; bay < 4; bay++) window(sheet, bay * CELL + CELL / 2, floor * CELL + 10, style);
  }
  return sheet;
}

/** One window, its head at `top`. */
function window(sheet: Sheet, x: number, top: number, { w, h, bars, arch, shutters: leaves, frame }: Window): void {
  const { random } = sheet;
  const left = x - w / 2;
  sheet.rect(left - 4, top - 4, w + 8, h + 8, grey(250, 0, 0.5));
  if (arch) sheet.ellipse(x, top, w / 2 + 3, 7, grey(245)).ellipse(x, top + 2, w / 2, 6, grey(frame));
  sheet.rect(left - 2, top - 2, w + 4, h + 4, grey(frame));
  glass(sheet, left, top, w, h);
  if (random.chance(0.55)) curtains(sheet, left, top, w, h);
  for (let i = 1; i < bars[0]; i++) sheet.rect(left + (w * i) / bars[0] - 1, top, 2, h, grey(frame));
  for (let i = 1; i < bars[1]; i++) sheet.rect(left, top + (h * i) / bars[1] - 1, w, 2, grey(frame));
  sheet.rect(left - 5, top + h + 2, w + 10, 4, grey(252)).rect(left - 5, top + h + 6, w + 10, 3, grey(110, 0, 0.5));
  if (leaves) for (const side of [left - 13, left + w + 3]) shutter(sheet, side, top - 1, h + 2);
  if (random.chance(0.3)) sheet.lamp(left, top, w, h, random.range(0.35, 1));
}

function shutter(sheet: Sheet, x: number, y: number, h: number): void {
  sheet.rect(x, y, 10, h, grey(120, -12));
  for (let row = 2; row < h - 2; row += 4) sheet.rect(x + 1.5, y + row, 7, 1.6, grey(80, -10));
}

/** A pane with the sky in its upper part. */
function glass(sheet: Sheet, x: number, y: number, w: number, h: number): void {
  const { random, context } = sheet;
  const tone = random.range(0, 1);
  const gradient = context.createLinearGradient(x, y, x + w * 0.4, y + h);
  gradient.addColorStop(0, `rgb(${110 + tone * 60},${128 + tone * 60},${146 + tone * 60})`);
  gradient.addColorStop(0.45, `rgb(${60 + tone * 30},${72 + tone * 30},${86 + tone * 30})`);
  gradient.addColorStop(1, 'rgb(34,40,50)');
  context.fillStyle = gradient;
  context.fillRect(x, y, w, h);
  if (random.chance(0.4))
    sheet.polygon(
      [
        [x + w * 0.2, y],
        [x + w * 0.5, y],
        [x + w * 0.2, y + h],
        [x, y + h],
      ],
      'rgba(255,255,255,0.07)',
    );
}

function curtains(sheet: Sheet, x: number, y: number, w: number, h: number): void {
  const { random } = sheet;
  const colour = random.pick([grey(220, 8, 0.75), grey(190, 16, 0.75), grey(235, 0, 0.6), grey(150, -14, 0.7)]);
  if (random.chance(0.35)) sheet.rect(x, y, w, h * random.range(0.25, 0.7), colour);
  else for (const left of [x, x + w * 0.74]) sheet.rect(left, y, w * 0.26, h, colour);
}
