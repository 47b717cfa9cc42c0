// Why a pack is not taken, in words for the person who opened it.

export class Refusal extends Error {
  override readonly name = 'Refusal'
}
