/** The EHR sandbox: starts the page. */
import { show } from '../parts/Frame.tsx';
import { Page } from './Page.tsx';
import './ehr.css';
import './chart/chart.css';
import './cards/cards.css';
import './drawer/drawer.css';
import './widths.css';

show(<Page />);
