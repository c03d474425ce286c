/** The EHR sandbox: starts the page. */
import { Frame, show } from '../parts/Frame.tsx';
import { Markdown } from '../parts/Markdown.tsx';

show(
  <Frame page="ehr" title="Sandbox record">
    <Markdown text="Loading the patients…" />
  </Frame>,
);
