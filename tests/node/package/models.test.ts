import { describe, expect, it } from 'vitest';
import { modelLiteral, packedModels, whyApart } from '../../../.config/package/models.ts';
import type { ModelManifest } from '../../../src/core/manifest/manifest.ts';

describe('a model', async () => {
  const models = await packedModels();
  const manifestOf = (id: string): ModelManifest => models.find((each) => each.id === id)!.manifest;

  it('is inside the package where nobody minds to have it', () => {
    for (const { id, from, why } of models) {
      const own = /^driving(-small|-large|-small-street)?$/.test(id) || why?.startsWith('it is large');
      expect(from, id).toBe(own ? `perpixel-model-${id}` : 'perpixel');
    }
    expect(models.find(({ id }) => id === 'selfie')).toMatchObject({ from: 'perpixel', why: null });
  });

  it('is a package of its own where its licence binds, it is large with all of its files, or another size is inside', () => {
    expect(whyApart(manifestOf('driving-small-street'))).toBe('it is another size of driving-street');
    const selfie = manifestOf('selfie');
    expect(whyApart({ ...selfie, licence: 'CC-BY-NC-4.0' })).toBe('its licence (CC-BY-NC-4.0) binds whoever uses it');
    expect(whyApart({ ...selfie, bytes: 7e6 })).toBe('it is large (7 MB)');
    expect(whyApart({ ...selfie, variants: [{ file: 'b', sha256: '', bytes: 9e6, precision: 'float16' }] })).toBe(
      'it is large (9 MB)',
    );
  });

  it('leaves a large variant in half precision to those who install the model by itself', () => {
    const files = models.flatMap((each) => each.files);
    expect(files).toEqual(expect.arrayContaining(['driving.half.onnx', 'selfie.half.onnx']));
    expect(files).not.toContain('driving-street.half.onnx');
    expect(manifestOf('driving-street').variants).toBeUndefined();
    expect(manifestOf('driving-street').heads?.file).toBe('driving-street.heads.onnx');
  });

  it('has a file for LiteRT where that is small, whose own files are none of the package’s', () => {
    const selfie = models.find(({ id }) => id === 'selfie')!;
    expect(selfie.files).toContain('selfie.tflite');
    // a page's bundler is shown what it finds
    expect(modelLiteral(selfie)).not.toContain('selfie.tflite');
    expect(modelLiteral(selfie)).toContain('selfie.wasm.onnx');
    const large = models.flatMap(({ files }) => files).filter((file) => file.startsWith('person-parts.'));
    expect(large).not.toContain('person-parts.tflite');
  });

  it('names each of its files once', () => {
    for (const { files } of models) expect([...new Set(files)]).toEqual(files);
    expect(models.find(({ id }) => id === 'people')?.files).toEqual(['people.onnx', 'people.finder.onnx']);
  });
});
