import { type Sheet, grey } from './sheet.ts';

/** Cells of the decal sheet, four by four, row by row from the top. */
export const MARK_CELL = {
  paint: 0,
  crack: 1,
  patch: 2,
  manhole: 3,
  puddle: 4,
  blob: 5,
  arrow: 6,
  skid: 7,
  leaves: 8,
  glow: 9,
  drain: 10,
  bicycle: 11,
} as const;

/** What lies on the road, cut out by its transparency. */
export function marks(sheet: Sheet): Sheet {
  const draw: readonly ((x: number, y: number) => void)[] = [
    (x, y) => paint(sheet, x, y),
    (x, y) => {
      for (let i = 0; i < 4; i++) crack(sheet, x + 32, y + 32, sheet.random.range(0, 6.28), 26);
    },
    (x, y) =>
      sheet.rect(x + 3, y + 3, 58, 58, grey(70, 0, 0.8)).line(
        [
          [x + 4, y + 4],
          [x + 60, y + 4],
          [x + 60, y + 60],
          [x + 4, y + 60],
          [x + 4, y + 4],
        ],
        grey(40, 0, 0.8),
        2,
      ),
    (x, y) => {
      sheet.ellipse(x + 32, y + 32, 27, 27, grey(60)).ellipse(x + 32, y + 32, 23, 23, grey(92));
      for (let i = 0; i < 6; i++) sheet.rect(x + 14, y + 14 + i * 7, 36, 2, grey(60));
    },
    (x, y) => soft(sheet, x, y, 0.95, 0.7),
    (x, y) => soft(sheet, x, y, 0.85, 0.25),
    (x, y) =>
      sheet.polygon(
        [
          [x + 32, y + 3],
          [x + 46, y + 24],
          [x + 36, y + 24],
          [x + 36, y + 61],
          [x + 28, y + 61],
          [x + 28, y + 24],
          [x + 18, y + 24],
        ],
        grey(250, 0, 0.88),
      ),
    (x, y) => {
      for (const dx of [12, 46]) sheet.rect(x + dx, y + 2, 7, 60, grey(20, 0, 0.35));
    },
    (x, y) => {
      for (let i = 0; i < 60; i++)
        sheet.ellipse(
          x + sheet.random.range(6, 58),
          y + sheet.random.range(6, 58),
          2.4,
          1.4,
          grey(sheet.random.range(120, 230), 20),
          sheet.random.range(0, 3),
        );
    },
    (x, y) => soft(sheet, x, y, 0.6, 0, 255),
    (x, y) => {
      sheet.rect(x + 4, y + 14, 56, 36, grey(50));
      for (let i = 0; i < 7; i++) sheet.rect(x + 8 + i * 7.4, y + 18, 3, 28, grey(20));
    },
    (x, y) => {
      for (const dx of [18, 46]) sheet.ellipse(x + dx, y + 44, 12, 16, grey(250, 0, 0.85));
      sheet.rect(x + 16, y + 20, 32, 5, grey(250, 0, 0.85));
    },
  ];
  draw.forEach((cell, i) => cell((i % 4) * 64, Math.floor(i / 4) * 64));
  return sheet;
}

/** Worn white paint: gaps show the asphalt. */
function paint(sheet: Sheet, x: number, y: number): void {
  sheet.rect(x, y, 64, 64, grey(250));
  sheet.context.globalCompositeOperation = 'destination-out';
  for (let i = 0; i < 90; i++)
    sheet.ellipse(
      x + sheet.random.range(0, 64),
      y + sheet.random.range(0, 64),
      sheet.random.range(0.5, 2.4),
      sheet.random.range(0.5, 4),
      grey(0, 0, 0.45),
    );
  sheet.context.globalCompositeOperation = 'source-over';
}

function crack(sheet: Sheet, x: number, y: number, angle: number, length: number): void {
  const points: [number, number][] = [[x, y]];
  let heading = angle;
  for (let i = 0; i < 6; i++) {
    heading += sheet.random.range(-0.7, 0.7);
    const [px, py] = points[i] ?? [x, y];
    points.push([px + (Math.cos(heading) * length) / 6, py + (Math.sin(heading) * length) / 6]);
  }
  sheet.line(points, grey(30, 0, 0.8), 1.6);
}

/** A soft round patch: full up to `core` of its radius. */
function soft(sheet: Sheet, x: number, y: number, strength: number, core: number, value = 0): void {
  const gradient = sheet.context.createRadialGradient(x + 32, y + 32, 31 * core, x + 32, y + 32, 31);
  gradient.addColorStop(0, grey(value, 0, strength));
  gradient.addColorStop(1, grey(value, 0, 0));
  sheet.context.fillStyle = gradient;
  sheet.context.fillRect(x, y, 64, 64);
}
