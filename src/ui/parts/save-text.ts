// Hands a text to the learner as a file.

import { saveBlob } from './save-blob'

export const saveText = (name: string, text: string): void =>
  saveBlob(name, new Blob([text], { type: 'text/plain' }))
