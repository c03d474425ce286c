/** Drugs by what they do to legs: provokers, culprits, treatments, and what gates an order. */
import { all, any, finding, mayHaveCaused, months, takes, weeks } from '#rules';

export const sedatingAntihistamine = finding(
  'a sedating antihistamine',
  takes('drug-sedating-antihistamine'),
);
export const mirtazapine = finding('mirtazapine', takes('drug-mirtazapine'));
export const serotonergic = finding('an SSRI or SNRI', takes(['drug-ssri', 'drug-snri', 'drug-duloxetine']));
export const tricyclic = finding('a tricyclic antidepressant', takes(['drug-tca', 'drug-amitriptyline']));
export const dopamineBlocker = finding(
  'a dopamine blocker (antipsychotic, metoclopramide, prochlorperazine)',
  takes(['drug-antipsychotic', 'drug-dopamine-antagonist-antiemetic']),
);
export const lithium = finding('lithium', takes('drug-lithium'));
const RLS_PROVOKING = [
  'drug-sedating-antihistamine',
  'drug-mirtazapine',
  'drug-ssri',
  'drug-snri',
  'drug-duloxetine',
  'drug-tca',
  'drug-amitriptyline',
  'drug-antipsychotic',
  'drug-dopamine-antagonist-antiemetic',
  'drug-lithium',
] as const;
const RLS = ['cond-rls'] as const;
export const rlsProvoking = finding(
  'a drug that provokes restless legs, not started after them',
  mayHaveCaused(RLS_PROVOKING, { since: RLS }),
);
export const rlsProvokingNew = finding(
  'a drug that provokes restless legs, started within 12 weeks, not after them',
  any(
    ...RLS_PROVOKING.map((set) =>
      all(takes(set, { startedWithin: weeks(12) }), mayHaveCaused(set, { since: RLS })),
    ),
  ),
);
export const dopamineAgonist = finding(
  'a dopamine agonist or levodopa',
  takes(['drug-dopamine-agonist', 'drug-levodopa']),
);
export const gabapentinoid = finding(
  'a gabapentinoid',
  takes(['drug-gabapentin', 'drug-gabapentin-enacarbil', 'drug-pregabalin']),
);
export const pregabalin = finding('pregabalin', takes('drug-pregabalin'));
export const opioid = finding('an opioid', takes('drug-opioid'));
export const benzodiazepine = finding('a benzodiazepine', takes('drug-benzodiazepine'));

export const longActingBetaAgonist = finding('a long-acting beta-2 agonist', takes('drug-laba'));
export const potassiumSparing = finding(
  'a potassium-sparing diuretic',
  takes(['drug-k-sparing-diuretic', 'drug-mra']),
);
export const thiazide = finding('a thiazide-like diuretic', takes('drug-thiazide-diuretic'));
export const loopDiuretic = finding('a loop diuretic', takes('drug-loop-diuretic'));
export const anyDiuretic = finding('a diuretic', any(potassiumSparing, thiazide, loopDiuretic));
export const statin = finding('a statin', takes('drug-statin'));
export const raloxifene = finding('raloxifene', takes('drug-raloxifene'));
export const oestrogen = finding('an oestrogen', takes('drug-estrogen'));
export const teriparatide = finding('teriparatide', takes('drug-teriparatide'));
export const intravenousIron = finding('intravenous iron', takes('drug-iron-iv'));
export const antiInflammatory = finding('an NSAID', takes('drug-nsaid'));
export const quinine = finding('quinine', takes('drug-quinine'));
export const protonPumpInhibitor = finding('a proton-pump inhibitor', takes('drug-ppi'));
export const cilostazol = finding('cilostazol', takes('drug-cilostazol'));
export const pentoxifylline = finding('pentoxifylline', takes('drug-pentoxifylline'));
export const antiplatelet = finding('an antiplatelet', takes(['drug-aspirin', 'drug-p2y12-antiplatelet']));
const ANTICOAGULANTS = [
  'drug-warfarin',
  'drug-rivaroxaban',
  'drug-apixaban',
  'drug-other-doac',
  'drug-heparin-lmwh',
] as const;
export const anticoagulant = finding('an anticoagulant', takes(ANTICOAGULANTS));
/** Taken for years, for another reason, it did not prevent the clot and does not treat it. */
export const anticoagulantNew = finding(
  'an anticoagulant started within 3 months',
  takes(ANTICOAGULANTS, { startedWithin: months(3) }),
);
export const warfarin = finding('warfarin', takes('drug-warfarin'));
export const metformin = finding('metformin', takes('drug-metformin'));
export const glucoseLowering = finding(
  'a glucose-lowering drug',
  takes(['drug-metformin', 'drug-insulin', 'drug-other-antidiabetic']),
);
export const pyridoxine = finding('pyridoxine', takes('drug-pyridoxine'));
export const magnesiumSupplement = finding('a magnesium supplement', takes('drug-magnesium'));
export const oralIron = finding('oral iron', takes('drug-iron-oral'));
export const duloxetine = finding('duloxetine', takes('drug-duloxetine'));
