/** The EHR sandbox: starts the page. */
import { show } from '../parts/Frame.tsx';
import { Page } from './Page.tsx';
import './ehr.css';

show(<Page />);
