import type { Labelled } from '../../../src/core/labels/labelled.ts';
import { isSpeck, type Instance } from '../../../src/core/instances/instance.ts';
import { toInstance, type Things } from '../../instances/things.ts';
import type { PeopleExtra } from './people-inference.ts';

/** The class of people; the other one is background. */
const PERSON = 1;

/** Gives each pixel that is labelled a person to one. */
export function createPeopleThings(): { of(labelled: Labelled<null>, extra: PeopleExtra): Things } {
  let map = new Uint16Array();
  let columns = new Uint16Array();
  return {
    of({ labels, size, frame }, { people, scores }) {
      const { width, height } = size;
      if (map.length !== labels.length) map = new Uint16Array(labels.length);
      if (columns.length !== width) columns = new Uint16Array(width);
      for (let x = 0; x < width; x += 1) columns[x] = Math.floor(((x + 0.5) * people.width) / width);
      const extents = scores.map(() => ({ area: 0, left: width, top: height, right: 0, bottom: 0 }));
      for (let y = 0, at = 0; y < height; y += 1) {
        const row = Math.floor(((y + 0.5) * people.height) / height) * people.width;
        for (let x = 0; x < width; x += 1, at += 1) {
          const owner = labels[at] === PERSON ? people.owners[row + columns[x]!]! : 0;
          map[at] = owner;
          if (owner === 0) continue;
          const extent = extents[owner - 1]!;
          extent.area += 1;
          if (x < extent.left) extent.left = x;
          if (x >= extent.right) extent.right = x + 1;
          if (y < extent.top) extent.top = y;
          extent.bottom = y + 1;
        }
      }
      const ids = new Uint16Array(scores.length + 1);
      const instances: Instance[] = [];
      extents.forEach(({ area, left, top, right, bottom }, index) => {
        if (isSpeck(area, labels.length) || area === 0) return;
        const id = instances.length + 1;
        ids[index + 1] = id;
        const box = { x: left, y: top, width: right - left, height: bottom - top };
        instances.push(toInstance({ classId: PERSON, area, box }, { id, score: scores[index]! }, size, frame));
      });
      if (instances.length < scores.length) for (let at = 0; at < map.length; at += 1) map[at] = ids[map[at]!]!;
      return { instances, map };
    },
  };
}
