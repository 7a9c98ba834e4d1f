import { execFile } from 'node:child_process';

const NEEDED = 'import torch, numpy, scipy, PIL, h5py';

/** Where Pythons are; `PYTHON` names another. Debian's own knows Debian's packages, whatever stands first in the path. */
const USUAL = [process.env['PYTHON'], 'python3', '/usr/bin/python3', 'python'];

/**
 * The first Python that has PyTorch and the other packages that training needs.
 * @throws Error that says what to install, and why each one was passed over
 */
export async function findPython(candidates: readonly (string | undefined)[] = USUAL): Promise<string> {
  const problems: string[] = [];
  for (const python of candidates) {
    if (!python) continue;
    const problem = await lacks(python);
    if (problem === null) return python;
    problems.push(`  ${python}: ${problem}`);
  }
  throw new Error(
    `Training needs a Python with PyTorch, and none was found:\n${problems.join('\n')}\n` +
      'On Debian: apt-get install python3-torch python3-numpy python3-scipy python3-pil python3-h5py. Elsewhere install the same ' +
      'packages, and name that Python: PYTHON=/path/to/python3 npm run train:driving -- …',
  );
}

/** null, or the last line of what Python says. */
function lacks(python: string): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(python, ['-c', NEEDED], (error, _, complaint) => {
      resolve(error ? complaint.trim().split('\n').at(-1) || error.message : null);
    });
  });
}
