/** The rise of y with x, by least squares. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (axis: 0 | 1): number => points.reduce((total, point) => total + point[axis], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const spread = points.reduce((total, point) => total + (point[0] - x) ** 2, 0);
  return points.reduce((total, point) => total + (point[0] - x) * (point[1] - y), 0) / spread;
}
