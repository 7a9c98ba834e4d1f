import { SerialQueue } from '../../src/core/async/serial-queue.ts';
import { ENTER } from '../../src/protocol/live.ts';
import { serve } from '../link/serve.ts';
import { createSharedModels } from '../model/shared-models.ts';
import { createSignsOfLife } from './signs-of-life.ts';
import { createPipelineService } from './pipeline-service.ts';

/** A pipeline for whoever started this worker, who talks to it itself, and one for each port that is sent to it. */
export function servePipelines(): void {
  const shared = { queue: new SerialQueue(), models: createSharedModels(), signs: createSignsOfLife() };
  serve(createPipelineService(shared));
  addEventListener('message', ({ data, ports: [port] }) => {
    if (data === ENTER && port) serve(createPipelineService(shared), port);
  });
}
