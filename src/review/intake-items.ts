/** The questions of the intake with their options, as a tool that answers them needs them. Pure. */
import { isRaw, object, objects, text, type Raw } from '#chart/read';

export interface IntakeItem {
  readonly linkId: string;
  readonly text: string;
  readonly kind: 'one-of' | 'any-of' | 'number';
  readonly options: readonly { readonly code: string; readonly text: string }[];
  /** The question it stands under; its own linkId where it stands alone. */
  readonly group: string;
  readonly groupText: string;
}

/** Every question of the questionnaire, in its order. */
export function intakeItems(questionnaire: unknown): readonly IntakeItem[] {
  if (!isRaw(questionnaire)) return [];
  return objects(questionnaire, 'item').flatMap((top) => itemsOf(top, top));
}

function itemsOf(item: Raw, top: Raw): readonly IntakeItem[] {
  const below = objects(item, 'item').flatMap((one) => itemsOf(one, top));
  const linkId = text(item, 'linkId');
  if (linkId === undefined || text(item, 'type') === 'group') return below;
  return [
    {
      linkId,
      text: text(item, 'text') ?? linkId,
      kind: text(item, 'type') !== 'choice' ? 'number' : item.repeats === true ? 'any-of' : 'one-of',
      options: objects(item, 'answerOption').flatMap((option) => {
        const coding = object(option, 'valueCoding');
        const code = text(coding, 'code');
        return code === undefined ? [] : [{ code, text: text(coding, 'display') ?? code }];
      }),
      group: text(top, 'linkId') ?? linkId,
      groupText: text(top, 'text') ?? linkId,
    },
    ...below,
  ];
}
