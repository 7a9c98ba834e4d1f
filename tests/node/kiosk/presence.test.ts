import { describe, expect, it } from 'vitest';
import { peopleIn, Presence } from '../../../src/apps/kiosk/screen/presence.ts';

const CLASSES = ['background', 'person', 'car', 'pedestrian'].map((name, id) => ({ id, name }));

describe('presence', () => {
  it('goes by persons and pedestrians', () => {
    expect(peopleIn(CLASSES)).toEqual([1, 3]);
    expect(peopleIn(CLASSES.slice(2, 3))).toEqual([]);
  });

  it('ends when nobody has been seen for the set time, and not before', () => {
    const presence = new Presence(0.03, 1000, 0);
    expect(presence.add(0, 999)).toBe(false);
    expect(presence.add(0.029, 1000)).toBe(true);
    expect(presence.present).toBe(false);
  });

  it('is back with the second frame that shows somebody: half a second at four frames a second', () => {
    const presence = new Presence(0.03, 1000, 0);
    presence.add(0, 1000);
    expect(presence.add(0.4, 1250)).toBe(false);
    expect(presence.add(0.4, 1500)).toBe(true);
    expect(presence.present).toBe(true);
  });

  it('does not begin with a single frame, as of a flaw in the labels', () => {
    const presence = new Presence(0.03, 1000, 0);
    presence.add(0, 1000);
    for (let time = 1250; time < 9000; time += 500) {
      expect(presence.add(0.4, time)).toBe(false);
      expect(presence.add(0, time + 250)).toBe(false);
    }
    expect(presence.present).toBe(false);
  });

  it('is kept up by somebody who comes and goes', () => {
    const presence = new Presence(0.03, 1000, 0);
    for (let time = 0; time < 20_000; time += 100) presence.add(time % 900 < 300 ? 0.1 : 0, time);
    expect(presence.present).toBe(true);
  });
});
