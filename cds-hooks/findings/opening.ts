/** What is asked first when nothing recorded points to a cause: the questions of the form that most causes read. */
import { ask } from '#rules';

export const openingQuestions = [
  ask(
    'red-flags',
    'In the last 2 weeks: breathless; a cold, pale, swollen or red leg; weak or numb legs; bladder or bowel change; fever; dark urine; cancer?',
  ),
  ask('onset.when', 'When did it first begin?'),
  ask('quality', 'What does it feel like: cramp, burning, tingling, aching, creeping?'),
  ask('worse', 'What makes it worse: lying flat, walking, standing, sitting, one position?'),
  ask('relief', 'What eases it: hanging the leg down, moving, stretching, raising it, nothing?'),
  ask('site', 'Where is it: toes, sole, calf, knee, thigh, buttock?'),
  ask('side', 'One leg or both?'),
  ask('urge', 'An urge to move the legs at rest in the evening, eased by moving?'),
] as const;
