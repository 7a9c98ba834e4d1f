import type { Size } from '../../../src/core/geometry/fit.ts';
import { shaderError } from '../../gpu/kernel.ts';
import type { BoundPicture, PictureKind } from '../../gpu/picture/picture.ts';
import { SMALLEST } from '../overlays/blur/blurred.ts';
import halveCode from './halve.wgsl?raw';
import halvePictureCode from './halve-picture.wgsl?raw';

/** The picture blurred: halved until it is small, then enlarged again step by step. */
export interface GpuBackdrop {
  /** Draws into textures that stay; compiles for a kind of picture on its first use. */
  prepare(kind: PictureKind): Promise<void>;
  run(encoder: GPUCommandEncoder, picture: BoundPicture, size: Size): GPUTextureView;
  destroy(): void;
}

const FORMAT = 'rgba8unorm';
/** Steps back up, which round off the texels. */
const UP = 3;

interface Level {
  readonly texture: GPUTexture;
  readonly view: GPUTextureView;
  readonly group: GPUBindGroup;
}

export async function createGpuBackdrop(device: GPUDevice, sampler: GPUSampler): Promise<GpuBackdrop> {
  const picturePipelines = new Map<string, GPURenderPipeline>();
  const samplerLayout = device.createBindGroupLayout({
    label: 'Backdrop.sampler',
    entries: [{ binding: 0, visibility: GPUShaderStage.FRAGMENT, sampler: {} }],
  });
  const samplerGroup = device.createBindGroup({
    layout: samplerLayout,
    entries: [{ binding: 0, resource: sampler }],
  });
  const layout = device.createBindGroupLayout({
    label: 'Backdrop.halve',
    entries: [
      { binding: 0, visibility: GPUShaderStage.FRAGMENT, sampler: {} },
      { binding: 1, visibility: GPUShaderStage.FRAGMENT, texture: {} },
    ],
  });
  const halve = await compile('Backdrop.halve', halveCode, [layout]);
  let levels: Level[] = [];

  return {
    async prepare(kind) {
      if (picturePipelines.has(kind.name)) return;
      const label = `Backdrop.${kind.name}`;
      picturePipelines.set(kind.name, await compile(label, kind.code + halvePictureCode, [samplerLayout, kind.layout]));
    },
    run(encoder, picture, size) {
      fit(size);
      const pipeline = picturePipelines.get(picture.kind.name);
      if (!pipeline) throw new Error('The backdrop was not prepared for this kind of picture.');
      draw(encoder, levels[0]!, pipeline, (pass) => {
        pass.setBindGroup(0, samplerGroup);
        pass.setBindGroup(1, picture.group());
      });
      const last = levels.length - 1;
      for (let level = 1; level <= last; level += 1) enlarge(encoder, levels[level - 1]!, levels[level]!);
      const top = Math.max(0, last - UP);
      for (let level = last; level > top; level -= 1) enlarge(encoder, levels[level]!, levels[level - 1]!);
      return levels[top]!.view;
    },
    destroy() {
      levels.splice(0).forEach(({ texture }) => texture.destroy());
    },
  };

  async function compile(label: string, code: string, layouts: GPUBindGroupLayout[]): Promise<GPURenderPipeline> {
    const module = device.createShaderModule({ label, code });
    return device
      .createRenderPipelineAsync({
        label,
        layout: device.createPipelineLayout({ label, bindGroupLayouts: layouts }),
        vertex: { module, entryPoint: 'corners' },
        fragment: { module, entryPoint: 'draw', targets: [{ format: FORMAT }] },
      })
      .catch((cause: unknown) => shaderError(module, label, cause));
  }

  function enlarge(encoder: GPUCommandEncoder, from: Level, to: Level): void {
    draw(encoder, to, halve, (pass) => pass.setBindGroup(0, from.group));
  }

  function draw(
    encoder: GPUCommandEncoder,
    target: Level,
    pipeline: GPURenderPipeline,
    bind: (pass: GPURenderPassEncoder) => void,
  ): void {
    const pass = encoder.beginRenderPass({
      colorAttachments: [{ view: target.view, loadOp: 'clear', storeOp: 'store' }],
    });
    pass.setPipeline(pipeline);
    bind(pass);
    pass.draw(3);
    pass.end();
  }

  function fit({ width, height }: Size): void {
    const first = levels[0]?.texture;
    let w = Math.max(1, width >> 1);
    let h = Math.max(1, height >> 1);
    if (first?.width === w && first.height === h) return;
    levels.splice(0).forEach(({ texture }) => texture.destroy());
    levels = [createLevel(w, h)];
    while (h > 2 * SMALLEST && w > 2 * SMALLEST) {
      w >>= 1;
      h >>= 1;
      levels.push(createLevel(w, h));
    }
  }

  function createLevel(width: number, height: number): Level {
    const texture = device.createTexture({
      label: 'Backdrop.level',
      size: { width, height },
      format: FORMAT,
      usage: GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.RENDER_ATTACHMENT,
    });
    const view = texture.createView();
    const group = device.createBindGroup({
      layout,
      entries: [
        { binding: 0, resource: sampler },
        { binding: 1, resource: view },
      ],
    });
    return { texture, view, group };
  }
}
