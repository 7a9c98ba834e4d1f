import { serve } from '../link/serve.ts';
import { BROWSER } from '../video/browser-labelling.ts';
import { createLabellingService } from '../video/labelling-service.ts';

serve(createLabellingService(BROWSER));
