import { describe, expect, it } from 'vitest';
import type { Keep } from '../../../src/core/instances/keep.ts';
import type { Shown } from '../../../src/core/view/overlay.ts';
import { WITHHELD, type SentView } from '../../../src/core/view/view.ts';
import type { PipelineClient } from '../../../src/live/pipeline-client.ts';
import { DrawnCanvas } from '../../../src/live/player/drawn-canvas.ts';
import { Presentation } from '../../../src/live/player/presentation.ts';
import type { Picture } from '../../../src/protocol/live.ts';

const canvas = (): DrawnCanvas => new DrawnCanvas({} as HTMLCanvasElement);

/** A presentation with a worker that draws when the test says so. */
function stage() {
  const sent: SentView[] = [];
  const handed: (Shown | null)[] = [];
  let onPicture: ((picture: Picture) => void) | null = null;
  const worker = {
    setView: async (view: SentView) => (sent.push(view), null),
    setRefine: async () => null,
    capture: async (taker: typeof onPicture) => ((onPicture = taker), null),
  };
  let changes = 0;
  const client = worker as unknown as PipelineClient;
  const presentation = new Presentation(
    { current: client },
    { onChange: () => (changes += 1), onPicture: (picture) => handed.push(picture?.overlay ?? null) },
  );
  const drawing = (view = sent.at(-1)!) => ({ overlay: view.overlay, revision: view.revision, kept: null });
  return {
    presentation,
    client,
    sent,
    handed,
    changes: () => changes,
    drawing,
    show: (overlay: Shown, keep: Keep | null = null) => presentation.setView({ ...WITHHELD, overlay, keep }),
    picture: (view: SentView) => onPicture?.({ ...drawing(view), frame: { close: () => undefined } as ImageBitmap }),
  };
}

describe('a canvas on the page', () => {
  it('is hidden from when its background may not be seen until its worker has drawn it so', () => {
    const { presentation, show, drawing, changes } = stage();
    const drawn = canvas();
    presentation.place(drawn);
    show('labels');
    drawn.hear(drawing());
    expect(presentation.withheld).toBe(false);
    show('blur');
    expect(presentation.withheld).toBe(true);
    const before = changes();
    drawn.hear(drawing());
    expect(presentation.withheld).toBe(false);
    expect(changes()).toBe(before + 1);
    // one way of hiding after the other
    show('cutout');
    expect(presentation.withheld).toBe(false);
  });

  it('is hidden, too, where word of what shows the background has not come yet, or never comes', () => {
    const { presentation, show, drawing, sent } = stage();
    const drawn = canvas();
    presentation.place(drawn);
    show('blur');
    drawn.hear(drawing());
    // the worker draws it before it can say so
    show('labels');
    show('blur');
    expect(presentation.withheld).toBe(true);
    drawn.hear(drawing(sent[1]));
    expect(presentation.withheld).toBe(true);
    drawn.hear(drawing(sent[2]));
    expect(presentation.withheld).toBe(false);
  });

  it('of a worker whose place another one takes stays hidden until the other one’s is there and drawn', () => {
    const { presentation, client, show, drawing } = stage();
    const [old, next] = [canvas(), canvas()];
    presentation.place(old);
    show('blur');
    old.hear(drawing());
    show('labels');
    show('blur');
    presentation.equip(client);
    expect(presentation.withheld).toBe(true);
    // it was told of views before its canvas came onto the page, and it may have drawn each
    presentation.place(next);
    expect(presentation.withheld).toBe(true);
    old.hear(drawing());
    expect(presentation.withheld).toBe(true);
    next.hear(drawing());
    expect(presentation.withheld).toBe(false);
    presentation.clear();
    show('labels');
    show('replace');
    expect(presentation.withheld).toBe(false);
  });
});

describe('a picture that was drawn', () => {
  it('is handed out where its view hides what is hidden now, and is taken back where it does not', () => {
    const { presentation, client, show, sent, picture, handed } = stage();
    presentation.setCaptured(true);
    presentation.equip(client);
    show('labels');
    picture(sent.at(-1)!);
    show('blur');
    expect(handed).toEqual(['labels', null]);
    // still of before
    picture(sent.at(-2)!);
    expect(handed).toHaveLength(2);
    picture(sent.at(-1)!);
    expect(handed).toEqual(['labels', null, 'blur']);
    // others are to be left in front
    show('blur', [1]);
    picture(sent.at(-2)!);
    expect(handed).toHaveLength(3);
    picture(sent.at(-1)!);
    show('cutout', [1]);
    picture(sent.at(-2)!);
    expect(handed.slice(3)).toEqual(['blur', 'blur']);
  });
});
