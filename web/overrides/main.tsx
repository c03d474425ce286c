/** The override page at /review/overrides: starts it. */
import { show } from '../parts/Frame.tsx';
import { Overrides } from './Overrides.tsx';
import './overrides.css';

show(<Overrides />);
