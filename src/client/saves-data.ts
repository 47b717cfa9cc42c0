// What the connection asks for: to be spared, or only not to be made wait for.

interface Connection {
  readonly saveData?: boolean
  readonly effectiveType?: string
}

const connection = (): Connection | undefined =>
  (navigator as Navigator & { connection?: Connection }).connection

export const savesData = (): boolean => connection()?.saveData === true

/** Whether some megabytes that nobody asked for would be felt. Where a browser does not tell, they would not. */
export const isSlow = (): boolean => /2g|3g/.test(connection()?.effectiveType ?? '')
