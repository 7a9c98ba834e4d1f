import { describe, expect, it } from 'vitest';
import { narrator } from '../../../src/cli/label/narrator.ts';
import { progressBar } from '../../../src/cli/terminal/progress-bar.ts';
import { printable } from '../../../src/cli/terminal/printable.ts';

function lines(tell: (events: ReturnType<typeof narrator>) => void, colours = false): string {
  let text = '';
  tell(narrator({ write: (more) => (text += more) }, null, colours));
  return text;
}

describe('what labelling says', () => {
  it('is a line a video without a terminal, without colours, and one line for a name with a break in it', () => {
    const text = lines((events) => {
      events.begin(2, 3);
      events.video('a\nb.mp4', 1);
      events.frame(40, 90, 40);
      events.frame(41, 90, 40);
      events.done('a\nb.mp4', { kind: 'made', frames: 90, resumed: 40, lost: 1 });
      events.done('c.mp4', { kind: 'kept' });
      events.end({ made: 1, kept: 1, failed: 0 });
    });
    expect(text.split('\n')).toEqual([
      '2 of 3 videos are this process’s',
      '"a\\nb.mp4": goes on behind frame 40 of 90',
      expect.stringMatching(/^done {3}"a\\nb.mp4": 90 frames, 1 could not be decoded, [\d.]+ frames\/s$/),
      'done   c.mp4: was there already',
      expect.stringMatching(/^1 labelled, 1 done before; [\d.]+ s$/),
      '',
    ]);
    expect(lines((events) => events.done('c.mp4', { kind: 'kept' }), true)).toContain('\u001b[');
  });

  it('hides nothing that turns a terminal’s text round', () => {
    expect(printable('plain ü.mp4')).toBe('plain ü.mp4');
    expect(printable('a\u202eb\u001b[2J\u0085')).toBe('"a\\u202eb\\u001b[2J\\u0085"');
  });

  it('is a bar where somebody watches', () => {
    let text = '';
    const stream = {
      isTTY: true,
      columns: 120,
      write: (more: string) => (text += more),
      once() {},
      on() {},
      removeListener() {},
    };
    const bar = progressBar(stream as unknown as NodeJS.WriteStream);
    bar.show('1/2 a.mp4', 30, 90, '12.0 frames/s', '0:05');
    bar.hide();
    expect(text).toContain('1/2 a.mp4');
    expect(text).toContain('30/90 frames  12.0 frames/s  0:05 left');
  });
});
