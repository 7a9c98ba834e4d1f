import { type Sheet, grey } from './sheet.ts';

/** Greys throughout: the colour comes from the vertices. */
export function asphalt(sheet: Sheet): Sheet {
  const { random } = sheet;
  sheet.fill(grey(196));
  for (let i = 0; i < 420; i++) {
    const r = random.range(0.6, 1.8);
    sheet.ellipse(random.range(0, 256), random.range(0, 256), r, r, grey(random.chance(0.5) ? 226 : 150, 0, 0.55));
  }
  for (const x of [64, 192]) sheet.rect(x - 14, 0, 28, 256, grey(150, 0, 0.12));
  return sheet.grain(16, 26);
}

export function slabs(sheet: Sheet): Sheet {
  const { random } = sheet;
  sheet.fill(grey(150));
  for (let row = 0; row < 6; row++) {
    for (let column = -1; column < 5; column++) {
      const x = column * 51.2 + (row % 2) * 25.6,
        y = row * 42.66;
      sheet.rect(x + 1, y + 1, 49, 40.5, grey(random.range(205, 240), random.range(-4, 4)));
    }
  }
  return sheet.grain(9, 14);
}

export function cobbles(sheet: Sheet): Sheet {
  const { random } = sheet;
  sheet.fill(grey(130));
  for (let row = 0; row < 16; row++) {
    for (let column = -1; column < 16; column++) {
      const x = column * 16 + (row % 2) * 8;
      sheet.rect(x + 1, row * 16 + 1, 14, 14, grey(random.range(180, 240), random.range(-8, 8)));
    }
  }
  return sheet.grain(10, 12);
}

export function concrete(sheet: Sheet): Sheet {
  return sheet.fill(grey(222)).grain(9, 60);
}

export function plaster(sheet: Sheet): Sheet {
  sheet.fill(grey(230)).grain(6, 40);
  for (let i = 0; i < 14; i++) {
    const x = sheet.random.range(0, 250);
    sheet.rect(x, sheet.random.range(0, 120), sheet.random.range(1, 5), sheet.random.range(40, 130), grey(90, 4, 0.08));
  }
  return sheet;
}

export function brick(sheet: Sheet): Sheet {
  courses(sheet, 0, 256);
  return sheet.grain(9, 20);
}

/** Courses of brick between two heights of the sheet. */
export function courses(sheet: Sheet, top: number, bottom: number): void {
  const { random } = sheet;
  sheet.rect(0, top, 256, bottom - top, grey(212));
  for (let y = top, row = 0; y < bottom; y += 8, row++) {
    for (let column = -1; column < 12; column++) {
      const x = column * 21.33 + (row % 2) * 10.67;
      sheet.rect(x + 0.8, y + 0.8, 19.8, 6.6, grey(random.range(160, 214), random.range(0, 14)));
    }
  }
}

export function tiles(sheet: Sheet): Sheet {
  const { random } = sheet;
  for (let row = 0; row < 16; row++) {
    for (let column = -1; column < 16; column++) {
      const x = column * 16 + (row % 2) * 8;
      sheet.rect(x, row * 16, 16, 16, grey(random.range(170, 226), random.range(-6, 8)));
      sheet.rect(x, row * 16 + 13, 16, 3, grey(90));
      sheet.rect(x, row * 16, 1.5, 16, grey(120, 0, 0.6));
    }
  }
  return sheet.grain(10, 12);
}

export function slate(sheet: Sheet): Sheet {
  const { random } = sheet;
  for (let row = 0; row < 12; row++) {
    for (let column = -1; column < 9; column++) {
      const x = column * 32 + (row % 2) * 16;
      sheet.rect(x, row * 21.4, 31, 20, grey(random.range(180, 226), random.range(-8, 2)));
      sheet.rect(x, row * 21.4 + 19, 32, 2.4, grey(110));
    }
  }
  return sheet.grain(10, 16);
}

export function grass(sheet: Sheet): Sheet {
  const { random } = sheet;
  sheet.fill(grey(190));
  for (let i = 0; i < 2600; i++) {
    const x = random.range(0, 256),
      y = random.range(0, 256);
    sheet.line(
      [
        [x, y],
        [x + random.range(-3, 3), y - random.range(3, 9)],
      ],
      grey(random.range(130, 250), random.range(-14, 18), 0.5),
      1.2,
    );
  }
  return sheet.grain(12, 30);
}

export function planks(sheet: Sheet): Sheet {
  const { random } = sheet;
  for (let i = 0; i < 16; i++) {
    sheet.rect(i * 16, 0, 15, 256, grey(random.range(185, 230), random.range(0, 10)));
    sheet.rect(i * 16 + 14.4, 0, 1.6, 256, grey(60));
    for (let k = 0; k < 7; k++) sheet.rect(i * 16 + random.range(1, 13), 0, 0.8, 256, grey(120, 5, 0.22));
  }
  sheet.rect(0, 0, 256, 5, grey(110));
  return sheet.grain(7, 10);
}

/** Stripes for awnings, four a sheet. */
export function stripes(sheet: Sheet): Sheet {
  sheet.fill(grey(250));
  for (let i = 0; i < 4; i++) sheet.rect(i * 64, 0, 32, 256, grey(120));
  return sheet.grain(4, 0);
}
