import { describe, expect, it, onTestFinished } from 'vitest';
import { createTeacher, type Teacher } from '../../../src/perpixel.ts';
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

async function teacherFor(backend: 'wasm' | 'webgpu' = 'wasm', parts: object = {}): Promise<Teacher> {
  const manifest = { ...(await fileParts(trunkFile())), ...TRUNK_PARTS, ...parts };
  const teacher = await createTeacher({ model: manifest as never, backend, refine: false });
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
