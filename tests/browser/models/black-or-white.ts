import { linearNetwork, nearest } from './networks.ts';
import { classes, manifestFor } from './own-model.ts';

/** Two classes, black and white, seen through a matrix that may turn white into black. */
export async function blackOrWhite(names: readonly [string, string], turned = false) {
  const [black, white] = [
    [0, 0, 0],
    [8, 8, 8],
  ] as const;
  const prototypes = turned ? [white, black] : [black, white];
  const input = { name: 'in', width: 8, height: 8, scale: 8 / 255 };
  const network = linearNetwork('NCHW', 8, 8, [{ name: 'out', ...nearest(prototypes) }]);
  const own = classes(2).map((each) => ({ ...each, name: names[each.id]! }));
  return manifestFor(network, { input, output: { name: 'out', kind: 'logits' }, classes: own });
}
