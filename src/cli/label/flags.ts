import type { Every } from '../../core/analysis/every.ts';
import type { Labelling } from '../../core/instances/instance.ts';
import type { RefineOptions } from '../../core/refine/stages.ts';
import type { NodeBackendChoice } from '../../core/tuning/node-backend.ts';
import type { TableFormat } from '../results/places.ts';

export interface LabelFlags {
  readonly model: string;
  readonly out: string;
  readonly every: Every;
  readonly format: TableFormat;
  readonly labelling?: Labelling;
  readonly refine?: RefineOptions | false;
  readonly mirror?: true;
  readonly ensemble?: string;
  readonly backend: NodeBackendChoice;
  readonly threads?: number;
  readonly labelMaps?: 'png';
  readonly overlay?: 'mp4';
  readonly coco?: true;
  readonly shard?: string;
  readonly completions?: number;
  readonly json?: true;
}
