/** What a file can be seen to be by its first bytes; null: nothing that is known here. Reads on from “it is”. */
export function fileKind(bytes: Uint8Array): string | null {
  if (bytes.length === 0) return 'empty';
  const known = SIGNATURES.find(({ at = 0, signature }) => signature.every((byte, i) => bytes[at + i] === byte));
  if (known) return known.kind;
  const start = new TextDecoder().decode(bytes.subarray(0, 256)).trimStart();
  if (/^<(!doctype|html|head|body|!--|\?xml)/i.test(start)) return 'a web page';
  if (start.startsWith('version https://git-lfs.github.com/'))
    return 'a Git LFS pointer, not the file that it stands for';
  if (/^[{[]\s*["{[\]}\d]/.test(start)) return 'JSON';
  return null;
}

interface Signature {
  readonly kind: string;
  readonly at?: number;
  readonly signature: readonly number[];
}

const text = (letters: string): number[] => Array.from(letters, (letter) => letter.charCodeAt(0));

const SIGNATURES: readonly Signature[] = [
  { kind: 'packed with gzip', signature: [0x1f, 0x8b] },
  { kind: 'packed with Zstandard', signature: [0x28, 0xb5, 0x2f, 0xfd] },
  { kind: 'packed with xz', signature: [0xfd, 0x37, 0x7a, 0x58, 0x5a] },
  { kind: 'a zip (PyTorch’s own checkpoints are such)', signature: text('PK\u0003\u0004') },
  { kind: 'a TensorFlow Lite model', at: 4, signature: text('TFL3') },
  { kind: 'an HDF5 file, as Keras saves them', signature: [0x89, 0x48, 0x44, 0x46] },
  { kind: 'a Python pickle', signature: [0x80, 0x02, 0x8a] },
  { kind: 'a GGUF model', signature: text('GGUF') },
  { kind: 'a picture', signature: [0x89, 0x50, 0x4e, 0x47] },
  { kind: 'a PDF', signature: text('%PDF') },
];
