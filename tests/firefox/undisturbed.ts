import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** Has Firefox run a script of ours as it starts, as administrators have it run theirs; a release leaves out what it may not. */
const PREFS = `pref('general.config.filename', 'perpixel.cfg');
pref('general.config.obscure_value', 0);
pref('general.config.sandbox_enabled', false);
`;

/** The listener counts as registered from then on, and no session registers it again. The first line is not read. */
const SCRIPT = `//
try {
  Services.obs.addObserver(() => {
    const { registerWebDriverWorkerListenerActor } = ChromeUtils.importESModule(
      'chrome://remote/content/shared/js-process-actors/WebDriverWorkerListenerActor.sys.mjs'
    );
    registerWebDriverWorkerListenerActor();
    ChromeUtils.unregisterProcessActor('WebDriverWorkerListener');
  }, 'final-ui-startup');
} catch {}
`;

/**
 * The same Firefox, whose remote control does not listen to workers. While a session of WebDriver listens to their debuggers,
 * of a hundred workers that start a worker one to three stand still for good where they do (seen in ESR 153; of 4,500 without
 * a session none did).
 * @returns its path: files of its own where ours lie, and links to those of the installed one; the same path where that
 * cannot be done
 */
export function undisturbed(executablePath: string): string {
  const path = realpathSync(executablePath);
  const installed = dirname(path);
  if (!existsSync(join(installed, 'libxul.so'))) return executablePath;
  const folder = mkdtempSync(join(tmpdir(), 'perpixel-firefox-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  // it takes for its own folder the one that its program lies in
  copyFileSync(path, join(folder, basename(path)));
  mkdirSync(join(folder, 'defaults', 'pref'), { recursive: true });
  link(installed, folder);
  link(join(installed, 'defaults'), join(folder, 'defaults'));
  link(join(installed, 'defaults', 'pref'), join(folder, 'defaults', 'pref'));
  writeFileSync(join(folder, 'defaults', 'pref', 'perpixel.js'), PREFS);
  writeFileSync(join(folder, 'perpixel.cfg'), SCRIPT);
  return join(folder, basename(path));
}

/** To everything that is not there already. */
function link(from: string, to: string): void {
  for (const name of readdirSync(from)) {
    if (!existsSync(join(to, name))) symlinkSync(join(from, name), join(to, name));
  }
}
