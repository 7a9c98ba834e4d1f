import { PerPixelError, toPerPixelError } from '../../../src/core/errors/errors.ts';
import { lacksMemory } from '../../../src/core/errors/lacks-memory.ts';
import { fileKind } from '../../../src/core/media/model-file-kind.ts';
import { onnxOutline, type OnnxOutline } from '../../../src/core/onnx/onnx-outline.ts';
import { modelTooLarge, OTHER_MODEL, runTooLarge } from '../errors.ts';

/** What is wrong (reads on from “it”) and what to do. */
interface Reason {
  readonly what: string;
  readonly remedy: string;
}

/** What ONNX Runtime says, and what that means. */
type Rule = readonly [said: RegExp, meant: (found: RegExpExecArray, outline: OnnxOutline | null) => Reason];

const EXPORT_AGAIN = 'Export it again, or name another file in the manifest.';
const OTHER_OPERATORS = 'Export it with operators of ONNX itself, or take that part out of the network.';

/** This is the one place that knows the words of ONNX Runtime; a test provokes each of them. */
const RULES: readonly Rule[] = [
  [/No Op registered for (\S+) with domain_version/, ([, op = ''], outline) => unknownOperator(op, outline)],
  [
    /Fatal error: (\S*?):?([^\s:(]+)\(-?\d+\) is not a registered function\/op/,
    ([, , op = ''], outline) => unknownOperator(op, outline),
  ],
  [
    /No opset import for domain '([^']*)'/,
    ([, domain = ''], outline) => {
      const own = [...(outline?.operators ?? [])].filter(([, each]) => each === domain).map(([op]) => `“${op}”`);
      return {
        what: `uses operators of the domain ${domain}${own.length > 0 ? ` (${own.slice(0, 5).join(', ')})` : ''}, which this runtime does not have`,
        remedy: OTHER_OPERATORS,
      };
    },
  ],
  [
    /Could not find an implementation for (\S+?)\((\d+)\) node/,
    ([, op = '', version = ''], outline) => ({
      what: `uses the operator “${op}” (${domainOf(op, outline)}, version ${version}) in a way that this runtime has no code for`,
      remedy: 'Export it in float32, or with another opset.',
    }),
  ],
  [
    /Opset (\d+) is under development[^]*?(?:till opset (\d+))?[.\s]*$/,
    ([, opset = '', newest]) => ({
      what: `is of opset ${opset}, which is newer than this runtime${newest ? `: it knows those up to ${newest}` : ''}`,
      remedy: `Export it with opset ${newest ?? '21'} or an earlier one.`,
    }),
  ],
  [
    /Unsupported model IR version: (\d+), max supported IR version: (\d+)/,
    ([, version = '', newest = '']) => ({
      what: `is written in version ${version} of ONNX's format, and this runtime reads those up to ${newest}`,
      remedy: 'Export it with an older release of the onnx package.',
    }),
  ],
  [
    /external data file "*([^"]+)"|External data path/i,
    ([, file]) => ({
      what: `keeps its weights in another file${file ? `, “${file}”` : ''}, which could not be used`,
      remedy: 'Put that file beside the model, or save the model as one file.',
    }),
  ],
  [
    /Node input '([^']*)' is not a graph input/,
    ([, name = '']) => ({ what: `is incomplete: a node reads “${name}”, which nothing makes`, remedy: EXPORT_AGAIN }),
  ],
  [
    /Graph output \(([^)]*)\) does not exist/,
    ([, name = '']) => ({ what: `is incomplete: nothing makes its output “${name}”`, remedy: EXPORT_AGAIN }),
  ],
];

const NO_MODEL = /protobuf parsing failed|No graph was found|model format|Failed to load model/i;
/** Besides what every allocator says. */
const NO_ROOM = /SafeIntOnOverflow|Tensor shape is too large/i;

/**
 * Why a session could not be made of a file.
 * @returns `model-invalid`, or `model-too-large`
 */
export function sessionError(id: string, bytes: Uint8Array, cause: unknown): PerPixelError {
  const said = runtimeWords(cause);
  if (lacksRoom(cause)) return modelTooLarge(id, bytes.length, cause);
  const outline = onnxOutline(bytes);
  for (const [words, meant] of RULES) {
    const found = words.exec(said);
    if (found) {
      const { what, remedy } = meant(found, outline);
      return invalid(`The model "${id}" cannot be opened: it ${what}.`, remedy, cause);
    }
  }
  if (NO_MODEL.test(said)) {
    const why = fileKind(bytes) ?? (outline && !outline.whole ? 'cut off' : 'damaged, or of another format');
    return invalid(`The file of the model "${id}" cannot be read as an ONNX model: it is ${why}.`, EXPORT_AGAIN, cause);
  }
  return invalid(`The model "${id}" cannot be opened. ONNX Runtime says: ${said}`, EXPORT_AGAIN, cause);
}

/**
 * Why a run failed.
 * @returns `inference-failed`
 */
export function runError(cause: unknown): PerPixelError {
  if (lacksRoom(cause)) return runTooLarge(runtimeWords(cause), cause);
  const said = cause instanceof Error ? new Error(runtimeWords(cause), { cause }) : cause;
  return toPerPixelError(said, 'inference-failed', OTHER_MODEL);
}

function lacksRoom(cause: unknown): boolean {
  return lacksMemory(cause) || NO_ROOM.test(cause instanceof Error ? cause.message : String(cause));
}

/** What ONNX Runtime says, in one sentence and without where in its sources it says so. */
export function runtimeWords(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  const plain = message
    // oxlint-disable-next-line no-control-regex -- colours for a terminal
    .replaceAll(/\u001b\[[\d;]*m/g, '')
    .replace(/^[^]*?ERROR_MESSAGE: /, '')
    .replace(/^\S+\.(?:h|cc|cpp):\d+ .*?\) (?=[A-Z])/, '')
    .trim();
  return /[.!?]$/.test(plain) ? plain : `${plain}.`;
}

function unknownOperator(op: string, outline: OnnxOutline | null): Reason {
  const opset = outline?.opsets.get(outline.operators.get(op) ?? '');
  const version = opset === undefined ? 'of no declared version' : `version ${opset}`;
  return {
    what: `uses the operator “${op}” (${domainOf(op, outline)}, ${version}), which this runtime does not have`,
    remedy: OTHER_OPERATORS,
  };
}

function domainOf(op: string, outline: OnnxOutline | null): string {
  return `domain ${outline?.operators.get(op) || 'ai.onnx'}`;
}

function invalid(problem: string, remedy: string, cause: unknown): PerPixelError {
  return new PerPixelError('model-invalid', problem, remedy, { cause });
}
