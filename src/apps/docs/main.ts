import '../site/page.css';
import '../site/masthead.css';
import './article.css';
import './search.css';
import './docs.css';
import './code.css';
import '../site/theme.ts';
import { contentsOnPhone } from './contents.ts';
import { copyButtons } from './copy.ts';
import { scrollWithKeys } from './scrolling.ts';
import { search } from './search.ts';

contentsOnPhone();
copyButtons();
scrollWithKeys();
search();
