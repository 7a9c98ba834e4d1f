/**
 * A picture that candidates are compared on, RGBA: sky over a road, a wall, a tree, and a person in front of it all, so
 * that most networks find more than one class. Always the same.
 */
export function testPicture(width: number, height: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const [red, green, blue] = colourAt(column / width, row / height);
      const grain = ((column * 73 + row * 151) % 17) - 8;
      pixels.set([red + grain, green + grain, blue + grain, 255], (row * width + column) * 4);
    }
  }
  return pixels;
}

type Colour = readonly [number, number, number];

/** x and y from 0 to 1. */
function colourAt(x: number, y: number): Colour {
  if (isWithin(x, y, 0.5, 0.36, 0.1, 0.14)) return y < 0.28 ? [58, 40, 30] : [222, 176, 150];
  if (isWithin(x, y, 0.5, 0.86, 0.24, 0.38)) return [44, 74, 140];
  if (isWithin(x, y, 0.14, 0.3, 0.13, 0.16)) return [52, 96, 44];
  if (Math.abs(x - 0.14) < 0.018 && y > 0.3 && y < 0.62) return [84, 62, 44];
  if (x > 0.7 && y > 0.14 && y < 0.6) return Math.floor(x * 20) % 2 ? [150, 128, 112] : [96, 112, 130];
  if (y < 0.55) return [150 - y * 60, 186 - y * 40, 226];
  return Math.abs(x - 0.5) < 0.02 + (y - 0.55) * 0.05 ? [214, 214, 206] : [92, 92, 96];
}

function isWithin(x: number, y: number, centreX: number, centreY: number, radiusX: number, radiusY: number): boolean {
  return ((x - centreX) / radiusX) ** 2 + ((y - centreY) / radiusY) ** 2 < 1;
}
