import { type Sheet, grey } from './sheet.ts';

/** Foliage as a surface: clumps of leaves over a dark ground. */
export function leaves(sheet: Sheet): Sheet {
  sheet.fill(grey(120));
  clumps(sheet, 1500, 5, 0);
  return sheet.grain(10, 10);
}

export function hedge(sheet: Sheet): Sheet {
  sheet.fill(grey(105));
  clumps(sheet, 2400, 3, 0);
  return sheet.grain(10, 16);
}

/** A spray of leaves with gaps, for the ragged edge of a crown. */
export function leafCard(sheet: Sheet): Sheet {
  clumps(sheet, 900, 7, 118);
  return sheet;
}

function clumps(sheet: Sheet, count: number, size: number, radius: number): void {
  const { random } = sheet;
  for (let i = 0; i < count; i++) {
    const shade = 110 + (i / count) * 130 + random.range(-18, 14);
    const colour = grey(shade, random.range(-10, 12));
    const angle = random.range(0, 6.28);
    const r = size * random.range(0.7, 1.5);
    if (radius > 0) {
      const reach = radius * Math.sqrt(random.next()) * (0.82 + 0.18 * Math.sin(angle * 5));
      sheet.ellipse(
        128 + Math.cos(angle) * reach,
        128 + Math.sin(angle) * reach,
        r,
        r * 0.62,
        colour,
        random.range(0, 3),
      );
    } else {
      sheet.wrapped(random.range(0, 256), random.range(0, 256), r, (x, y) =>
        sheet.ellipse(x, y, r, r * 0.6, colour, angle),
      );
    }
  }
}

/** A bare branch from the sheet's lower middle. */
export function twigs(sheet: Sheet): Sheet {
  branch(sheet, 128, 252, -Math.PI / 2, 62, 7);
  return sheet;
}

function branch(sheet: Sheet, x: number, y: number, angle: number, length: number, width: number): void {
  const { random } = sheet;
  const tx = x + Math.cos(angle) * length,
    ty = y + Math.sin(angle) * length;
  sheet.line(
    [
      [x, y],
      [tx, ty],
    ],
    grey(random.range(150, 210), 6),
    width,
  );
  if (width < 1.6) return;
  const forks = width > 3 ? 4 : 3;
  for (let i = 0; i < forks; i++)
    branch(sheet, tx, ty, angle + random.range(-0.85, 0.85), length * random.range(0.6, 0.85), width * 0.68);
}

/** A drooping fan of conifer needles. */
export function needles(sheet: Sheet): Sheet {
  const { random } = sheet;
  for (let i = 0; i < 900; i++) {
    const t = Math.sqrt(random.next());
    const x = 128 + (random.next() - 0.5) * 230 * t;
    const y = 10 + t * 225;
    const tilt = (x - 128) * 0.12;
    sheet.line(
      [
        [x, y],
        [x + tilt + random.range(-6, 6), y + random.range(8, 20)],
      ],
      grey(random.range(120, 240), random.range(-8, 8)),
      2.6,
    );
  }
  return sheet;
}

export function bark(sheet: Sheet): Sheet {
  const { random } = sheet;
  sheet.fill(grey(190));
  for (let i = 0; i < 500; i++) {
    const x = random.range(0, 256),
      y = random.range(0, 256);
    sheet.line(
      [
        [x, y],
        [x + random.range(-3, 3), y + random.range(6, 34)],
      ],
      grey(random.chance(0.6) ? 120 : 230, 4, 0.5),
      2.2,
    );
  }
  return sheet.grain(10, 20);
}

/** Upright bars with two rails: an iron fence. */
export function railing(sheet: Sheet): Sheet {
  for (let i = 0; i < 8; i++) {
    sheet.rect(i * 32 + 11, 14, 10, 242, grey(225));
    sheet.polygon(
      [
        [i * 32 + 6, 16],
        [i * 32 + 16, 0],
        [i * 32 + 26, 16],
      ],
      grey(235),
    );
  }
  sheet.rect(0, 34, 256, 14, grey(240));
  return sheet.rect(0, 214, 256, 14, grey(215));
}

/** Welded wire in a frame. */
export function mesh(sheet: Sheet): Sheet {
  for (let i = 0; i < 16; i++) sheet.rect(i * 16 + 5, 0, 6, 256, grey(225));
  for (let i = 0; i < 8; i++) sheet.rect(0, i * 32, 256, 7, grey(235));
  return sheet.rect(0, 0, 256, 10, grey(245));
}
