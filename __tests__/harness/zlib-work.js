/**
 * Whether zlib is at work: it packs and unpacks in a thread that shows in no list of what a process waits for. On a busy
 * machine that takes long enough for time to jump, if nobody looks.
 */
import zlib from "node:zlib";

/** What all of its streams have in common, which Node does not export. */
const streams = Object.getPrototypeOf(Object.getPrototypeOf(zlib.Gunzip.prototype));

/** Suites of one Jest worker share Node's modules, but each loads this one anew: it is counted once, for all of them. */
const COUNT = Symbol.for("pieces that zlib is working on");

if (!(COUNT in streams)) {
  streams[COUNT] = 0;
  const realTransform = streams._transform;
  streams._transform = function (chunk, encoding, done) {
    streams[COUNT] += 1;
    let counted = true;
    const over = () => {
      if (counted) streams[COUNT] -= 1;
      counted = false;
    };
    // What cannot be unpacked ends the stream, and calls nobody back.
    this.once("close", over);
    return realTransform.call(this, chunk, encoding, (...result) => {
      this.off("close", over);
      over();
      done(...result);
    });
  };
}

export function isZlibAtWork() {
  return streams[COUNT] > 0;
}
