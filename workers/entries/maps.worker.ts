import { createMapsService } from '../learn/maps-service.ts';
import { serve } from '../link/serve.ts';

serve(createMapsService());
