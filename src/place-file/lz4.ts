/** Above this a native copy is faster than a loop. */
const NATIVE_COPY_BYTES = 48;

/**
 * A bare LZ4 block (lz4_Block_format.md) on its way into exactly `output.length` bytes, piece by piece.
 *
 * Own code because the packages of this kind do not report damage: lz4js fills up what is missing with zeros.
 */
export class Lz4Block {
  /** What is wrong with the block, once that was come upon. Undefined for one that was used up and filled the output. */
  problem: string | undefined;
  readonly output: Buffer;
  readonly #input: Buffer;
  #from = 0;
  #to = 0;

  constructor(input: Buffer, output: Buffer) {
    this.#input = input;
    this.output = output;
  }

  /**
   * Decodes about so many bytes more, or up to the first thing that is wrong. A long match or run of literals is copied whole.
   *
   * @returns whether anything is left to do.
   */
  decode(bytes: number): boolean {
    const input = this.#input;
    const output = this.output;
    const inputEnd = input.length;
    const outputEnd = output.length;
    let from = this.#from;
    let to = this.#to;
    const pause = to + bytes;
    while (from < inputEnd) {
      if (to > pause) {
        this.#from = from;
        this.#to = to;
        return true;
      }
      const token = input[from++] as number;

      let literals = token >> 4;
      if (literals === 15) {
        let more = 255;
        while (more === 255) {
          if (from >= inputEnd) return this.#end("it stops inside a length");
          more = input[from++] as number;
          literals += more;
        }
      }
      if (literals > inputEnd - from) return this.#end("it stops inside literal bytes");
      if (literals > outputEnd - to) return this.#end("it holds more than its header says");
      if (literals > NATIVE_COPY_BYTES) {
        output.set(input.subarray(from, from + literals), to);
        from += literals;
        to += literals;
      } else {
        for (const end = from + literals; from < end; ) output[to++] = input[from++] as number;
      }
      // The last sequence has literals only.
      if (from === inputEnd) return this.#end(to === outputEnd ? undefined : "it holds less than its header says");

      if (inputEnd - from < 2) return this.#end("it stops inside a match");
      const offset = (input[from] as number) | ((input[from + 1] as number) << 8);
      from += 2;
      if (offset === 0 || offset > to) return this.#end("a match points outside the data");
      let length = (token & 15) + 4;
      if (length === 19) {
        let more = 255;
        while (more === 255) {
          if (from >= inputEnd) return this.#end("it stops inside a length");
          more = input[from++] as number;
          length += more;
        }
      }
      if (length > outputEnd - to) return this.#end("it holds more than its header says");
      if (length > NATIVE_COPY_BYTES && offset === 1) {
        output.fill(output[to - 1] as number, to, to + length);
        to += length;
      } else if (length > NATIVE_COPY_BYTES) {
        // A match that overlaps itself repeats its first bytes: what stands there already can be copied, and grows.
        const start = to - offset;
        for (const end = to + length; to < end; ) {
          const copied = Math.min(to - start, end - to);
          output.copyWithin(to, start, start + copied);
          to += copied;
        }
      } else {
        for (const end = to + length; to < end; to++) output[to] = output[to - offset] as number;
      }
    }
    return this.#end("it stops before its last literals");
  }

  #end(problem: string | undefined): false {
    this.problem = problem;
    return false;
  }
}
