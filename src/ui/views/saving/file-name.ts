// What a saved picture's file is called: its title, without what file systems refuse.

export type PictureKind = 'png' | 'svg'

const LONGEST = 80

export function fileNameOf(title: string, kind: PictureKind): string {
  const words = title.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  // Characters, not halves of them.
  const name = [...words.join('-')].slice(0, LONGEST).join('').replace(/-$/, '').toLowerCase()
  return `${name || 'picture'}.${kind}`
}
