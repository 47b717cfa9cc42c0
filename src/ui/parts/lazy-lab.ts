// The lab's door, behind which its code is fetched when it is first wanted; and the seeds it is handed.

import type { LabDoor } from '../../session/doors'

export const lazyLab = (load: () => Promise<LabDoor>): LabDoor => ({
  warm: () =>
    void load().then(
      (door) => door.warm(),
      () => {},
    ),
  judge: async (...request) => (await load()).judge(...request),
  run: async (...request) => (await load()).run(...request),
})

/** Short enough to be read out. */
export const newSeed = (): number => Math.floor(Math.random() * 1_000_000)
