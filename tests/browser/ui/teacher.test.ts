import { describe, expect, it } from 'vitest';
import '../../../src/elements/teacher/teacher.ts';
import type { Teacher } from '../../../src/elements/teacher/teacher.ts';
import { PerPixelError } from '../../../src/core/errors/errors.ts';
import type { TeachingState } from '../../../src/live/teach/teaching-state.ts';
import { expectAccessible, find, findAll, heard, mount, textIn } from './fixture.ts';

const nothing: TeachingState = {
  classes: [
    { name: 'background', colour: '#20242c' },
    { name: 'Thing 1', colour: '#e69f00' },
  ],
  strokesOf: [0, 0],
  frames: [],
  strokes: 0,
  samples: 0,
  fixedCamera: null,
  fitSeconds: null,
  busy: false,
  hint: null,
};
const picture = new Blob(
  [Uint8Array.from(atob('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs='), (each) => each.charCodeAt(0))],
  { type: 'image/gif' },
);
const taught: TeachingState = {
  ...nothing,
  strokesOf: [2, 1],
  strokes: 3,
  samples: 300,
  fitSeconds: 0.1,
  frames: [
    { id: 4, width: 640, height: 480, picture },
    { id: 5, width: 640, height: 480, picture: null },
  ],
};
const panel = (given: Partial<Teacher> = {}): Promise<Teacher> => mount('pp-teacher', { live: true, ...given });
const button = (teacher: Element, words: string): HTMLButtonElement => {
  const named = (each: HTMLElement): boolean => `${each.ariaLabel ?? ''} ${each.textContent}`.includes(words);
  return findAll(teacher, 'button').find(named) as HTMLButtonElement;
};

describe('the panel that teaches', () => {
  it('begins with what to do, and can be read by everybody at each step', async () => {
    const teacher = await panel();
    expect(textIn(teacher, '.step')).toMatch(/Getting ready/);
    await expectAccessible(teacher);
    teacher.missing = 'picture';
    await teacher.updateComplete;
    expect(textIn(teacher, '.step')).toMatch(/Choose what to teach it on/);
    teacher.missing = 'again';
    await teacher.updateComplete;
    expect(textIn(teacher, '.step')).toMatch(/Nothing can be taught/);
    const asked = heard('pp-request-teach');
    button(teacher, 'Try again').click();
    expect(asked).toEqual([{ act: 'again' }]);
    await expectAccessible(teacher);
    teacher.state = nothing;
    await teacher.updateComplete;
    expect(textIn(teacher, '.guide')).toBe('Show it Stroke it Watch');
    expect(button(teacher, 'Undo').disabled).toBe(true);
    expect(button(teacher, 'Export').disabled).toBe(true);
    Object.assign(teacher, { state: taught, frozen: 4, shares: [0.9, 0.1], exported: 'thing-1' });
    await teacher.updateComplete;
    expect(findAll(teacher, '.guide')).toEqual([]);
    expect(textIn(teacher, '.row .figures')).toBe('10.0 %');
    expect(textIn(teacher, 'pre')).toMatch(/model="\.\/thing-1\.json".*createSegmenter/);
    await expectAccessible(teacher);
  });

  it('asks for what is pressed, named, coloured, chosen and removed, and shows what is confirmed', async () => {
    const teacher = await panel({ state: taught, brush: 1 });
    const asked = heard('pp-request-teach');
    button(teacher, 'Freeze').click();
    button(teacher, 'Undo').click();
    button(teacher, 'Add another').click();
    button(teacher, 'empty scene').click();
    find<HTMLInputElement>(teacher, 'input[value="0"]').click();
    await teacher.updateComplete;
    expect(asked).toEqual([
      { act: 'freeze' },
      { act: 'undo' },
      { act: 'add' },
      { act: 'empty' },
      { act: 'choose', brush: 0 },
    ]);
    expect(find<HTMLInputElement>(teacher, 'input[value="1"]').checked).toBe(true);
    const name = find<HTMLInputElement>(teacher, '.name');
    name.value = '  Cup ';
    name.dispatchEvent(new Event('change'));
    name.value = ' ';
    name.dispatchEvent(new Event('change'));
    expect(name.value).toBe('Thing 1');
    // frames come while somebody types
    name.value = 'Cu';
    teacher.shares = [0.5, 0.5];
    await teacher.updateComplete;
    expect(name.value).toBe('Cu');
    const colour = find<HTMLInputElement>(teacher, '.colour');
    colour.value = '#123456';
    colour.dispatchEvent(new Event('change'));
    button(teacher, 'Remove Thing 1').click();
    button(teacher, 'Remove picture 2').click();
    button(teacher, 'Picture 1').click();
    button(teacher, 'Save as').click();
    button(teacher, 'Forget').click();
    expect(asked.slice(5)).toEqual([
      { act: 'change', id: 1, name: 'Cup' },
      { act: 'change', id: 1, colour: '#123456' },
      { act: 'remove', id: 1 },
      { act: 'forget', frame: 5 },
      { act: 'freeze', frame: 4 },
      { act: 'save', pictures: false },
      { act: 'clear' },
    ]);
  });

  it('takes back what is on the picture that stands, and offers a camera that stands still where the model knows places', async () => {
    const teacher = await panel({ state: taught, frozen: 4 });
    expect(button(teacher, 'Undo').disabled).toBe(true);
    expect(findAll(teacher, 'input[name=fixed]')).toEqual([]);
    Object.assign(teacher, { drawn: true, state: { ...taught, fixedCamera: false } });
    await teacher.updateComplete;
    expect(button(teacher, 'Undo').disabled).toBe(false);
    const asked = heard('pp-request-teach');
    find(teacher, 'input[name=fixed]').click();
    button(teacher, 'Picture 1').click();
    expect(asked).toEqual([{ act: 'fixed', fixed: true }, { act: 'live' }]);
    await expectAccessible(teacher);
  });

  it('adds no thirteenth thing, says what the machine does not keep, and asks for doubt', async () => {
    const classes = Array.from({ length: 13 }, (_, id) => ({ name: `Thing ${id}`, colour: '#e69f00' }));
    const unkept = new PerPixelError('storage-refused', 'There is no room.', 'Save it as a file.');
    const teacher = await panel({ state: { ...taught, classes, strokesOf: classes.map(() => 1) }, unkept });
    expect(button(teacher, 'Add another').disabled).toBe(true);
    expect(textIn(teacher, '.warning')).toBe('There is no room. Save it as a file.');
    const doubts = heard('pp-request-doubt');
    find(teacher, 'input[name=doubt]').click();
    expect(doubts).toHaveLength(1);
    expect(doubts[0]!.doubt).toBeGreaterThan(0);
  });
});
