// Whole numbers as English writes them: 12,345.

/** By hand, since a browser's first number of a language takes it as long as a picture takes us. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',')
