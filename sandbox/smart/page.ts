/** The pages a person sees on the way to an app: may it, and for whom; or why not. Plain HTML without any script. */
import { inWords } from './scopes.ts';
import type { Launch } from './launch.ts';
import type { Person } from './people.ts';

/** Names the choice on the page for one request. */
export interface Consent {
  readonly ticket: string;
  readonly scopes: readonly string[];
  /** Whom the EHR has open; absent: the patient is chosen here. */
  readonly launch?: Launch;
  readonly people: readonly Person[];
  /** Said when the form came back without a patient. */
  readonly missing: boolean;
  readonly paths: { readonly decision: string; readonly styles: string };
}

const CODES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => CODES[letter] ?? '');

function page(title: string, styles: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title} · Nocturne sandbox</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${escaped(styles)}">
</head>
<body>
<header class="top">
<p class="notice" role="note">Sandbox with made-up patients. Nobody signs in here, and anyone can read and write.</p>
<div class="bar"><strong class="name">Nocturne</strong><h1>${title}</h1></div>
</header>
<main id="main">
${content}
</main>
</body>
</html>
`;
}

const SIGNED_IN: Readonly<Record<string, string>> = {
  Patient: 'the patient',
  RelatedPerson: 'a person close to the patient',
};

function whose({ launch, people, missing }: Consent): string {
  if (launch !== undefined) {
    const known = people.find(({ id }) => id === launch.patient)?.label;
    const user = SIGNED_IN[launch.user.split('/')[0] ?? ''] ?? 'a member of staff';
    return `<dl>
<dt>For</dt><dd>${known === undefined ? 'the patient whose chart is open' : escaped(known)}</dd>
<dt>Signed in</dt><dd>${user}</dd>
</dl>`;
  }
  const options = people.map(({ id, label }) => `<option value="${escaped(id)}">${escaped(label)}</option>`);
  const alert = missing
    ? '<p class="failure" role="alert" id="missing">Choose a patient first, then allow it again.</p>\n'
    : '';
  return `${alert}<p><label for="patient">For which patient?</label>
<select id="patient" name="patient" required${missing ? ' aria-invalid="true" aria-describedby="missing"' : ''}>
<option value="">Choose a patient</option>
${options.join('\n')}
</select></p>`;
}

/** Asks whether the app may. */
export function consentPage(consent: Consent): string {
  const words = inWords(consent.scopes).map((line) => `<li>${escaped(line)}</li>`);
  const wanted =
    words.length === 0
      ? '<p>It asks to know which patient is meant, and nothing else.</p>'
      : `<p>In the chart of one patient it asks to:</p>\n<ul>\n${words.join('\n')}\n</ul>`;
  return page(
    'Allow this app?',
    consent.paths.styles,
    `<form class="panel consent" method="post" action="${escaped(consent.paths.decision)}">
<h2>The questions about leg pain at night (Nocturne intake) ask for access</h2>
${wanted}
${whose(consent)}
<input type="hidden" name="ticket" value="${escaped(consent.ticket)}">
<p class="choices">
<button class="main" type="submit" name="decision" value="allow">Allow</button>
<button type="submit" name="decision" value="deny" formnovalidate>Do not allow</button>
</p>
<p class="quiet">Access ends after one hour, or when you close the tab of the app.</p>
</form>`,
  );
}

/** Says to a person why it goes no further, and what to do. */
export function problemPage(sentence: string, styles: string): string {
  return page(
    'This did not work',
    styles,
    `<div class="panel consent">
<p class="failure">${escaped(sentence)}</p>
<p>Nothing was allowed. Close this page, go back to the chart and open the app again.</p>
</div>`,
  );
}
