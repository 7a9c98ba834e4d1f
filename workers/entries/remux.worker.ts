import { serve } from '../link/serve.ts';
import { remux } from '../video/remux.ts';

serve(remux);
