/** The intake: starts the page. */
import { show } from '../parts/Frame.tsx';
import { arrive } from './arrival/arrive.ts';
import { Intake } from './Intake.tsx';
import './intake.css';

// Outside the page, for a code is exchanged once however often the page is drawn.
show(<Intake arriving={arrive()} />);
