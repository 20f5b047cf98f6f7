/**
 * Whether zlib is at work: it packs and unpacks in a thread that shows in no list of what a process waits for. On a busy
 * machine that takes long enough for time to jump, if nobody looks.
 */
import zlib from "node:zlib";

let underWay = 0;

/** What all of its streams have in common, which Node does not export. */
const streams = Object.getPrototypeOf(Object.getPrototypeOf(zlib.Gunzip.prototype));
const realTransform = streams._transform;
streams._transform = function (chunk, encoding, done) {
  underWay += 1;
  let counted = true;
  const over = () => {
    if (counted) underWay -= 1;
    counted = false;
  };
  this.once("close", over);
  return realTransform.call(this, chunk, encoding, (...result) => {
    this.off("close", over);
    over();
    done(...result);
  });
};

export function isZlibAtWork() {
  return underWay > 0;
}
