// Generated text in the repository's own format.

import { format, resolveConfig } from 'prettier'

export const formatted = async (file: string, content: string): Promise<string> =>
  format(content, { ...(await resolveConfig(file)), filepath: file })
