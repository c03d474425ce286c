/** Review tasks and advice of cramps, restless legs and nerve damage: what a prescriber is asked to look at, never an order to stop. */
import { advice, reviewTask } from './orders.ts';

const startDate = (id: string, drug: string) =>
  reviewTask(
    `review-${id}-cramps`,
    `Medication review: ${drug} and leg cramps`,
    `Check when ${drug} was started and when the cramps began. Review need, dose and alternatives with the prescriber. The association is no reason to withdraw it unasked, and no electrolyte is given without a result.`,
  );
export const longActingBetaAgonist = startDate('laba', 'long-acting beta-2 agonist');
export const potassiumSparing = startDate('potassium-sparing', 'potassium-sparing diuretic');
export const thiazide = startDate('thiazide', 'thiazide-like diuretic');
export const loopDiuretic = startDate('loop', 'loop diuretic');
export const hormonal = startDate('hormonal', 'oestrogen, raloxifene or teriparatide');
export const intravenousIron = startDate('intravenous-iron', 'intravenous iron');
export const quinineToday = reviewTask(
  'review-quinine-today',
  'Same-day review: quinine with low platelets',
  'Platelets are below 100 x 10*9/L on quinine: look for bruising, bleeding and thrombotic microangiopathy, repeat the count, and decide today with the prescriber on quinine, tonic water included.',
);
export const quinine = reviewTask(
  'review-quinine',
  'Medication review: quinine for leg cramps',
  'Review quinine, tonic water and other quinine products with the prescriber: in leg cramps the risk outweighs the benefit. Ask about bruising, look at the platelet count, plan the deprescribing.',
);
export const noQuinine = advice(
  'advice-quinine',
  'Advice: no quinine for leg cramps',
  'Take no quinine and no tonic water for cramps. Tell us of bruising, bleeding, fever or dark urine at once. If a doctor prescribed it, ask before you change it.',
);
export const magnesium = reviewTask(
  'review-magnesium',
  'Medication review: magnesium in advanced kidney disease',
  'eGFR below 30 or dialysis: measure magnesium and review the supplement, with laxatives and antacids, with the prescriber or nephrology.',
);
export const crampStretching = advice(
  'advice-cramp-stretching',
  'Advice: stretching before sleep',
  'Every night just before sleep stretch the calf and the back of the thigh of each leg: hold 10 seconds, three times for each muscle, seated if balance is poor. In a cramp pull the toes up towards the shin and rub the muscle. No quinine or tonic water, and no magnesium or potassium on your own. Come at once if a leg swells, turns cold, pale, numb or weak, or if the pain stays.',
);

const nerveDrug = (id: string, drug: string, body: string) =>
  reviewTask(`review-${id}-neuropathy`, `Medication review: ${drug} and neuropathy`, body);
export const nitrofurantoin = nerveDrug(
  'nitrofurantoin',
  'nitrofurantoin',
  'Nitrofurantoin can damage nerves fast, motor fibers too, more so with poor kidney function. Check start date, kidney function and alternatives with the prescriber promptly.',
);
export const metronidazole = nerveDrug(
  'metronidazole',
  'metronidazole',
  'Metronidazole for 4 weeks or longer can damage nerves. Check duration and need with the prescriber.',
);
export const amiodarone = nerveDrug(
  'amiodarone',
  'amiodarone',
  'Amiodarone can damage nerves and the thyroid. Check duration and TSH; only cardiology or the prescriber decides on it.',
);
export const isoniazid = nerveDrug(
  'isoniazid',
  'isoniazid without pyridoxine',
  'No pyridoxine is on the list. Check with the tuberculosis team whether it is given; the treatment is not interrupted without them.',
);
export const otherToxic = nerveDrug(
  'toxic-drug',
  'a drug that damages nerves',
  'Linezolid, phenytoin, colchicine, dapsone, a fluoroquinolone or a like drug is recorded. Compare its start with the first symptoms and decide with the prescriber; HIV, tuberculosis and transplant treatment belong to their teams.',
);
export const chemotherapy = nerveDrug(
  'chemotherapy',
  'neurotoxic chemotherapy',
  'Tell the oncology team of the neuropathy before the next dose: dose or schedule are theirs to decide. It may worsen for months after platinum. No agent is proven to prevent it.',
);
export const duloxetine = nerveDrug(
  'duloxetine',
  'duloxetine with liver disease, dialysis or eGFR below 30',
  'Duloxetine is not for cirrhosis, dialysis or eGFR below 30. Review with the prescriber; it is tapered, not stopped abruptly.',
);
export const gabapentinoidOpioid = reviewTask(
  'review-gabapentinoid-opioid',
  'Medication review: gabapentinoid with an opioid',
  'Together they depress breathing, more so at 65 and over, in lung disease, sleep apnoea or kidney disease. Review need and dose of both with the prescriber; taper, never stop abruptly.',
);
export const pregabalin = nerveDrug(
  'pregabalin',
  'pregabalin with heart failure',
  'Pregabalin can make the legs swell and heart failure worse. Ask for weight, swelling and breath since it was started, and review dose and alternatives with the prescriber; it is tapered, not stopped abruptly. Duloxetine is an alternative only with eGFR of 30 or more and without cirrhosis or restless legs.',
);
export const b12Treatment = reviewTask(
  'b12-with-neuropathy',
  'Decide on parenteral vitamin B12: deficiency with neuropathy',
  'Deficiency with a nerve disorder: parenteral replacement is decided now and does not wait for further tests. Look for cord signs (gait, Romberg, plantar responses), find the cause (metformin, acid blocker, diet, pernicious anemia, nitrous oxide). No folic acid before B12. In severe anemia watch potassium.',
);
export const glucoseFall = reviewTask(
  'treatment-induced-neuropathy',
  'Review glucose lowering: painful neuropathy after a fast HbA1c fall',
  'HbA1c fell by 2 points or more within 3 months, or a fast fall is reported. With diabetes care: slow further intensification, eye examination for retinopathy, pain plan.',
);
export const footCare = advice(
  'advice-numb-feet',
  'Advice: care of feet with reduced feeling',
  'Look at both feet every day, soles and between the toes. Never walk barefoot, feel inside the shoes before putting them on. No hot-water bottle, heating pad, hot or long foot bath and no ice on the feet. Show any sore, blister, colour change or new swelling at once. Limit alcohol; take no folic acid and no high-dose vitamin B6 on your own.',
);

/** One drug that worsens restless legs, looked at with the prescriber. */
export const provokesRestlessLegs = (id: string, drug: string) =>
  reviewTask(
    `review-${id}`,
    `Medication review: ${drug} with restless legs`,
    `${drug} can worsen restless legs, and provoke them if it came first. Review need, dose, start date and alternatives with the prescriber; include over-the-counter products. Do not stop it abruptly.`,
  );
export const augmentation = reviewTask(
  'review-augmentation',
  'Medication review: augmentation on a dopaminergic drug',
  'Screen for augmentation (symptoms at least 4 hours earlier, spreading, stronger) and impulse-control problems; plan any change with the prescriber; never stop abruptly.',
);
export const ironOnDialysis = reviewTask(
  'iron-on-dialysis',
  'Ask the dialysis team about intravenous iron for restless legs',
  'On dialysis: ferritin below 200 ng/mL with transferrin saturation below 20 %.',
);
