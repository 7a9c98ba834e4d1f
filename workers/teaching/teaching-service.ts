import { gridOver } from '../../src/core/teaching/feature-grid.ts';
import { Lesson } from '../../src/core/teaching/lesson.ts';
import { changeLesson } from '../../src/core/teaching/lesson-change.ts';
import { positionColumns } from '../../src/core/teaching/position.ts';
import type { Tally, TeachingApi, TrunkFacts } from '../../src/protocol/teaching.ts';
import { replier } from '../link/reply.ts';
import { readLesson } from './read-lesson.ts';
import { writeLesson } from './write-lesson.ts';

const reply = replier('Stroke again; if it happens again, report it.');

/** What was stroked, in a thread that no frame waits for. */
export function createTeachingService(): TeachingApi {
  let trunk: TrunkFacts | null = null;
  let lesson: Lesson | null = null;

  return {
    open: (facts) =>
      reply(async () => {
        trunk = facts;
        lesson = lessonFor(facts);
        return null;
      }),
    change: (change) => reply(async () => (changeLesson(opened().lesson, change) ? tally() : null)),
    strokesOn: (frame) => reply(async () => opened().lesson.strokesOn(frame)),
    fit: (classes) =>
      reply(async () => {
        const start = performance.now();
        const fitted = opened().lesson.fit(classes);
        return { ...fitted, seconds: (performance.now() - start) / 1000 };
      }),
    save: (request) => reply(async () => writeLesson(opened().trunk, opened().lesson, request)),
    load: (file) =>
      reply(async () => {
        const { trunk: facts } = opened();
        const { strokes, fixedCamera, ...read } = await readLesson(facts, file);
        const next = lessonFor(facts);
        next.fixedCamera = fixedCamera;
        for (const each of strokes) next.add(each);
        lesson = next;
        return { ...read, tally: tally() };
      }),
  };

  function opened(): { readonly trunk: TrunkFacts; readonly lesson: Lesson } {
    if (trunk && lesson) return { trunk, lesson };
    throw new Error('No trunk was named.');
  }

  function tally(): Tally {
    const { strokes, samples, fixedCamera } = opened().lesson;
    const byClass: number[] = [];
    const frames = new Map<number, (typeof strokes)[number]['frame']>();
    for (const { stroke, frame } of strokes) {
      frames.set(frame.id, frame);
      if (stroke.classId !== null) byClass[stroke.classId] = (byClass[stroke.classId] ?? 0) + 1;
    }
    return {
      strokes: strokes.length,
      samples,
      byClass: Array.from(byClass, (count) => count ?? 0),
      frames: [...frames.values()],
      fixedCamera,
    };
  }
}

function lessonFor(trunk: TrunkFacts): Lesson {
  const channels = trunk.features.maps.reduce((sum, each) => sum + each.channels, 0);
  return new Lesson(channels, (frame) => gridOver(trunk, frame), positionColumns(trunk));
}
