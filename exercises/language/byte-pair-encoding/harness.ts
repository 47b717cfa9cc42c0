// A look at what is left of the arguments, and at what comes of calls with the same lists when other numbers are in them.

type Merge = [number, number]

interface Learner {
  train(text: string, vocabSize: number): Merge[] | Promise<Merge[]>
  encode(text: string, merges: readonly Merge[]): number[] | Promise<number[]>
  decode(ids: readonly number[], merges: readonly Merge[]): string | Promise<string>
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

/** What comes of a second call, after the last merge was overwritten in its place, and what the first call gave with zeros. */
export async function afterChanges(
  { train, encode, decode }: Learner,
  text: string,
  ids: number[],
  merges: Merge[],
  other: readonly [number, number],
): Promise<{ ids: number[]; text: string; trained: Merge[] }> {
  const encoded = await encode(text, merges)
  await decode(ids, merges)
  for (const i of encoded.keys()) Reflect.set(encoded, i, 0)
  for (const merge of await train(text, 300)) for (const i of merge.keys()) Reflect.set(merge, i, 0)
  Object.assign(merges.at(-1)!, other)
  return {
    ids: await encode(text, merges),
    text: await decode(ids, merges),
    trained: await train(text, 300),
  }
}
