/** The override page at /review/overrides. */
import { Frame, show } from '../parts/Frame.tsx';

show(
  <Frame page="overrides" title="What became of the cards">
    <p />
  </Frame>,
);
