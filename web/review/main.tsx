/** The review workbench: starts the page. */
import { show } from '../parts/Frame.tsx';
import { Workbench } from './Workbench.tsx';
import './review.css';

show(<Workbench />);
