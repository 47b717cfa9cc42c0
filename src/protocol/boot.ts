// The one message that starts a realm's program carries the only ports it will ever have, in this order:
//   door  Comlink: the realm exposes, the app wraps. Events flow up on it too, so that an answer never overtakes
//         what was said before it.
//   peer  grader ↔ learner: the learner's realm exposes, the grader's wraps.

export const BOOT_PORTS = ['door', 'peer'] as const
