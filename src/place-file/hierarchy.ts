import { inPieces, type Reader } from "./reader.ts";

/** Not given a parent yet; a root has -1. */
const NONE = -2;

/** The instances of a binary place by their referents, and how they hang together. */
export class Hierarchy {
  /** A referent that was declared a second time, and by which class. */
  twice: { referent: number; classIndex: number } | undefined;
  /** Every referent in rising order. An instance's place in here is its index. */
  readonly #referents: Int32Array;
  /** By index, the class that declares the instance. */
  readonly #classes: Int32Array;

  static *of(referentsByClass: Int32Array[]): Reader<Hierarchy> {
    const hierarchy = new Hierarchy(referentsByClass);
    for (const [classIndex, referents] of referentsByClass.entries()) {
      const twice = yield* inPieces(referents.length, (from, to) =>
        hierarchy.#declare(referents, from, to, classIndex),
      );
      if (twice === undefined) continue;
      hierarchy.twice = { referent: twice, classIndex };
      break;
    }
    return hierarchy;
  }

  private constructor(referentsByClass: Int32Array[]) {
    const total = referentsByClass.reduce((sum, { length }) => sum + length, 0);
    this.#referents = new Int32Array(total);
    let at = 0;
    for (const referents of referentsByClass) {
      this.#referents.set(referents, at);
      at += referents.length;
    }
    this.#referents.sort();
    this.#classes = new Int32Array(total).fill(NONE);
  }

  /** Notes the class of some of its instances. @returns one that has a class already. */
  #declare(referents: Int32Array, from: number, to: number, classIndex: number): number | undefined {
    for (let i = from; i < to; i++) {
      const referent = referents[i] as number;
      const index = this.#indexOf(referent);
      if (this.#classes[index] !== NONE) return referent;
      this.#classes[index] = classIndex;
    }
    return undefined;
  }

  /** Whether each of these is declared, or is none (-1). */
  *hasAll(referents: Int32Array): Reader<boolean> {
    const missing = yield* inPieces(referents.length, (from, to) => {
      for (let i = from; i < to; i++) {
        const referent = referents[i] as number;
        if (referent !== -1 && this.#indexOf(referent) < 0) return referent;
      }
      return undefined;
    });
    return missing === undefined;
  }

  /** The classes of the roots, in order; or a sentence without its subject, that says what is wrong with the parents. */
  *rootClasses(children: Int32Array, parents: Int32Array): Reader<number[] | string> {
    const rootClasses: number[] = [];
    const parentOf = new Int32Array(this.#referents.length).fill(NONE);
    const problem = yield* inPieces(children.length, (from, to) => {
      for (let i = from; i < to; i++) {
        const child = children[i] as number;
        const parent = parents[i] as number;
        const index = this.#indexOf(child);
        const parentIndex = parent === -1 ? -1 : this.#indexOf(parent);
        if (index < 0) return `names the child ${child}, which no chunk INST declares`;
        if (parentIndex < 0 && parent !== -1) return `names the parent ${parent}, which no chunk INST declares`;
        if (parentOf[index] !== NONE) return `gives the instance ${child} a second parent`;
        parentOf[index] = parentIndex;
        if (parent === -1) rootClasses.push(this.#classes[index] as number);
      }
      return undefined;
    });
    if (problem !== undefined) return problem;
    const missing = parentOf.indexOf(NONE);
    if (missing >= 0) return `does not say where the instance ${this.#referents[missing]} belongs`;
    const looped = yield* firstInCycle(parentOf);
    if (looped !== undefined) return `makes the instance ${this.#referents[looped]} its own ancestor`;
    return rootClasses;
  }

  /** Writers number instances without gaps, so that the first guess is nearly always right. */
  #indexOf(referent: number): number {
    const referents = this.#referents;
    const guess = referent - (referents[0] ?? 0);
    if (referents[guess] === referent) return guess;
    let low = 0;
    let high = referents.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = referents[middle] as number;
      if (found === referent) return middle;
      if (found < referent) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}

function* firstInCycle(parentOf: Int32Array): Reader<number | undefined> {
  /** By which walk towards the root an instance was passed, 0 for none yet. */
  const walks = new Int32Array(parentOf.length);
  return yield* inPieces(parentOf.length, (from, to) => {
    for (let start = from; start < to; start++) {
      let index = start;
      while (index >= 0 && walks[index] === 0) {
        walks[index] = start + 1;
        index = parentOf[index] as number;
      }
      if (index >= 0 && walks[index] === start + 1) return index;
    }
    return undefined;
  });
}
