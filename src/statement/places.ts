// The places on the app's page that an exercise's text may lead to: exercises of its pack, and the pack's own pictures.

import type { Places } from './markdown'

/** A picture as it travels inside a page. Shown by an <img>, an SVG runs nothing and loads nothing. */
export const PICTURE_ADDRESS = /^data:image\/(png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/]*={0,2}$/

/** "../slug" is the exercise of that name; anything else leads nowhere. */
export function placesIn(
  pack: string,
  slugs: readonly string[],
  images: Readonly<Record<string, string>>,
): Places {
  return {
    link: (href) => {
      const slug = exerciseNamed(slugs, href)
      return slug === undefined ? null : `#/practice/${pack}/${slug}`
    },
    image: (source) => {
      const address = Object.hasOwn(images, source) ? images[source]! : null
      return address !== null && PICTURE_ADDRESS.test(address) ? address : null
    },
  }
}

export const exerciseNamed = (slugs: readonly string[], href: string): string | undefined =>
  slugs.find((slug) => href === `../${slug}` || href === `../${slug}/`)
