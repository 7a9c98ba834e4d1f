import { serve } from '../link/serve.ts';
import { createLabellingService } from '../video/labelling-service.ts';

serve(createLabellingService());
