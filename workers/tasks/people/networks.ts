import type { Pixels } from '../../../src/core/geometry/pixels.ts';
import type { Network } from '../task.ts';
import { anchors } from './anchors.ts';
import { bodyOf, type Body } from './body.ts';
import { crop } from './crop.ts';
import { detections, type Detection } from './detection.ts';
import type { PeopleSpec } from './manifest.ts';
import { hideNeighbours } from './neighbours.ts';
import type { Region } from './region.ts';

/** One run of the mask network. */
export interface Shot {
  readonly region: Region;
  /** How sure it is that a person stands where the region says, 0 to 1. */
  readonly presence: number;
  /** side × side probabilities of the region, row-major. */
  readonly mask: Float32Array;
  readonly body: Body;
}

/** The two networks, on pieces of a picture. */
export interface PeopleNetworks {
  /** Pixels of a mask across and down. */
  readonly side: number;
  /** @param least of the scores, 0 to 1 */
  find(pixels: Pixels, tile: Region, least: number): Promise<Detection[]>;
  /** @param others those whom the network is not to see */
  mask(pixels: Pixels, region: Region, own: Body, others: readonly Body[]): Promise<Shot>;
}

export function createPeopleNetworks(
  { input, networks: [finding] }: PeopleSpec,
  masker: Network,
  finder: Network,
): PeopleNetworks {
  const [maskInput, findInput] = [planesOf(masker), planesOf(finder)];
  const [maskCrop, findCrop] = [cropOf(input), cropOf(finding.input)];
  const middles = anchors(findCrop.side);
  return {
    side: maskCrop.side,
    async find(pixels, tile, least) {
      crop(pixels, tile, findCrop, findInput);
      const { boxes, scores } = await finder.run();
      return detections(floats(boxes), floats(scores), middles, { tile, side: findCrop.side, least });
    },
    async mask(pixels, region, own, others) {
      const { side, offset } = maskCrop;
      crop(pixels, region, maskCrop, maskInput);
      hideNeighbours(maskInput, { region, side, black: offset }, own, others);
      const { mask, presence, landmarks } = await masker.run();
      return {
        region,
        presence: floats(presence)[0]!,
        mask: probabilities(floats(mask)),
        body: bodyOf(floats(landmarks), region, side),
      };
    },
  };
}

function planesOf({ input }: Network): Float32Array {
  if (input instanceof Float32Array) return input;
  throw new Error('The networks of this task are fed floats.');
}

function cropOf({ width, scale, mean, std }: PeopleSpec['input']): Parameters<typeof crop>[2] {
  return { side: width, scale: scale / std[0]!, offset: -mean[0]! / std[0]! };
}

function floats(tensor: { readonly data: ArrayLike<number | bigint> } | undefined): Float32Array {
  if (tensor?.data instanceof Float32Array) return tensor.data;
  throw new Error('The networks of this task give floats.');
}

/** Of most places the network is so sure that nothing has to be computed. */
const SURE = 8;

function probabilities(logits: Float32Array): Float32Array {
  const mask = new Float32Array(logits.length);
  for (let i = 0; i < mask.length; i += 1) {
    const logit = logits[i]!;
    if (logit > -SURE) mask[i] = logit < SURE ? 1 / (1 + Math.exp(-logit)) : 1;
  }
  return mask;
}
