// A look at what is left of the arguments.

type Merge = [number, number]

interface Learner {
  encode(text: string, merges: readonly Merge[]): unknown
  decode(ids: readonly number[], merges: readonly Merge[]): unknown
}

/** The arguments as they are after encode and decode had them. */
export async function afterwards(
  { encode, decode }: Learner,
  text: string,
  ids: number[],
  merges: Merge[],
): Promise<{ ids: number[]; merges: Merge[] }> {
  await encode(text, merges)
  await decode(ids, merges)
  return { ids, merges }
}
