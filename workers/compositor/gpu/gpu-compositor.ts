import { overlayOf } from '../../../src/core/background/background.ts';
import { capped, within, type Placement, type Size } from '../../../src/core/geometry/fit.ts';
import type { Instance } from '../../../src/core/instances/instance.ts';
import type { ModelSpec } from '../../../src/core/manifest/manifest.ts';
import { leastConfidences } from '../../../src/core/labels/doubt.ts';
import { classPalette, perceptualRamp } from '../../../src/core/labels/palette.ts';
import { conceals } from '../../../src/core/view/overlay.ts';
import type { MoveCounter } from '../../../src/core/metrics/move-counter.ts';
import { hidesSome, shownBackground, type View } from '../../../src/core/view/view.ts';
import { createBuffers } from '../../gpu/buffers.ts';
import { labelsInWord } from '../../gpu/label-words.ts';
import { shaderError } from '../../gpu/kernel.ts';
import type { BoundPicture, PictureKind } from '../../gpu/picture/picture.ts';
import { lineOf } from '../../instances/instance-layer.ts';
import type { MatteLayers } from '../../stages/matte/matte-kernel.ts';
import type { Backgrounds } from '../background/backgrounds.ts';
import { contextWebGpu } from '../canvas-context.ts';
import { MAX_DRAWN_PIXELS } from '../compositor.ts';
import { strokeOf } from '../layer.ts';
import { createNumbers, numbered, type PlacedNumber } from '../numbers/placing.ts';
import code from './composite.wgsl?raw';
import { createGpuBackground } from './gpu-background.ts';
import { createGpuNumbers } from './gpu-numbers.ts';
import { overlayCode, overlayNumber } from './overlay-shader.ts';

/** What is drawn over the picture; the buffers belong to the stages. */
export interface GpuLayers {
  /** Packed (`labelsInWord`). */
  readonly labels: GPUBuffer;
  /** A pixel word for each of its values; null: the classes' colours. */
  readonly palette: GPUBuffer | null;
  /** The argmax alone; the same buffer where nothing is split. */
  readonly raw: GPUBuffer;
  /** Confidence and entropy of the grid's pixels, interleaved. */
  readonly confidence: GPUBuffer;
  /** null: none was made of the frame, and nothing of it is shown in a view that conceals what is behind. */
  readonly matte: MatteLayers | null;
  /** Of the label map. */
  readonly size: Size;
  /** Of the scores. */
  readonly grid: Size;
  /** Where the frame lies in the scores. */
  readonly placement: Placement;
}

export interface DrawExtras {
  readonly timestampWrites?: GPURenderPassTimestampWrites;
  /** Things whose numbers are drawn at their heads, as they were last read back; default: none. */
  readonly instances?: readonly Instance[];
}

export interface GpuCompositor {
  /** Compiles for a kind of picture; must precede `draw` with one. */
  prepare(kind: PictureKind): Promise<void>;
  /** @param extras what is drawn besides, and the time stamps of the pass on the canvas */
  draw(
    encoder: GPUCommandEncoder,
    picture: BoundPicture,
    frame: Size,
    layers: GpuLayers,
    view: View,
    extras: DrawExtras,
  ): void;
  /** PNG of the canvas; call it in the task that drew. */
  snapshot(): Promise<Blob>;
  destroy(): void;
}

export interface GpuDrawTarget {
  readonly canvas: OffscreenCanvas;
  /** What is put behind. */
  readonly backgrounds: Backgrounds;
}

/** A bind group, and what is in it that may be replaced. */
interface Bound {
  readonly layers: GpuLayers;
  readonly around: GPUBuffer;
  readonly textures: readonly GPUTexture[];
  readonly group: GPUBindGroup;
}

