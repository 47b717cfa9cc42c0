// rejected by: one · says: off
export const double = (x: number) => 3 * x
