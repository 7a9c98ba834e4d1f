import { serve } from '../link/serve.ts';
import { createAnalysisService } from '../video/analysis-service.ts';

serve(createAnalysisService());
