import type { NodeBackendChoice } from '../../core/tuning/node-backend.ts';

export interface ImageFlags {
  readonly model: string;
  readonly out?: string;
  readonly backend: NodeBackendChoice;
  readonly json?: true;
}
