// It keeps nothing for a visit without the server: a kiosk has done that for its machine, and elsewhere nobody needs it.
import '../../site/theme.ts';
import './health-page.ts';
