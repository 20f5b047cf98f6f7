/** Above this a native copy is faster than a loop. */
const NATIVE_COPY_BYTES = 48;

/**
 * Decodes a bare LZ4 block (lz4_Block_format.md) into exactly `output.length` bytes. Returns what is wrong with the block,
 * or undefined if it is used up to its last byte and fills the output.
 *
 * Own code because the packages of this kind do not report damage: lz4js fills up what is missing with zeros.
 */
export function decodeLz4Block(input: Uint8Array, output: Uint8Array): string | undefined {
  const inputEnd = input.length;
  const outputEnd = output.length;
  let from = 0;
  let to = 0;
  while (from < inputEnd) {
    const token = input[from++] as number;

    let literals = token >> 4;
    if (literals === 15) {
      let more = 255;
      while (more === 255) {
        if (from >= inputEnd) return "it stops inside a length";
        more = input[from++] as number;
        literals += more;
      }
    }
    if (literals > inputEnd - from) return "it stops inside literal bytes";
    if (literals > outputEnd - to) return "it holds more than its header says";
    if (literals > NATIVE_COPY_BYTES) {
      output.set(input.subarray(from, from + literals), to);
      from += literals;
      to += literals;
    } else {
      for (const end = from + literals; from < end; ) output[to++] = input[from++] as number;
    }
    // The last sequence has literals only.
    if (from === inputEnd) return to === outputEnd ? undefined : "it holds less than its header says";

    if (inputEnd - from < 2) return "it stops inside a match";
    const offset = (input[from] as number) | ((input[from + 1] as number) << 8);
    from += 2;
    if (offset === 0 || offset > to) return "a match points outside the data";
    let length = (token & 15) + 4;
    if (length === 19) {
      let more = 255;
      while (more === 255) {
        if (from >= inputEnd) return "it stops inside a length";
        more = input[from++] as number;
        length += more;
      }
    }
    if (length > outputEnd - to) return "it holds more than its header says";
    if (length > NATIVE_COPY_BYTES && offset >= length) {
      output.copyWithin(to, to - offset, to - offset + length);
      to += length;
    } else if (length > NATIVE_COPY_BYTES && offset === 1) {
      output.fill(output[to - 1] as number, to, to + length);
      to += length;
    } else {
      for (const end = to + length; to < end; to++) output[to] = output[to - offset] as number;
    }
  }
  return "it stops before its last literals";
}
