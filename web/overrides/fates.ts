/** The four things that can have become of a card, in the order in which they are stacked. */
export const FATES = [
  ['accepted', 'Accepted'],
  ['overridden', 'Dismissed'],
  ['ignored', 'No response'],
  ['open', 'Still open'],
] as const;
