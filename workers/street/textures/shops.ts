import { type Sheet, grey } from './sheet.ts';

const WORDS = [
  'CAFÉ',
  'BOOKS',
  'BAKERY',
  'FLORA',
  'TEA & CO',
  'CYCLES',
  'OPTIK',
  'MARKET',
  'PIZZA',
  'SHOES',
  'HAIR',
  'RADIO',
  'NOVA',
  'DELI',
  'PRINT',
  'TOYS',
] as const;
const BOARDS = [
  '#7a2e2a',
  '#27496b',
  '#2f5a3c',
  '#d8b13c',
  '#e9e4d8',
  '#33343a',
  '#94552a',
  '#5c3d6e',
  '#c4463a',
  '#2a7f86',
] as const;

/** Two shop fronts side by side, each half a sheet wide: board, display windows, a door. */
export function shops(sheet: Sheet): Sheet {
  sheet.fill(grey(150));
  for (const x of [0, 128]) front(sheet, x, 128);
  return sheet.grain(4, 6);
}

function front(sheet: Sheet, x: number, width: number): void {
  const { random } = sheet;
  const board = random.pick(BOARDS);
  const pale = board === '#d8b13c' || board === '#e9e4d8';
  sheet
    .rect(x, 0, width, 256, board)
    .rect(x, 0, width, 256, 'rgba(0,0,0,0.18)')
    .rect(x + 2, 6, width - 4, 50, board);
  name(sheet, random.pick(WORDS), x + width / 2, 42, width - 18, pale ? '#2b2622' : '#f6efdf');
  const door = random.chance(0.5) ? x + 8 : x + width - 42;
  const from = door === x + 8 ? x + 48 : x + 8;
  display(sheet, from, 72, width - 56, 140);
  display(sheet, door, 72, 34, 178);
  sheet.rect(door + (door === x + 8 ? 28 : 3), 170, 3, 22, '#d9c58a');
  sheet.rect(x, 250, width, 6, grey(70));
}

function name(sheet: Sheet, text: string, x: number, y: number, width: number, colour: string): void {
  const { context } = sheet;
  context.font = 'bold 34px sans-serif';
  context.textAlign = 'center';
  context.fillStyle = colour;
  context.fillText(text, x, y, width);
}

/** A lit window full of small bright things. */
function display(sheet: Sheet, x: number, y: number, w: number, h: number): void {
  const { random } = sheet;
  sheet.rect(x - 2, y - 2, w + 4, h + 4, grey(random.pick([40, 220, 90]), 6)).rect(x, y, w, h, 'rgb(52,54,60)');
  for (let i = 0; i < w / 3; i++) {
    const size = random.range(4, 14);
    const hue = random.int(360);
    sheet.rect(
      x + random.range(0, w - size),
      y + h * random.range(0.35, 0.95) - size,
      size,
      size * random.range(0.6, 1.6),
      `hsla(${hue},45%,58%,0.75)`,
    );
  }
  sheet.polygon(
    [
      [x, y],
      [x + w * 0.5, y],
      [x + w * 0.15, y + h * 0.7],
      [x, y + h * 0.7],
    ],
    'rgba(190,210,230,0.22)',
  );
  sheet.lamp(x, y, w, h, random.range(0.5, 0.95));
}

/** Four doors and four garage doors, 64 × 128 pixels each. */
export function doors(sheet: Sheet): Sheet {
  for (let i = 0; i < 4; i++) door(sheet, i * 64);
  for (let i = 0; i < 4; i++) garage(sheet, i * 64, 128);
  return sheet.grain(4, 4);
}

function door(sheet: Sheet, x: number): void {
  const { random } = sheet;
  sheet.rect(x, 0, 64, 128, grey(235)).rect(x + 6, 6, 52, 122, `hsl(${random.int(360)},35%,${random.int(20) + 25}%)`);
  for (const [px, py, h] of [
    [12, 52, 30],
    [36, 52, 30],
    [12, 90, 30],
    [36, 90, 30],
  ] as const)
    sheet.rect(x + px, py, 16, h, 'rgba(0,0,0,0.22)');
  sheet.rect(x + 12, 14, 40, 28, 'rgb(70,86,100)').rect(x + 49, 70, 4, 8, '#d9c58a');
  sheet.lamp(x + 12, 14, 40, 28, 0.8);
}

function garage(sheet: Sheet, x: number, y: number): void {
  sheet.rect(x, y, 64, 128, grey(200, sheet.random.range(-6, 10)));
  for (let i = 0; i < 8; i++) sheet.rect(x + 2, y + i * 16, 60, 2, grey(120));
}
