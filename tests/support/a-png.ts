// Pictures as files: a PNG of one grey, and a JPEG that says how its camera was held.

import { crc32, deflateSync } from 'node:zlib'

/** `depth` 1 is black alone, and makes huge pictures of small files. */
export function aPng(width: number, height: number, depth: 1 | 8 = 8): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.writeUInt8(depth, 8)
  const row = 1 + Math.ceil((width * depth) / 8)
  const rows = Buffer.alloc(row * height, depth === 8 ? 90 : 0)
  // Each row begins with its filter: none.
  for (let i = 0; i < height; i++) rows[i * row] = 0
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    ...[chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))],
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** Width and height, from the file's head. */
export const sizeOfPng = (png: Buffer): [number, number] => [png.readUInt32BE(16), png.readUInt32BE(20)]

/** With EXIF's word that its top is at the right: it was taken by a camera that stood upright. */
export function turned(jpeg: Buffer): Buffer {
  const exif = Buffer.from(
    '457869660000' + '4d4d002a00000008' + '0001' + '011200030000000100060000' + '00000000',
    'hex',
  )
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2])
  return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)])
}
