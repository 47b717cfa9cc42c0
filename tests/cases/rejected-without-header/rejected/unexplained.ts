export const double = (x: number) => 0
