/** A name as a sentence opens with it. */
export const capitalised = (name: string): string => name[0]!.toUpperCase() + name.slice(1)
