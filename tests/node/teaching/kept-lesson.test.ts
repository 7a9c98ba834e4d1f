import { expect, it } from 'vitest';
import { forgetLesson, keepLesson, recallLesson } from '../../../src/live/teach/kept-lesson.ts';

it('says that nothing is kept where the browser keeps nothing, as here, where there is no database', async () => {
  const refused = expect.objectContaining({
    code: 'storage-refused',
    remedy: expect.stringContaining('Save it as a file') as string,
  });
  for (const asked of [
    keepLesson('trunk', new Blob(), { session: 'a', through: 0, at: 0 }),
    recallLesson('trunk'),
    forgetLesson('trunk'),
  ]) {
    await expect(asked).rejects.toEqual(refused);
  }
});
