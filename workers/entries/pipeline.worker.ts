import { serve } from '../link/serve.ts';
import { createPipelineService } from '../live/pipeline-service.ts';

serve(createPipelineService());
