import { killGpuProcess } from '../chromium/gpu-process.ts';
import { COUNT_FRAMES, recover, type Faults } from './in-page.ts';
import { openExhibit, type Exhibit, type ExhibitOptions } from './exhibit.ts';
import { shuffled } from './random.ts';
import { growth, note, recoveryTable, vitalsTable, type Recoveries } from './tables.ts';
import { comeBack, leave, VISITED_CAMERA } from './visitor.ts';

/** What the phases of a soak share. */
export interface SoakOptions {
  readonly site: string;
  readonly film: string;
  /** 0 to 1. */
  random(): number;
  /** How often each fault is made to happen. */
  readonly rounds: number;
  say(line: string): void;
}

export interface Phase {
  readonly lines: string[];
  readonly strangers: number;
}

const STEPS = 12;
/** Until another worker stands by again, milliseconds. */
const AFTERWARDS = 10_000;
/** What ends the flow of frames; pairs are of these. */
const BREAKING = ['worker-crash', 'inference-error', 'stall', 'camera-ended'];
const KINDS = ['worker-crash', 'inference-error', 'stall', 'memory-pressure', 'camera-ended'];
/** More of them within minutes, and Chromium gives the page no GPU any more. */
const GPU_KILLS = 2;

/** Asks the camera for 60 frames a second instead of 30: an hour's frames in half of it. */
const FAST_CAMERA = `
  const faster = (wish) => wish && { ...wish, frameRate: wish.frameRate?.ideal ? { ideal: 60 } : wish.frameRate };
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = (wish) => open({ ...wish, video: faster(wish.video) });
  const apply = MediaStreamTrack.prototype.applyConstraints;
  MediaStreamTrack.prototype.applyConstraints = function (wish) {
    return apply.call(this, faster(wish));
  };
`;

/** Nothing is wrong for so many minutes, and then everything, in a random order at random moments. */
export async function soakOnWasm(options: SoakOptions, minutes: number, faults: boolean): Promise<Phase> {
  const query = 'model=tiny&source=camera&backend=wasm';
  return visit({ ...options, query, graphics: 'none', prepare: COUNT_FRAMES + FAST_CAMERA }, async (exhibit) => {
    const rows = [];
    for (let step = 0; step < STEPS; step += 1) {
      if (step > 0) await exhibit.page.waitForTimeout((minutes * 60_000) / (STEPS - 1));
      const row = await exhibit.vitals();
      options.say(JSON.stringify(row));
      rows.push(row);
    }
    const lines = [
      `## ${minutes} minutes without faults (tiny, WASM, camera at 60 frames a second)`,
      '',
      ...vitalsTable(rows),
      growth(rows),
      '',
    ];
    if (!faults) return lines;
    const recoveries = await inflict(exhibit, options, [...KINDS, 'two at once', 'while recovering']);
    // what memory-pressure took in a worker that still runs is that worker's
    await exhibit.page.evaluate(recover, { kinds: ['worker-crash'], apart: 0 });
    await exhibit.page.waitForTimeout(AFTERWARDS);
    const after = await exhibit.vitals();
    return [
      ...lines,
      '## Faults (tiny, WASM)',
      '',
      ...recoveryTable(recoveries),
      'Before the faults, and after them and one more crash:',
      '',
      ...vitalsTable([...rows.slice(-1), after]),
    ];
  });
}

/** Lost devices, and a GPU process that dies. */
export async function soakOnWebGpu(options: SoakOptions): Promise<Phase> {
  const query = 'model=tiny&source=camera&backend=webgpu';
  return visit({ ...options, query, graphics: 'webgpu', prepare: COUNT_FRAMES }, async (exhibit) => {
    const recoveries = await inflict(exhibit, options, ['device-lost']);
    for (let kill = 0; kill < GPU_KILLS; kill += 1) {
      await exhibit.page.waitForTimeout(8000);
      const [took] = await Promise.all([
        exhibit.page.evaluate(recover, { kinds: [], apart: 0 }),
        killGpuProcess(exhibit.page.context()),
      ]);
      options.say(`GPU process killed: ${took}`);
      note(recoveries, 'GPU process killed', took);
    }
    const unclosed = `VideoFrames collected unclosed: ${exhibit.unclosed()}.`;
    return ['## Graphics (tiny, WebGPU on the software adapter)', '', ...recoveryTable(recoveries), unclosed, ''];
  });
}

/** Visitors come and go: the attract loop, with the street in it, begins and ends. */
export async function soakVisits(options: SoakOptions): Promise<Phase> {
  const config = { idle: { seconds: 5 } };
  const prepare = COUNT_FRAMES + VISITED_CAMERA;
  const query = 'model=selfie&source=camera&backend=wasm';
  return visit({ ...options, query, graphics: 'webgl', prepare, config }, async (exhibit) => {
    const returns: Recoveries = new Map();
    const rows = [];
    for (let round = 0; round < options.rounds; round += 1) {
      const gone = await exhibit.page.evaluate(leave, 60_000);
      await exhibit.page.waitForTimeout(500 + options.random() * 2000);
      const back = await exhibit.page.evaluate(comeBack, 60_000);
      options.say(`visitor gone ${gone}, back ${back}`);
      note(returns, 'nobody in view: the loop plays', gone);
      note(returns, 'somebody comes: live', back);
      await exhibit.page.waitForTimeout(1500);
      if (round % 4 === 3) rows.push(await exhibit.vitals());
    }
    const title = '## Visitors come and go (selfie, WASM; the loop plays the street; nobody counts as there after 5 s)';
    return [title, '', ...recoveryTable(returns), ...(rows.length > 1 ? vitalsTable(rows) : [])];
  });
}

async function visit(options: ExhibitOptions, act: (exhibit: Exhibit) => Promise<string[]>): Promise<Phase> {
  const exhibit = await openExhibit(options);
  try {
    return { lines: await act(exhibit), strangers: exhibit.strangers.length };
  } finally {
    await exhibit.close();
  }
}

async function inflict(
  { page, unclosed }: Exhibit,
  options: SoakOptions,
  kinds: readonly string[],
): Promise<Recoveries> {
  const { random, rounds, say } = options;
  const recoveries: Recoveries = new Map(kinds.map((kind) => [kind, []]));
  const pick = (): string => BREAKING[Math.floor(random() * BREAKING.length)] ?? 'worker-crash';
  for (const kind of shuffled(Array.from({ length: rounds }, () => kinds).flat(), random)) {
    await page.waitForTimeout(1500 + random() * 3000);
    const alone = !kind.includes(' ');
    const faults: Faults = {
      kinds: alone ? [kind] : [pick(), pick()],
      apart: kind === 'while recovering' ? 20 + random() * 150 : 0,
    };
    const took = await page
      .evaluate(recover, faults)
      .catch((error: unknown) => (say(String(error).slice(0, 200)), null));
    say(`${kind}: ${faults.kinds.join(' + ')}: ${took?.toFixed(0) ?? 'not within a minute'}; ${unclosed()} unclosed`);
    note(recoveries, kind, took);
  }
  return recoveries;
}
