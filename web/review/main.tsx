/** The review workbench: starts the page. */
import { Frame, show } from '../parts/Frame.tsx';

show(
  <Frame page="review" title="Rules for review">
    <p>Loading the rules…</p>
  </Frame>,
);
