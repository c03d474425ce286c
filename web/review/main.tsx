/** The review workbench: starts the page. */
import { show } from '../parts/Frame.tsx';
import { Workbench } from './Workbench.tsx';
import './review.css';
import './matrix.css';
import './widths.css';
import './print.css';

show(<Workbench />);
