import { expect, it, onTestFinished, vi } from 'vitest';
import { listModels } from '../../../src/cli/models/list-models.ts';
import { BUNDLED_MODELS } from '../../../src/core/manifest/catalog.ts';

interface Line {
  readonly id: string;
  readonly missing: string | null;
  readonly inference: number;
}

it('what ships is listed with how fast it is here', { timeout: 60_000 }, async () => {
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  onTestFinished(() => log.mockRestore());
  await listModels(true);
  const listed = lines.map((line) => JSON.parse(line) as Line);
  expect(listed.map(({ id }) => id)).toEqual(BUNDLED_MODELS.map(({ id }) => id));
  for (const { id, missing, inference } of listed) expect([missing, inference > 0], id).toEqual([null, true]);
  // sizes of one family are told apart by it
  const of = (id: string): number => listed.find((each) => each.id === id)!.inference;
  expect(of('driving-small')).toBeLessThan(of('driving'));
  expect(of('driving')).toBeLessThan(of('driving-large'));
});
