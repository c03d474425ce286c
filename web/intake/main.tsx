/** The intake: starts the page. */
import { Frame, show } from '../parts/Frame.tsx';

show(
  <Frame page="intake" title="Leg pain at night: questions">
    <p>Loading the questions…</p>
  </Frame>,
);
