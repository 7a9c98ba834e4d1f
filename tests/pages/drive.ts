import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openVisit, type Machine } from './drivers/open.ts';
import type { BrowserName, Visit } from './drivers/visit.ts';
import { limited } from './limited.ts';
import type { Row, Step } from './step.ts';
import { watchSite } from './world/watched-site.ts';
import type { World } from './world/world.ts';

const STARTING_S = 30;
const ENDING_S = 10;

/** Has a browser, started for it, do a step. It never throws and never hangs: what goes wrong is in the row. */
export async function drive(
  step: Step,
  browser: BrowserName,
  machine: Omit<Machine, 'street'>,
  world: Omit<World, 'browser'>,
): Promise<Row> {
  const row: Row = { step, browser, version: '', rate: null, seen: '', failed: '', complaints: [] };
  const starting = openVisit(browser, { ...machine, street: step.street ?? false });
  let visit: Visit;
  try {
    visit = await limited(starting, STARTING_S, `To start ${browser}`);
  } catch (error) {
    // one that comes late is not left behind
    void starting.then(
      (late) => late.close(),
      () => undefined,
    );
    return { ...row, failed: told(error) };
  }
  const { version } = visit;
  const watched = await watchSite(world.site);
  const complaints = (): string[] => [...new Set([...visit.complaints, ...watched.complaints])];
  try {
    const here = { ...world, site: watched.address, browser };
    const outcome = await limited(step.run(visit, here), step.limit, `“${step.name}”`);
    return { ...row, version, ...outcome, complaints: complaints() };
  } catch (error) {
    await picture(visit, row).catch(() => undefined);
    return { ...row, version, failed: told(error), complaints: complaints() };
  } finally {
    watched.close();
    await limited(visit.close(), ENDING_S, `To end ${browser}`).catch((error: unknown) => console.error(told(error)));
  }
}

/** What the window showed when a step failed, beside the clips of other runs. */
async function picture(visit: Visit, { browser, step }: Row): Promise<void> {
  const path = join(tmpdir(), `perpixel-${browser}-${step.name.replaceAll(' ', '-')}.png`);
  await writeFile(path, await limited(visit.picture(), ENDING_S, 'The picture'));
  console.error(`What was to be seen then: ${path}`);
}

function told(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').slice(0, 600);
}
