import type { Sheet } from './sheet.ts';

/** Cells of the sign sheet, four by four, row by row from the top. */
export const SIGN_CELL = {
  limit: 0,
  noEntry: 1,
  stop: 2,
  warning: 3,
  parking: 4,
  crossing: 5,
  arrow: 6,
  direction: 7,
  limitFast: 8,
  noParking: 9,
  giveWay: 10,
  bend: 11,
  cycle: 12,
  name: 13,
  bus: 14,
  back: 15,
} as const;

const RED = '#c8242b',
  BLUE = '#1f56a5',
  WHITE = '#f4f4f2',
  BLACK = '#1c1c1e';

export function signs(sheet: Sheet): Sheet {
  sheet.fill(WHITE);
  const draw: readonly ((x: number, y: number) => void)[] = [
    (x, y) => ring(sheet, x, y, '30'),
    (x, y) => sheet.rect(x, y, 64, 64, RED).rect(x + 10, y + 26, 44, 12, WHITE),
    (x, y) => text(sheet.rect(x, y, 64, 64, RED), 'STOP', x, y + 41, WHITE, 22),
    (x, y) => triangle(sheet, x, y, false),
    (x, y) => text(sheet.rect(x, y, 64, 64, BLUE), 'P', x, y + 50, WHITE, 52),
    (x, y) =>
      sheet
        .rect(x, y, 64, 64, BLUE)
        .polygon(
          [
            [x + 32, y + 8],
            [x + 60, y + 56],
            [x + 4, y + 56],
          ],
          WHITE,
        )
        .rect(x + 29, y + 26, 7, 24, BLACK)
        .ellipse(x + 32, y + 22, 4, 4, BLACK),
    (x, y) =>
      sheet.rect(x, y, 64, 64, BLUE).polygon(
        [
          [x + 32, y + 8],
          [x + 54, y + 32],
          [x + 40, y + 32],
          [x + 40, y + 56],
          [x + 24, y + 56],
          [x + 24, y + 32],
          [x + 10, y + 32],
        ],
        WHITE,
      ),
    (x, y) => board(sheet, x, y, '#1d6b45', 3),
    (x, y) => ring(sheet, x, y, '50'),
    (x, y) =>
      sheet
        .rect(x, y, 64, 64, RED)
        .ellipse(x + 32, y + 32, 23, 23, BLUE)
        .line(
          [
            [x + 14, y + 14],
            [x + 50, y + 50],
          ],
          RED,
          8,
        ),
    (x, y) => triangle(sheet, x, y, true),
    (x, y) =>
      sheet.rect(x, y, 64, 64, '#e9b824').line(
        [
          [x + 24, y + 54],
          [x + 28, y + 36],
          [x + 40, y + 28],
          [x + 40, y + 10],
        ],
        BLACK,
        8,
      ),
    (x, y) => {
      sheet.rect(x, y, 64, 64, BLUE);
      for (const dx of [18, 46]) sheet.ellipse(x + dx, y + 40, 11, 11, WHITE).ellipse(x + dx, y + 40, 7, 7, BLUE);
    },
    (x, y) => board(sheet, x, y, '#24324f', 2),
    (x, y) => text(sheet.rect(x, y, 64, 64, '#e2c02c'), 'H', x, y + 48, '#1d6b45', 44),
    (x, y) => sheet.rect(x, y, 64, 64, '#9a9c9e').rect(x, y + 28, 64, 8, '#7d7f82'),
  ];
  draw.forEach((cell, i) => cell((i % 4) * 64, Math.floor(i / 4) * 64));
  return sheet;
}

function ring(sheet: Sheet, x: number, y: number, label: string): void {
  sheet.rect(x, y, 64, 64, RED).ellipse(x + 32, y + 32, 23, 23, WHITE);
  text(sheet, label, x, y + 43, BLACK, 30);
}

/** A triangle's sign fills its cell: the sign itself is cut by geometry. */
function triangle(sheet: Sheet, x: number, y: number, down: boolean): void {
  const [top, base] = down ? [y + 50, y + 14] : [y + 14, y + 52];
  sheet.rect(x, y, 64, 64, RED).polygon(
    [
      [x + 32, top],
      [x + 52, base],
      [x + 12, base],
    ],
    WHITE,
  );
  if (!down) sheet.rect(x + 29, y + 28, 6, 13, BLACK).rect(x + 29, y + 44, 6, 5, BLACK);
}

function board(sheet: Sheet, x: number, y: number, colour: string, lines: number): void {
  sheet.rect(x, y, 64, 64, WHITE).rect(x + 2, y + 2, 60, 60, colour);
  const step = 54 / lines;
  for (let i = 0; i < lines; i++) {
    for (let k = 0; k < 5; k++) sheet.rect(x + 8 + k * 9.5, y + 8 + i * step, 6.5, step * 0.55, WHITE);
  }
}

function text(sheet: Sheet, label: string, x: number, y: number, colour: string, size: number): void {
  const { context } = sheet;
  context.font = `bold ${size}px sans-serif`;
  context.textAlign = 'center';
  context.fillStyle = colour;
  context.fillText(label, x + 32, y);
}
