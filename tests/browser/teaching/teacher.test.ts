import { describe, expect, it, onTestFinished } from 'vitest';
import { createTeacher, type Teacher, type TeacherOptions } from '../../../src/perpixel.ts';
import { TRUNK_PARTS, trunkFile } from '../../fixtures/onnx/trunk.ts';
import { needs } from '../needs.ts';
import { addressOf, fileParts, picture, segmenterFor, type Rgb } from '../models/own-model.ts';

const [SKY, CUP, PLANT] = [
  [90, 150, 230],
  [220, 60, 40],
  [40, 170, 60],
] as const satisfies readonly Rgb[];

/** Sky, with a cup at the left and a plant at the right. */
const scene = picture(128, 96, (x, y) => (y < 32 ? SKY : x < 40 ? CUP : x > 88 ? PLANT : SKY));
const on = (classId: number | null, x: number, y: number, radius = 10) => ({
  classId,
  points: [[x, y]] as [number, number][],
  radius,
});

async function teacherFor(
  backend: 'wasm' | 'webgpu' = 'wasm',
  parts: object = {},
  options: TeacherOptions = {},
): Promise<Teacher> {
  const manifest = { ...(await fileParts(trunkFile())), ...TRUNK_PARTS, ...parts };
  const teacher = await createTeacher({ model: manifest as never, backend, refine: false, ...options });
  onTestFinished(() => teacher.close());
  return teacher;
}

/** Class ids in the middle of sky, cup and plant. */
const seen = ({ labelMap, width }: { labelMap: ArrayLike<number>; width: number }) =>
  [
    [64, 10],
    [16, 64],
    [112, 64],
  ].map(([x = 0, y = 0]) => labelMap[y * width + x]);

async function taught(teacher: Teacher) {
  const cup = teacher.addClass('cup', '#e69f00');
  const plant = teacher.addClass('plant');
  await teacher.add(scene, [on(0, 64, 16), on(cup, 16, 64), on(plant, 112, 64)]);
  return teacher.fit();
}

/** Where a byte of one of the parts lies: behind the name of each in the file. */
function partAt(zip: Uint8Array, name: string): number {
  const text = new TextDecoder('latin1').decode(zip);
  return text.indexOf(name) + name.length + 10;
}

const webGpu = await needs('webGpu');

describe.each([
  ['wasm', {}],
  ['webgpu', webGpu],
] as const)('a teacher on %s', (backend, needed) => {
  it('labels what was stroked, in a model of its own too, and from a file', needed, async () => {
    const teacher = await teacherFor(backend);
    const { samples } = await taught(teacher);
    expect(teacher.classes.map(({ name }) => name)).toEqual(['background', 'cup', 'plant']);
    const own = await teacher.segment(scene, { outputs: ['confidence'] });
    expect(seen(own)).toEqual([0, 1, 2]);
    expect(own.shares).toHaveLength(3);
    expect(Math.min(...own.confidence!)).toBeGreaterThan(1 / 3);

    const { manifest, file } = await teacher.toManifest();
    expect(manifest.classes.map(({ name }) => name)).toEqual(['background', 'cup', 'plant']);
    const exported = await segmenterFor({ ...manifest, file: addressOf(await file.arrayBuffer()) });
    const { labelMap } = await exported.segment(scene);
    const equal = [...labelMap].filter((id, i) => id === own.labelMap[i]).length;
    expect(equal / labelMap.length).toBeGreaterThanOrEqual(0.999);

    const again = await teacherFor(backend);
    await again.load(await teacher.save({ pictures: true }));
    expect(again.classes).toEqual(teacher.classes);
    expect((await again.segment(scene)).labelMap).toEqual(own.labelMap);
    // its strokes go on counting
    await again.add(scene, [on(1, 112, 64, 20)]);
    expect((await again.fit()).samples).toBeGreaterThan(samples);
  });
});

