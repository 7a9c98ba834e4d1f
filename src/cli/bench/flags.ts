import type { NodeBackendChoice } from '../../core/tuning/node-backend.ts';

export interface BenchFlags {
  readonly model: string;
  readonly backend: NodeBackendChoice;
  readonly seconds: number;
  readonly json?: true;
}
