import { serve } from '../link/serve.ts';
import { createTeachingService } from '../teaching/teaching-service.ts';

serve(createTeachingService());
