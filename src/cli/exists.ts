// Whether there is such a file or folder.

import { access } from 'node:fs/promises'

export const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )
