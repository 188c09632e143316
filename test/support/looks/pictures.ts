/** The beginnings of pictures, which say how large these are; there is little behind them. */

/** With a body that a browser draws, if it is small. */
export function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(33);
  header.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  header.writeUInt8(8, 24);
  header.writeUInt8(6, 25);
  return header;
}

export function gif(width: number, height: number): Buffer {
  const header = Buffer.alloc(14);
  header.write('GIF89a', 'latin1');
  header.writeUInt16LE(width, 6);
  header.writeUInt16LE(height, 8);
  return header;
}

/** @param orientation as EXIF has it; none if left out */
export function jpeg(width: number, height: number, orientation?: number): Buffer {
  const frame = Buffer.alloc(19);
  frame.writeUInt16BE(0xffc0, 0);
  frame.writeUInt16BE(17, 2);
  frame.writeUInt8(8, 4);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  const exif = orientation === undefined ? Buffer.from('ffe000044a46', 'hex') : exifOf(orientation);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), exif, frame, Buffer.alloc(64)]);
}

/** One entry, big-endian (EXIF 2.3 §4.6). */
function exifOf(orientation: number): Buffer {
  const entry = `0112000300000001${orientation.toString(16).padStart(4, '0')}0000`;
  const body = Buffer.from(`4578696600004d4d002a000000080001${entry}00000000`, 'hex');
  const head = Buffer.alloc(4);
  head.writeUInt16BE(0xffe1, 0);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}