describe('a teacher', () => {
  it('says what is missing, what is too much, and what is wrong with strokes, and goes on', async () => {
    const teacher = await teacherFor();
    const cup = teacher.addClass('cup');
    await expect(teacher.fit()).rejects.toMatchObject({ code: 'teaching-incomplete' });
    await expect(teacher.segment(scene)).rejects.toMatchObject({ code: 'teaching-incomplete' });
    await expect(teacher.toManifest()).rejects.toMatchObject({ code: 'teaching-incomplete' });
    await teacher.add(scene, [on(cup, 16, 64)]);
    await expect(teacher.fit()).rejects.toMatchObject({ problem: 'Only “cup” is stroked.' });
    await expect(teacher.add(scene, [on(cup, 400, 64)])).rejects.toMatchObject({
      code: 'option-invalid',
      problem: /outside/,
    });
    await expect(teacher.add(scene, [on(4, 16, 64)])).rejects.toMatchObject({
      code: 'option-invalid',
      problem: /no class 4/,
    });
    expect(() => teacher.addClass('cup')).toThrow('already');
    expect(() => teacher.addClass('sky', 'blue')).toThrow('no colour');
    for (const name of ['a', 'b', 'c']) teacher.addClass(name);
    expect(() => teacher.addClass('d')).toThrow(expect.objectContaining({ code: 'teaching-full' }) as never);
    await teacher.add(scene, [on(0, 64, 16)]);
    expect((await teacher.fit()).samples).toBeGreaterThan(5);
    expect(seen(await teacher.segment(scene)).slice(0, 2)).toEqual([0, cup]);
  });

  it('goes back to a frame by its number: more strokes on it, and the last one of it taken back', async () => {
    const teacher = await teacherFor();
    const cup = teacher.addClass('cup');
    const first = await teacher.add(scene, [on(0, 64, 16), on(cup, 16, 64)]);
    const second = await teacher.add(scene, [on(0, 64, 80)]);
    expect(teacher.frames.map(({ id, width }) => [id, width])).toEqual([
      [first, 128],
      [second, 128],
    ]);
    expect(await teacher.add(first, [on(cup, 112, 64)])).toBe(first);
    expect(await teacher.strokesOn(first)).toHaveLength(3);
    await teacher.fit();
    expect(seen(await teacher.segment(scene))).toEqual([0, cup, cup]);
    expect(await teacher.undo(first)).toBe(true);
    expect([await teacher.strokesOn(first), await teacher.strokesOn(second)].map(({ length }) => length)).toEqual([
      2, 1,
    ]);
    expect(seen(await teacher.segment(scene))[1]).toBe(cup);
    await expect(teacher.add(7, [on(cup, 16, 64)])).rejects.toMatchObject({ code: 'frame-invalid' });
    const again = await teacherFor();
    await again.load(await teacher.save());
    await expect(again.add(first, [on(cup, 16, 64)])).rejects.toMatchObject({ code: 'frame-invalid' });
  });

  it('tells two things apart by their places where the camera stands still, also in its export and its file', async () => {
    const arms = picture(128, 96, (x) => (x < 40 || x > 88 ? CUP : SKY));
    const lesson = async (fixedCamera: boolean): Promise<Teacher> => {
      const teacher = await teacherFor('wasm', {}, { fixedCamera });
      for (const name of ['left', 'right']) teacher.addClass(name);
      await teacher.add(arms, [
        on(0, 64, 24),
        on(0, 64, 72),
        on(1, 20, 24),
        on(1, 20, 72),
        on(2, 108, 24),
        on(2, 108, 72),
      ]);
      await teacher.fit();
      return teacher;
    };
    const fixed = await lesson(true);
    const own = await fixed.segment(arms);
    expect(seen(own)).toEqual([0, 1, 2]);
    const [, ...alike] = seen(await (await lesson(false)).segment(arms));
    expect(alike[0]).toBe(alike[1]);

    const { manifest, file } = await fixed.toManifest();
    const exported = await segmenterFor({ ...manifest, file: addressOf(await file.arrayBuffer()) });
    const { labelMap } = await exported.segment(arms);
    const equal = [...labelMap].filter((id, i) => id === own.labelMap[i]).length;
    expect(equal / labelMap.length).toBeGreaterThanOrEqual(0.999);
    const again = await teacherFor();
    await again.load(await fixed.save());
    expect(again.fixedCamera).toBe(true);
    await again.fit();
    expect(seen(await again.segment(arms))).toEqual([0, 1, 2]);

    const { position: _position, ...placeless } = TRUNK_PARTS.features;
    const refused = teacherFor('wasm', { features: placeless }, { fixedCamera: true });
    await expect(refused).rejects.toMatchObject({ code: 'option-invalid', problem: /does not know where/ });
    const wrong = teacherFor('wasm', { features: { ...TRUNK_PARTS.features, position: 'where' } });
    await expect(wrong).rejects.toMatchObject({ code: 'model-invalid', problem: /"features.position"/ });
  });

  it('refuses a model whose classes are fixed, a file of another trunk, and a damaged one, and knows what it knew', async () => {
    await expect(createTeacher({ model: 'tiny', backend: 'wasm' })).rejects.toMatchObject({
      code: 'option-invalid',
      problem: /cannot be taught/,
    });
    const teacher = await teacherFor();
    await taught(teacher);
    const saved = new Uint8Array(await (await teacher.save()).arrayBuffer());
    const damaged = ['lesson.json', 'features', 'head'].map((name) =>
      saved.map((byte, i) => (i === partAt(saved, name) ? byte ^ 255 : byte)),
    );
    for (const bytes of [...damaged, saved.slice(0, 200), new Uint8Array(50)]) {
      await expect(teacher.load(new Blob([bytes]))).rejects.toMatchObject({ code: 'teaching-invalid' });
    }
    const other = await teacherFor('wasm', await fileParts(trunkFile(0.5)));
    const strange = other.load(new Blob([saved]));
    await expect(strange).rejects.toMatchObject({ code: 'teaching-invalid', problem: /taught to another version of/ });
    expect(seen(await teacher.segment(scene))).toEqual([0, 1, 2]);
    teacher.close();
    await expect(teacher.fit()).rejects.toMatchObject({ code: 'closed' });
  });

  it('tells a file whose head has another size than its manifest says', async () => {
    const { features } = TRUNK_PARTS;
    const parts = { features: { ...features, head: { ...features.head, classes: 4 } } };
    await expect(teacherFor('wasm', parts)).rejects.toMatchObject({ code: 'model-invalid', problem: /"weights"/ });
  });
});
