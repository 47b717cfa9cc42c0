import * as tf from '@tensorflow/tfjs'

/** The best items for one user, the most similar first. Both lists have the same length. */
export interface Recommendation {
  indices: number[]
  scores: number[]
}

/**
 * The k items whose vectors are most similar to the user's, by cosine.
 *
 * @param user [d]
 * @param items [n, d], one row for each item
 * @param k how many to return; fewer when fewer candidates are left
 * @param options.seen indices of items never to return
 */
export async function recommend(
  user: tf.Tensor1D,
  items: tf.Tensor2D,
  k: number,
  options: { seen?: number[] } = {},
): Promise<Recommendation> {
  throw new Error('recommend is not written yet.')
}

/**
 * The same for many users at once.
 *
 * @param users [m, d], one row for each user
 * @param items [n, d], one row for each item
 * @param k how many to return to each user
 * @param options.seen one list for each user: the items never to return to them
 * @returns m recommendations, in the order of the users
 */
export async function recommendBatch(
  users: tf.Tensor2D,
  items: tf.Tensor2D,
  k: number,
  options: { seen?: number[][] } = {},
): Promise<Recommendation[]> {
  throw new Error('recommendBatch is not written yet.')
}