/** @throws Error where the canvas gives no WebGPU context, or a shader does not compile */
export async function createGpuCompositor(
  device: GPUDevice,
  { canvas, backgrounds }: GpuDrawTarget,
  spec: ModelSpec,
  moves: MoveCounter,
): Promise<GpuCompositor> {
  const format = navigator.gpu.getPreferredCanvasFormat();
  const sampler = device.createSampler({ magFilter: 'linear', minFilter: 'linear' });
  const numbers = await createGpuNumbers(device, format, sampler);
  const placing = createNumbers();
  const layout = device.createBindGroupLayout({ label: 'Composite', entries: entries() });
  const constants = { in_word: labelsInWord(spec.classes.length) };
  const pipelines = new Map<string, GPURenderPipeline>();
  const context = contextWebGpu(canvas);
  if (!context) throw new Error('The canvas gives no WebGPU context.');
  const usage = GPUTextureUsage.RENDER_ATTACHMENT | GPUTextureUsage.COPY_DST;
  // what the CPU draws for a view that is not drawn here is copied onto it
  context.configure({ device, format, usage, alphaMode: 'premultiplied' });
  const buffers = createBuffers(device);
  const params = buffers.uniform('Composite.view', 28);
  const palette = buffers.filled('Composite.palette', Uint32Array.from(classPalette(spec.classes)));
  const colours = perceptualRamp();
  // with what each class needs so as not to be hatched behind it
  const ramp = buffers.filled('Composite.ramp', Uint32Array.from([...colours, ...spec.classes.map(() => 0)]));
  let hatched = '';
  const nothing = buffers.storage('Composite.nothing', 4);
  const background = createGpuBackground(device, 'background');
  const light = createGpuBackground(device, 'light');
  let bound: Bound | null = null;

  return {
    async prepare(kind) {
      if (pipelines.has(kind.name)) return;
      const label = `Composite.${kind.name}`;
      const module = device.createShaderModule({ label, code: kind.code + code + overlayCode });
      const pipeline = await device
        .createRenderPipelineAsync({
          label,
          layout: device.createPipelineLayout({ label, bindGroupLayouts: [layout, kind.layout] }),
          vertex: { module, entryPoint: 'corners' },
          fragment: { module, entryPoint: 'draw', targets: [{ format }], constants },
        })
        .catch((cause: unknown) => shaderError(module, label, cause));
      pipelines.set(kind.name, pipeline);
    },
    draw(encoder, picture, frame, layers, view, { instances = [], ...writes }) {
      const size = within(capped(frame, MAX_DRAWN_PIXELS), device.limits.maxTextureDimension2D);
      if (canvas.width !== size.width) canvas.width = size.width;
      if (canvas.height !== size.height) canvas.height = size.height;
      const pipeline = pipelines.get(picture.kind.name);
      if (!pipeline) throw new Error('The compositor was not prepared for this kind of picture.');
      write(size, layers, view);
      const behind = shownBackground(view);
      if (behind && overlayOf(behind) === 'replace') {
        background.take(backgrounds.sheet(behind, size, moves));
        if (wraps(view)) light.take(backgrounds.light(behind, size, moves));
      }
      const pass = encoder.beginRenderPass({
        label: 'Composite',
        colorAttachments: [{ view: context.getCurrentTexture().createView(), loadOp: 'clear', storeOp: 'store' }],
        ...writes,
      });
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, groupOf(layers, wraps(view)));
      pass.setBindGroup(1, picture.group());
      pass.draw(3);
      if (numbered(view)) numbers.draw(pass, placed(instances, frame, size, view), size);
      pass.end();
    },
    snapshot: () => canvas.convertToBlob({ type: 'image/png' }),
    destroy() {
      numbers.destroy();
      background.destroy();
      light.destroy();
      buffers.destroy();
    },
  };

  function placed(instances: readonly Instance[], frame: Size, canvas: Size, { mirrored }: View): PlacedNumber[] {
    // of masks nothing is read back but boxes
    const headOf = ({ box }: Instance): number => box.x + box.width / 2;
    return placing.place({ instances, frame, canvas, mirrored, now: performance.now(), headOf });
  }

  function write(size: Size, { size: labels, grid, placement, matte }: GpuLayers, view: View): void {
    // who is kept and who is hidden is not known in time here: of such a view nothing is drawn
    const unknown = hidesSome(view) || (conceals(view.overlay) && !matte);
    const shown = unknown ? 'withheld' : view.overlay;
    params.f.set([size.width, size.height], 0);
    params.u.set([labels.width, labels.height, grid.width, grid.height], 2);
    params.f.set([placement.x, placement.y, placement.width, placement.height], 8);
    params.f.set([view.opacity, view.doubt, view.split ?? -1], 12);
    if (view.doubt > 0) hatch(view);
    params.u.set([view.mirrored ? 1 : 0, overlayNumber(shown), strokeOf(labels)], 15);
    params.u.set([spec.classes.length, lineOf(labels)], 18);
    const { frame, grid: cells } = matte ?? { frame: NOWHERE, grid: NOWHERE };
    params.u.set([frame.width, frame.height, cells.width, cells.height], 20);
    params.f[24] = wraps(view) && matte?.spill ? view.lightWrap : 0;
    params.flush();
  }

  /** Behind the ramp; only when the view asks for others. */
  function hatch({ doubt, labelling }: View): void {
    const wanted = `${doubt} ${labelling}`;
    if (wanted === hatched) return;
    hatched = wanted;
    device.queue.writeBuffer(ramp, 4 * colours.length, leastConfidences(spec.classes, { doubt, labelling }));
  }

  /** Made anew only when a buffer or texture in it changed. */
  function groupOf(layers: GpuLayers, wrapping: boolean): GPUBindGroup {
    const { matte } = layers;
    const around = (wrapping ? matte?.spill : matte?.backdrop) ?? nothing;
    const textures = [background.texture, light.texture];
    const same = bound?.layers === layers && bound.around === around;
    if (same && bound?.textures.every((each, index) => each === textures[index])) return bound.group;
    const resources = [
      params.buffer,
      layers.palette ?? palette,
      ramp,
      layers.labels,
      layers.raw,
      layers.confidence,
      matte?.front ?? nothing,
      around,
    ];
    const group = device.createBindGroup({
      label: 'Composite',
      layout,
      entries: [
        ...resources.map((buffer, binding) => ({ binding, resource: { buffer } })),
        { binding: resources.length, resource: sampler },
        ...textures.map((each, index) => ({ binding: resources.length + 1 + index, resource: each.createView() })),
      ],
    });
    bound = { layers, around, textures, group };
    return group;
  }
}

/** Light of another background falls on edges. */
function wraps({ overlay, lightWrap }: View): boolean {
  return overlay === 'replace' && lightWrap > 0;
}

const NOWHERE: Size = { width: 1, height: 1 };

function entries(): GPUBindGroupLayoutEntry[] {
  const visibility = GPUShaderStage.FRAGMENT;
  const storage = Array.from({ length: 7 }, (_, index) => ({
    binding: index + 1,
    visibility,
    buffer: { type: 'read-only-storage' as const },
  }));
  return [
    { binding: 0, visibility, buffer: { type: 'uniform' } },
    ...storage,
    { binding: 8, visibility, sampler: {} },
    { binding: 9, visibility, texture: {} },
    { binding: 10, visibility, texture: {} },
  ];
}
