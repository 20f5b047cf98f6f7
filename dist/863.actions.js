export const id = 863;
export const ids = [863];
export const modules = {

/***/ 7661:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  B: () => (/* binding */ BINARY_SIGNATURE),
  D: () => (/* binding */ readBinaryPlace)
});

// EXTERNAL MODULE: ./lib/src/text/units.js
var units = __webpack_require__(6647);
// EXTERNAL MODULE: ./lib/src/place-file/findings.js
var place_file_findings = __webpack_require__(9633);
// EXTERNAL MODULE: ./lib/src/place-file/reader.js
var reader = __webpack_require__(6364);
;// CONCATENATED MODULE: ./lib/src/place-file/hierarchy.js

const NONE = -2;
class Hierarchy {
    twice;
    #referents;
    #classes;
    static *of(referentsByClass) {
        const hierarchy = new Hierarchy(referentsByClass);
        for (const [classIndex, referents] of referentsByClass.entries()) {
            const twice = yield* (0,reader/* inPieces */.xE)(referents.length, (from, to) => hierarchy.#declare(referents, from, to, classIndex));
            if (twice === undefined)
                continue;
            hierarchy.twice = { referent: twice, classIndex };
            break;
        }
        return hierarchy;
    }
    constructor(referentsByClass) {
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
    #declare(referents, from, to, classIndex) {
        for (let i = from; i < to; i++) {
            const referent = referents[i];
            const index = this.#indexOf(referent);
            if (this.#classes[index] !== NONE)
                return referent;
            this.#classes[index] = classIndex;
        }
        return undefined;
    }
    *hasAll(referents) {
        const missing = yield* (0,reader/* inPieces */.xE)(referents.length, (from, to) => {
            for (let i = from; i < to; i++) {
                const referent = referents[i];
                if (referent !== -1 && this.#indexOf(referent) < 0)
                    return referent;
            }
            return undefined;
        });
        return missing === undefined;
    }
    *rootClasses(children, parents) {
        const rootClasses = [];
        const parentOf = new Int32Array(this.#referents.length).fill(NONE);
        const problem = yield* (0,reader/* inPieces */.xE)(children.length, (from, to) => {
            for (let i = from; i < to; i++) {
                const child = children[i];
                const parent = parents[i];
                const index = this.#indexOf(child);
                const parentIndex = parent === -1 ? -1 : this.#indexOf(parent);
                if (index < 0)
                    return `names the child ${child}, which no chunk INST declares`;
                if (parentIndex < 0 && parent !== -1)
                    return `names the parent ${parent}, which no chunk INST declares`;
                if (parentOf[index] !== NONE)
                    return `gives the instance ${child} a second parent`;
                parentOf[index] = parentIndex;
                if (parent === -1)
                    rootClasses.push(this.#classes[index]);
            }
            return undefined;
        });
        if (problem !== undefined)
            return problem;
        const missing = parentOf.indexOf(NONE);
        if (missing >= 0)
            return `does not say where the instance ${this.#referents[missing]} belongs`;
        const looped = yield* firstInCycle(parentOf);
        if (looped !== undefined)
            return `makes the instance ${this.#referents[looped]} its own ancestor`;
        return rootClasses;
    }
    #indexOf(referent) {
        const referents = this.#referents;
        const guess = referent - (referents[0] ?? 0);
        if (referents[guess] === referent)
            return guess;
        let low = 0;
        let high = referents.length - 1;
        while (low <= high) {
            const middle = (low + high) >>> 1;
            const found = referents[middle];
            if (found === referent)
                return middle;
            if (found < referent)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return -1;
    }
}
function* firstInCycle(parentOf) {
    const walks = new Int32Array(parentOf.length);
    return yield* (0,reader/* inPieces */.xE)(parentOf.length, (from, to) => {
        for (let start = from; start < to; start++) {
            let index = start;
            while (index >= 0 && walks[index] === 0) {
                walks[index] = start + 1;
                index = parentOf[index];
            }
            if (index >= 0 && walks[index] === start + 1)
                return index;
        }
        return undefined;
    });
}

// EXTERNAL MODULE: ./lib/src/place-file/place.js
var place = __webpack_require__(7372);
// EXTERNAL MODULE: ./lib/src/place-file/services.js
var services = __webpack_require__(5251);
// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
;// CONCATENATED MODULE: ./lib/src/place-file/values.js


const FIXED_BYTES = new Map([
    [0x02, 1],
    [0x03, 4],
    [0x04, 4],
    [0x05, 8],
    [0x06, 8],
    [0x07, 16],
    [0x08, 24],
    [0x09, 1],
    [0x0a, 1],
    [0x0b, 4],
    [0x0c, 12],
    [0x0d, 8],
    [0x0e, 12],
    [0x0f, 4],
    [0x12, 4],
    [0x13, 4],
    [0x14, 6],
    [0x17, 8],
    [0x18, 16],
    [0x1a, 3],
    [0x1b, 8],
    [0x1c, 4],
    [0x1f, 16],
    [0x21, 8],
]);
const BEYOND = external_node_buffer_.constants.MAX_LENGTH;
const skipString = (body, at) => at + 4 <= body.length ? at + 4 + body.readUInt32LE(at) : BEYOND;
const each = (skip) => (body, at, values) => {
    let end = at;
    for (let i = 0; i < values && end <= body.length; i++)
        end = end < body.length ? skip(body, end) : BEYOND;
    return end;
};
const sequence = (keypointBytes) => each((body, at) => (at + 4 <= body.length ? at + 4 + keypointBytes * body.readUInt32LE(at) : BEYOND));
const values_frames = (rotationBytes) => (body, at, values) => each((_, p) => p + (body[p] === 0 ? 1 + rotationBytes : 1))(body, at, values) + 12 * values;
const VARIABLE = new Map([
    [0x01, each(skipString)],
    [0x1d, each(skipString)],
    [0x10, values_frames(36)],
    [0x11, values_frames(16)],
    [0x15, sequence(12)],
    [0x16, sequence(20)],
    [
        0x19,
        each((body, at) => {
            const bits = body[at];
            return at + 1 + (bits & 1 ? (bits & 2 ? 24 : 20) : 0);
        }),
    ],
    [0x1e, (body, at, values) => (body[at] === 0x10 ? values_frames(36)(body, at + 1, values) + 1 + values : BEYOND)],
    [0x20, each((body, at) => skipString(body, skipString(body, at) + 3))],
    [
        0x22,
        (body, at, values) => {
            let end = at + 4 * values;
            const uris = end + 4 <= body.length ? body.readUInt32LE(end) : 0;
            if (uris > values)
                return BEYOND;
            end = each(skipString)(body, end + 4, uris);
            for (let i = 0; i < 2; i++)
                end = end + 4 <= body.length ? end + 4 + 4 * body.readUInt32LE(end) : BEYOND;
            return end;
        },
    ],
]);
function endOfValues(type, body, at, values) {
    const bytes = FIXED_BYTES.get(type);
    return bytes === undefined ? VARIABLE.get(type)?.(body, at, values) : at + bytes * values;
}
function* endOfTexts(body, at, items, fixedBytes = 4) {
    let end = at;
    const isShort = yield* (0,reader/* inPieces */.xE)(items, (from, to) => {
        for (let read = from; read < to; read++) {
            if (end + fixedBytes > body.length)
                return true;
            end += fixedBytes + body.readUInt32LE(end + fixedBytes - 4);
        }
        return undefined;
    });
    return isShort ? undefined : end;
}
function decodeReferents(body, at, values) {
    const referents = new Int32Array(values);
    let referent = 0;
    for (let i = 0, p = at; i < values; i++, p++) {
        const zigzag = (body[p] << 24) |
            (body[p + values] << 16) |
            (body[p + 2 * values] << 8) |
            body[p + 3 * values];
        referent = (referent + ((zigzag >>> 1) ^ -(zigzag & 1))) | 0;
        referents[i] = referent;
    }
    return referents;
}
function largestIndex(body, at, values) {
    let largest = 0;
    for (let i = 0, p = at; i < values; i++, p++) {
        const index = body[p] * 0x1000000 +
            (body[p + values] << 16) +
            (body[p + 2 * values] << 8) +
            body[p + 3 * values];
        if (index > largest)
            largest = index;
    }
    return largest;
}

;// CONCATENATED MODULE: ./lib/src/place-file/chunks.js






const KNOWN_CHUNKS = ["META", "SSTR", "INST", "PROP", "PRNT", "SIGN", "END"];
const MAX_INSTANCES = 2 * 1024 * 1024;
const TYPE_REF = 0x13;
const TYPE_SHARED_STRING = 0x1c;
const MAX_NAME_BYTES = 240;
function called({ number, at, name }) {
    return `chunk ${(0,units/* thousands */.oh)(number)}${name && ` ${(0,place_file_findings/* printable */.g$)(name)}`} at byte ${(0,units/* thousands */.oh)(at)}`;
}
function damaged(part, what) {
    const message = `Damaged: ${what}. Bytes were probably changed, lost or added on the file's way here.`;
    return new place_file_findings/* Refusal */.P_(`damaged-${part}`, "The file is damaged", message);
}
class ChunkReader {
    #findings;
    #classes = new Map();
    #instances = 0;
    #sharedStrings = 0;
    #parents;
    #declared;
    #undeclared = new Map();
    constructor(findings) {
        this.#findings = findings;
    }
    read(chunk) {
        if (chunk.name === "INST")
            this.#readInst(chunk);
        else if (chunk.name === "PROP")
            return this.#readProp(chunk);
        else if (chunk.name === "PRNT")
            this.#readPrnt(chunk);
        else if (chunk.name === "SSTR")
            return this.#readSstr(chunk);
        else if (chunk.name === "META")
            return this.#readMeta(chunk);
        else if (chunk.name === "SIGN")
            return this.#readSign(chunk);
        else if (!KNOWN_CHUNKS.includes(chunk.name)) {
            this.#findings.add("notice", "unknown-chunk", "Unknown kind of chunk", () => `${called(chunk)} is of a kind that this check does not know. Roblox may have added it.`);
        }
        return undefined;
    }
    #readInst(chunk) {
        const { body } = chunk;
        const nameBytes = body.length >= 8 ? body.readUInt32LE(4) : 0;
        const formatAt = 8 + nameBytes;
        if (formatAt + 5 > body.length)
            throw damaged("instances", `${called(chunk)} is too short for a class name`);
        const id = body.readUInt32LE(0);
        const name = chunks_text(body, 8, nameBytes);
        const objectFormat = body[formatAt];
        const n = body.readUInt32LE(formatAt + 1);
        const which = () => `${called(chunk)} (class ${name})`;
        const end = formatAt + 5 + 4 * n + (objectFormat === 1 ? n : 0);
        if (objectFormat > 1 ? end > body.length : end !== body.length) {
            const what = `wants ${(0,place_file_findings/* plural */.LS)(end, "byte")} for ${(0,place_file_findings/* plural */.LS)(n, "instance")} and has ${(0,units/* thousands */.oh)(body.length)}`;
            throw damaged("instances", `${which()} ${what}`);
        }
        if (objectFormat > 1) {
            this.#findings.add("notice", "unknown-object-format", "Unknown kind of class", () => `${which()} has the object format ${objectFormat}, which this check does not know. Roblox may have added it.`);
        }
        if (this.#classes.has(id))
            throw damaged("instances", `${which()} declares class id ${id} a second time`);
        this.#instances += n;
        if (this.#classes.size >= place/* MAX_CLASSES */.sw || this.#instances > MAX_INSTANCES) {
            throw new place_file_findings/* Refusal */.P_("too-much-data", "More data than a place can hold", `${which()} goes beyond ${(0,units/* thousands */.oh)(place/* MAX_CLASSES */.sw)} classes or ${(0,units/* thousands */.oh)(MAX_INSTANCES)} instances; no place has so many. The file is damaged, or made to fill the memory.`);
        }
        const referents = decodeReferents(body, formatAt + 5, n);
        if (referents.some((referent) => referent < 0)) {
            throw damaged("instances", `${which()} declares a referent below zero`);
        }
        this.#classes.set(id, { name, service: objectFormat === 1 || (0,services/* isServiceName */.t)(name), referents });
        this.#declared = undefined;
    }
    #readProp(chunk) {
        const { body } = chunk;
        const nameBytes = body.length >= 8 ? body.readUInt32LE(4) : 0;
        const typeAt = 8 + nameBytes;
        if (body.length < 8 || typeAt > body.length) {
            throw damaged("instances", `${called(chunk)} is too short for a property's name`);
        }
        const id = body.readUInt32LE(0);
        const owner = this.#classes.get(id);
        if (!owner) {
            if (this.#undeclared.size < place/* MAX_CLASSES */.sw && !this.#undeclared.has(id))
                this.#undeclared.set(id, called(chunk));
            return undefined;
        }
        if (typeAt === body.length)
            return undefined;
        const type = body[typeAt];
        const values = owner.referents.length;
        const end = endOfValues(type, body, typeAt + 1, values);
        const which = () => `${called(chunk)} (${owner.name}.${chunks_text(body, 8, nameBytes)})`;
        if (type === 0) {
            this.#findings.add("warning", "invalid-property-type", "A property without a type", () => `${which()} has the type 0x00, which is none. Bytes may have been changed on the file's way here.`);
        }
        else if (end === undefined) {
            this.#findings.add("notice", "unknown-property-type", "Unknown type of property", () => `${which()} has the type ${hex(type)}, which this check does not know. Roblox may have added it.`);
        }
        else if (end !== body.length) {
            this.#findings.add("warning", "property-length", "A property's values do not fit", () => `${which()} does not hold exactly ${(0,place_file_findings/* plural */.LS)(values, "value")} of type ${hex(type)}. Bytes may have been changed on the file's way here.`);
        }
        else if (type === TYPE_REF) {
            return this.#checkReferences(body, typeAt + 1, values, which);
        }
        else if (type === TYPE_SHARED_STRING &&
            largestIndex(body, typeAt + 1, values) >= this.#sharedStrings &&
            values > 0) {
            this.#findings.add("warning", "dangling-shared-string", "A shared string that is missing", () => `${which()} uses a shared string that is not in the file. The property will be empty.`);
        }
        return undefined;
    }
    *#checkReferences(body, at, values, which) {
        if (this.#findings.has("chunk-order"))
            return;
        this.#declared ??= yield* this.#hierarchy();
        if (yield* this.#declared.hasAll(decodeReferents(body, at, values)))
            return;
        this.#findings.add("warning", "dangling-ref", "A reference to nothing", () => `${which()} refers to an instance that is not in the file. The game will find nil there.`);
    }
    #readPrnt(chunk) {
        const { body } = chunk;
        if (this.#parents) {
            throw damaged("hierarchy", `${called(chunk)} is a second one after ${this.#parents.chunk}`);
        }
        if (body.length < 5)
            throw damaged("hierarchy", `${called(chunk)} is too short`);
        const version = body[0];
        if (version !== 0) {
            throw new place_file_findings/* Refusal */.P_("unknown-version", "Unknown version of the hierarchy", `${called(chunk)} says that it has version ${version}; only version 0 is known. The file is newer than this check, or damaged.`);
        }
        const n = body.readUInt32LE(1);
        const end = 5 + 8 * n;
        if (end !== body.length) {
            const what = `wants ${(0,place_file_findings/* plural */.LS)(end, "byte")} for ${(0,place_file_findings/* plural */.LS)(n, "instance")} and has ${(0,units/* thousands */.oh)(body.length)}`;
            throw damaged("hierarchy", `${called(chunk)} ${what}`);
        }
        this.#parents = {
            chunk: called(chunk),
            children: decodeReferents(body, 5, n),
            parents: decodeReferents(body, 5 + 4 * n, n),
        };
    }
    *#readSstr(chunk) {
        const { body } = chunk;
        const version = body.length >= 8 ? body.readUInt32LE(0) : 0;
        const strings = body.length >= 8 ? body.readUInt32LE(4) : 0;
        const end = version === 0 ? yield* endOfTexts(body, 8, strings, 20) : undefined;
        this.#sharedStrings = version === 0 ? this.#sharedStrings + strings : Number.POSITIVE_INFINITY;
        if (end !== body.length) {
            this.#findings.add("warning", "shared-strings", "The shared strings do not fit", () => version === 0
                ? `${called(chunk)} does not hold exactly ${(0,place_file_findings/* plural */.LS)(strings, "shared string")}. Bytes may have been changed on the file's way here.`
                : `${called(chunk)} says that it has version ${version}; only version 0 is known.`);
        }
    }
    *#readMeta(chunk) {
        const { body } = chunk;
        const pairs = body.length >= 4 ? body.readUInt32LE(0) : 0;
        if ((yield* endOfTexts(body, 4, 2 * pairs)) === body.length)
            return;
        this.#findings.add("warning", "metadata", "The metadata do not fit", () => `${called(chunk)} does not hold exactly ${(0,place_file_findings/* plural */.LS)(pairs, "pair")} of texts. Bytes may have been changed on the file's way here.`);
    }
    *#readSign(chunk) {
        const { body } = chunk;
        const signatures = body.length >= 4 ? body.readUInt32LE(0) : 0;
        if ((yield* endOfTexts(body, 4, signatures, 16)) === body.length)
            return;
        this.#findings.add("warning", "signatures", "The signatures do not fit", () => `${called(chunk)} does not hold exactly ${(0,place_file_findings/* plural */.LS)(signatures, "signature")}. Bytes may have been changed on the file's way here.`);
    }
    *finish() {
        for (const [id, chunk] of this.#undeclared) {
            if (this.#classes.has(id))
                continue;
            throw damaged("instances", `${chunk} belongs to class id ${id}, which no chunk INST declares`);
        }
        return {
            classes: this.#classes.size,
            instances: this.#instances,
            instancesByClass: this.#countByClass(),
            roots: yield* this.#findRoots(),
        };
    }
    #countByClass() {
        const instancesByClass = new Map();
        for (const { name, referents } of this.#classes.values()) {
            if (referents.length > 0)
                instancesByClass.set(name, (instancesByClass.get(name) ?? 0) + referents.length);
        }
        return instancesByClass;
    }
    *#findRoots() {
        const roots = new Map();
        const classes = [...this.#classes.values()];
        const hierarchy = this.#declared ?? (yield* this.#hierarchy());
        if (hierarchy.twice) {
            const { referent, classIndex } = hierarchy.twice;
            const className = classes[classIndex]?.name;
            throw damaged("instances", `referent ${referent} is declared twice, once by the class ${className}`);
        }
        if (!this.#parents) {
            if (this.#instances === 0)
                return roots;
            throw damaged("hierarchy", `no chunk PRNT says where the ${(0,place_file_findings/* plural */.LS)(this.#instances, "instance")} belong`);
        }
        const { chunk, children, parents } = this.#parents;
        const rootClasses = yield* hierarchy.rootClasses(children, parents);
        if (typeof rootClasses === "string")
            throw damaged("hierarchy", `${chunk} ${rootClasses}`);
        for (const classIndex of rootClasses) {
            const { name, service } = classes[classIndex];
            const known = roots.get(name);
            roots.set(name, { instances: (known?.instances ?? 0) + 1, service: service || known?.service === true });
        }
        return roots;
    }
    #hierarchy() {
        return Hierarchy.of([...this.#classes.values()].map(({ referents }) => referents));
    }
}
function chunks_text(body, at, bytes) {
    return (0,place_file_findings/* printable */.g$)(body.toString("utf8", at, at + Math.min(bytes, MAX_NAME_BYTES)));
}
function hex(type) {
    return `0x${type.toString(16).padStart(2, "0")}`;
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./lib/src/place-file/lz4.js
const NATIVE_COPY_BYTES = 48;
class Lz4Block {
    problem;
    output;
    #input;
    #from = 0;
    #to = 0;
    constructor(input, output) {
        this.#input = input;
        this.output = output;
    }
    decode(bytes) {
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
            const token = input[from++];
            let literals = token >> 4;
            if (literals === 15) {
                let more = 255;
                while (more === 255) {
                    if (from >= inputEnd)
                        return this.#end("it stops inside a length");
                    more = input[from++];
                    literals += more;
                }
            }
            if (literals > inputEnd - from)
                return this.#end("it stops inside literal bytes");
            if (literals > outputEnd - to)
                return this.#end("it holds more than its header says");
            if (literals > NATIVE_COPY_BYTES) {
                output.set(input.subarray(from, from + literals), to);
                from += literals;
                to += literals;
            }
            else {
                for (const end = from + literals; from < end;)
                    output[to++] = input[from++];
            }
            if (from === inputEnd)
                return this.#end(to === outputEnd ? undefined : "it holds less than its header says");
            if (inputEnd - from < 2)
                return this.#end("it stops inside a match");
            const offset = input[from] | (input[from + 1] << 8);
            from += 2;
            if (offset === 0 || offset > to)
                return this.#end("a match points outside the data");
            let length = (token & 15) + 4;
            if (length === 19) {
                let more = 255;
                while (more === 255) {
                    if (from >= inputEnd)
                        return this.#end("it stops inside a length");
                    more = input[from++];
                    length += more;
                }
            }
            if (length > outputEnd - to)
                return this.#end("it holds more than its header says");
            if (length > NATIVE_COPY_BYTES && offset === 1) {
                output.fill(output[to - 1], to, to + length);
                to += length;
            }
            else if (length > NATIVE_COPY_BYTES) {
                const start = to - offset;
                for (const end = to + length; to < end;) {
                    const copied = Math.min(to - start, end - to);
                    output.copyWithin(to, start, start + copied);
                    to += copied;
                }
            }
            else {
                for (const end = to + length; to < end; to++)
                    output[to] = output[to - offset];
            }
        }
        return this.#end("it stops before its last literals");
    }
    #end(problem) {
        this.problem = problem;
        return false;
    }
}

;// CONCATENATED MODULE: ./lib/src/place-file/decompress.js




const MAX_LZ4_RATIO = 255;
const ZSTD_MAGIC = 0xfd2fb528;
const PIECE_BYTES = 2 * 1024 * 1024;
function isLarge(bytes) {
    return bytes > PIECE_BYTES;
}
function compressionOf(body) {
    return body.length >= 4 && body.readUInt32LE(0) === ZSTD_MAGIC ? "zstd" : "lz4";
}
class Decompressor {
    #scratch = Buffer.alloc(0);
    decompress(body, bytes) {
        if (compressionOf(body) === "lz4") {
            const block = this.#openLz4(body, bytes);
            if (typeof block === "string")
                return block;
            block.decode(bytes);
            return block.problem ?? block.output;
        }
        try {
            return zstdOutcome((0,external_node_zlib_.zstdDecompressSync)(body, zstdOptions(bytes)), body, bytes);
        }
        catch (error) {
            return zstdProblem(error);
        }
    }
    *decompressInPieces(body, bytes) {
        if (compressionOf(body) === "lz4") {
            const block = this.#openLz4(body, bytes);
            if (typeof block === "string")
                return block;
            while (block.decode(PIECE_BYTES))
                yield reader/* PAUSE */.Hz;
            return block.problem ?? block.output;
        }
        let outcome = "";
        yield zstdInAnotherThread(body, zstdOptions(bytes)).then((answer) => {
            outcome = zstdOutcome(answer, body, bytes);
        }, (error) => {
            outcome = zstdProblem(error);
        });
        return outcome;
    }
    #openLz4(body, bytes) {
        if (bytes > MAX_LZ4_RATIO * body.length)
            return "it cannot hold as much as its header says";
        if (this.#scratch.length < bytes)
            this.#scratch = Buffer.allocUnsafeSlow(Math.max(bytes, 65_536));
        return new Lz4Block(body, this.#scratch.subarray(0, bytes));
    }
}
const zstdInAnotherThread = (0,external_node_util_.promisify)(external_node_zlib_.zstdDecompress);
function zstdOptions(bytes) {
    return { maxOutputLength: Math.max(bytes, 1), chunkSize: Math.max(bytes + 1, external_node_zlib_.constants.Z_MIN_CHUNK), info: true };
}
function zstdOutcome(answer, body, bytes) {
    const { buffer, engine } = answer;
    if (buffer.length !== bytes)
        return "it holds less than its header says";
    return engine.bytesWritten === body.length ? buffer : "bytes follow its Zstandard frame";
}
function zstdProblem(error) {
    const { code } = error;
    return code === "ERR_BUFFER_TOO_LARGE" ? "it holds more than its header says" : `Zstandard says ${code}`;
}

;// CONCATENATED MODULE: ./lib/src/place-file/binary.js





const BINARY_SIGNATURE = Buffer.from("<roblox!\x89\xff\r\n\x1a\n", "latin1");
const HEADER_BYTES = 32;
const CHUNK_HEADER_BYTES = 16;
const FILE_END = Buffer.from("</roblox>");
const MAX_EXPANSION = 64;
const MAX_CHUNK_BYTES = 256 * 1024 * 1024;
const MAX_CHUNK_BYTES_OF_SMALL_FILE = 64 * 1024 * 1024;
function* readBinaryPlace(fileBytes, findings) {
    if (fileBytes < HEADER_BYTES) {
        throw cutShort(`the header wants ${HEADER_BYTES} bytes, the file has ${(0,place_file_findings/* plural */.LS)(fileBytes, "byte")}`);
    }
    const header = yield HEADER_BYTES;
    const version = header.readUInt16LE(14);
    if (version !== 0) {
        throw new place_file_findings/* Refusal */.P_("unknown-version", "Unknown version of the binary format", `The header at byte 0 says that the format has version ${version}; only version 0 is known. The file is newer than this check, or damaged.`);
    }
    const promised = { classes: header.readUInt32LE(16), instances: header.readUInt32LE(20) };
    if (header.readBigUInt64LE(24) !== 0n)
        warnReserved(findings, "The header at byte 0");
    const reader = new ChunkReader(findings);
    const decompressor = new Decompressor();
    const compressions = new Set();
    const expanded = MAX_EXPANSION * fileBytes;
    const maxChunkBytes = Math.min(MAX_CHUNK_BYTES, Math.max(MAX_CHUNK_BYTES_OF_SMALL_FILE, expanded));
    let budget = Math.max(MAX_CHUNK_BYTES, expanded);
    let latest = 0;
    let at = HEADER_BYTES;
    for (let number = 1;; number++) {
        const left = fileBytes - at;
        if (left === 0) {
            throw cutShort(`the file ends at byte ${(0,units/* thousands */.oh)(at)}, after ${(0,place_file_findings/* plural */.LS)(number - 1, "chunk")}, without an END chunk`);
        }
        if (left < CHUNK_HEADER_BYTES) {
            throw cutShort(`chunk ${(0,units/* thousands */.oh)(number)} at byte ${(0,units/* thousands */.oh)(at)} wants a header of ${CHUNK_HEADER_BYTES} bytes, ${areLeft(left)}`);
        }
        const chunkHeader = yield CHUNK_HEADER_BYTES;
        const chunk = { number, at, name: chunkName(chunkHeader) };
        const compressedBytes = chunkHeader.readUInt32LE(4);
        const bytes = chunkHeader.readUInt32LE(8);
        const reserved = chunkHeader.readUInt32LE(12);
        const storedBytes = compressedBytes || bytes;
        const bodyLeft = left - CHUNK_HEADER_BYTES;
        if (chunk.name === "" || storedBytes > place/* MAX_PLACE_BYTES */.tE) {
            const what = chunk.name === "" ? "has no readable name" : `claims to have ${(0,place_file_findings/* plural */.LS)(storedBytes, "byte")}`;
            throw damaged("frame", `${called(chunk)} ${what}`);
        }
        if (storedBytes > bodyLeft) {
            throw cutShort(`${called(chunk)} wants ${(0,place_file_findings/* plural */.LS)(storedBytes, "byte")}, ${areLeft(bodyLeft)}`);
        }
        if (bytes > maxChunkBytes || bytes > budget) {
            throw new place_file_findings/* Refusal */.P_("too-much-data", "More data than a place can hold", `${called(chunk)} claims to hold ${(0,units/* thousands */.oh)(bytes)} bytes when decompressed, more than this check unpacks. The file is damaged, or made to fill the memory.`);
        }
        budget -= bytes;
        if (reserved !== 0)
            warnReserved(findings, called(chunk));
        const order = KNOWN_CHUNKS.indexOf(chunk.name);
        if (order >= 0 && order < latest) {
            findings.add("warning", "chunk-order", "Chunks out of their usual order", () => `${called(chunk)} comes after a chunk ${KNOWN_CHUNKS[latest]}. Roblox's own writers do not do that.`);
        }
        latest = Math.max(latest, order);
        const stored = yield storedBytes;
        at += CHUNK_HEADER_BYTES + storedBytes;
        if (chunk.name === "END") {
            if (compressedBytes !== 0 || !FILE_END.equals(stored)) {
                throw new place_file_findings/* Refusal */.P_("bad-end", "The end of the file is damaged", `${called(chunk)} does not hold </roblox>, stored as it is. The program that wrote the file probably has a fault, or bytes were changed.`);
            }
            if (at < fileBytes) {
                throw new place_file_findings/* Refusal */.P_("trailing-bytes", "Something follows the end of the place", `${called(chunk)} ends the place at byte ${(0,units/* thousands */.oh)(at)}, but ${(0,place_file_findings/* plural */.LS)(fileBytes - at, "byte follows", "bytes follow")}. A tool probably added something, or wrote a shorter place over a longer one.`);
            }
            break;
        }
        let body = stored;
        if (compressedBytes === 0)
            compressions.add("none");
        else {
            compressions.add(compressionOf(stored));
            body = isLarge(bytes)
                ? yield* decompressor.decompressInPieces(stored, bytes)
                : decompressor.decompress(stored, bytes);
            if (typeof body === "string")
                throw damaged("data", `${called(chunk)} cannot be decompressed: ${body}`);
        }
        const more = reader.read({ ...chunk, body });
        if (more)
            yield* more;
    }
    const { classes, instances, roots, instancesByClass } = yield* reader.finish();
    if (promised.classes !== classes || promised.instances !== instances) {
        findings.add("notice", "header-counts", "The header's counts differ", `The header counts ${(0,place_file_findings/* plural */.LS)(promised.classes, "class", "classes")} and ${(0,place_file_findings/* plural */.LS)(promised.instances, "instance")}, the chunks hold ${(0,units/* thousands */.oh)(classes)} and ${(0,units/* thousands */.oh)(instances)}.`);
    }
    const [compression = "none", ...others] = compressions;
    return { format: "binary", compression: others.length > 0 ? "mixed" : compression, instancesByClass, roots };
}
function chunkName(chunkHeader) {
    return /^([!-~]{1,4})\0*$/.exec(chunkHeader.toString("latin1", 0, 4))?.[1] ?? "";
}
function warnReserved(findings, where) {
    findings.add("warning", "reserved-bytes", "Reserved bytes are in use", `${where} has something in bytes that are reserved and always zero. They were probably changed on the file's way here.`);
}
function areLeft(bytes) {
    return bytes === 1 ? "1 is left" : `${(0,units/* thousands */.oh)(bytes)} are left`;
}
function cutShort(what) {
    const message = `Cut short: ${what}. The artifact was probably not downloaded or written whole.`;
    return new place_file_findings/* Refusal */.P_("cut-short", "The file is cut short", message);
}


/***/ }),

/***/ 9633:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fv: () => (/* binding */ Findings),
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   P_: () => (/* binding */ Refusal),
/* harmony export */   g$: () => (/* binding */ printable)
/* harmony export */ });
/* harmony import */ var _text_sentence_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4703);
/* harmony import */ var _text_units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6647);


class Refusal extends Error {
    code;
    title;
    constructor(code, title, message) {
        super(message);
        this.code = code;
        this.title = title;
    }
}
class Findings {
    #found = new Map();
    add(severity, code, title, message) {
        const known = this.#found.get(code);
        if (known && severity !== "refusal") {
            known.times++;
        }
        else {
            const text = (0,_text_sentence_js__WEBPACK_IMPORTED_MODULE_0__/* .capitalized */ .l)(typeof message === "string" ? message : message());
            this.#found.set(code, { finding: { severity, code, title, message: text }, times: 1 });
        }
    }
    has(code) {
        return this.#found.has(code);
    }
    list() {
        return [...this.#found.values()].map(({ finding, times }) => times === 1 ? finding : { ...finding, message: `${finding.message} (${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_1__/* .thousands */ .oh)(times - 1)} more like this.)` });
    }
}
const MAX_QUOTED_CHARACTERS = 60;
function printable(text) {
    if (/^[\w .-]{0,60}$/.test(text))
        return text;
    const characters = [...text.slice(0, 2 * MAX_QUOTED_CHARACTERS + 2)];
    const shown = characters
        .slice(0, MAX_QUOTED_CHARACTERS)
        .map((c) => (/[\p{C}\p{Zl}\p{Zp}]/u.test(c) ? `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}` : c))
        .join("")
        .replaceAll("##[", "## [");
    return characters.length > MAX_QUOTED_CHARACTERS ? `${shown}…` : shown;
}
function plural(n, one, many = `${one}s`) {
    return `${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_1__/* .thousands */ .oh)(n)} ${n === 1 ? one : many}`;
}


/***/ }),

/***/ 863:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H0: () => (/* binding */ isRefused),
/* harmony export */   Ng: () => (/* binding */ nextBlock),
/* harmony export */   Y9: () => (/* binding */ inspectPlaceFile),
/* harmony export */   Zd: () => (/* binding */ asRefusal),
/* harmony export */   df: () => (/* reexport safe */ _place_js__WEBPACK_IMPORTED_MODULE_6__.df),
/* harmony export */   hm: () => (/* binding */ feed),
/* harmony export */   v_: () => (/* binding */ readBlocks)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8500);
/* harmony import */ var _files_open_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3144);
/* harmony import */ var _text_units_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(6647);
/* harmony import */ var _binary_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7661);
/* harmony import */ var _findings_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9633);
/* harmony import */ var _place_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7372);
/* harmony import */ var _reader_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(6364);
/* harmony import */ var _sniff_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1955);
/* harmony import */ var _xml_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3046);












const OPENAPI_LIMIT_BYTES = 10_485_760;
const BLOCK_BYTES = 256 * 1024;
const BREATH_MS = 20;
const ALWAYS_REFUSED = new Set(["missing", "unreadable", "not-a-file", "empty-file", "changed"]);
const PLAINLY_WRONG = new Set([..._sniff_js__WEBPACK_IMPORTED_MODULE_7__/* .WRONG_THING_CODES */ .mO, "empty-place"]);
async function inspectPlaceFile(path, check, signal, maxBytes = _place_js__WEBPACK_IMPORTED_MODULE_6__/* .MAX_PLACE_BYTES */ .tE) {
    const findings = new _findings_js__WEBPACK_IMPORTED_MODULE_5__/* .Findings */ .Fv();
    const inspection = { path, bytes: 0, contentType: "application/octet-stream", findings: [] };
    try {
        await (0,_reader_js__WEBPACK_IMPORTED_MODULE_9__/* .endingWith */ ["in"])(inspect(inspection, check, findings, signal, maxBytes), signal);
    }
    catch (error) {
        signal?.throwIfAborted();
        refuse(findings, error, check);
    }
    inspection.findings = findings.list();
    return inspection;
}
function isRefused(inspection) {
    return inspection.findings.some(({ severity }) => severity === "refusal");
}
async function inspect(inspection, check, findings, signal, maxBytes) {
    const file = await (0,_files_open_js__WEBPACK_IMPORTED_MODULE_3__/* .openRegularFile */ .q)(inspection.path).catch((error) => {
        throw asRefusal(error);
    });
    try {
        const { size } = await file.stat();
        inspection.bytes = size;
        if (size === 0) {
            throw new _findings_js__WEBPACK_IMPORTED_MODULE_5__/* .Refusal */ .P_("empty-file", "The file is empty", "The file has no bytes. The build probably failed before it wrote anything.");
        }
        if (size > maxBytes && check !== "off") {
            const tooLarge = new _findings_js__WEBPACK_IMPORTED_MODULE_5__/* .Refusal */ .P_("too-large", "The file is too large", `The file has ${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_10__/* .thousands */ .oh)(size)} bytes, and Roblox takes at most ${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_10__/* .thousands */ .oh)(maxBytes)} (100 MB).${hintForXml(inspection.path)}`);
            if (check === "strict")
                throw tooLarge;
            refuse(findings, tooLarge, check);
        }
        else if (size > OPENAPI_LIMIT_BYTES && check !== "off") {
            findings.add("notice", "large-file", "A large file", `The file has ${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_10__/* .thousands */ .oh)(size)} bytes. Roblox documents two limits: ${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_10__/* .thousands */ .oh)(_place_js__WEBPACK_IMPORTED_MODULE_6__/* .MAX_PLACE_BYTES */ .tE)} bytes for places and ${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_10__/* .thousands */ .oh)(OPENAPI_LIMIT_BYTES)} in the description of this API.${hintForXml(inspection.path)}`);
        }
        const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256");
        const blocks = readBlocks(file, size, hash, signal);
        const first = await nextBlock(blocks);
        const start = Buffer.from(first.subarray(0, _sniff_js__WEBPACK_IMPORTED_MODULE_7__/* .SNIFF_BYTES */ .dD));
        inspection.contentType = (0,_sniff_js__WEBPACK_IMPORTED_MODULE_7__/* .contentTypeOf */ .JX)(start);
        if (check !== "off") {
            try {
                const format = (0,_sniff_js__WEBPACK_IMPORTED_MODULE_7__/* .formatOf */ .be)(start);
                noticeExtension(inspection.path, format, findings);
                const reader = format === "binary" ? (0,_binary_js__WEBPACK_IMPORTED_MODULE_4__/* .readBinaryPlace */ .D)(size, findings) : (0,_xml_js__WEBPACK_IMPORTED_MODULE_8__/* .readXmlPlace */ .N)(findings);
                inspection.place = (0,_place_js__WEBPACK_IMPORTED_MODULE_6__/* .judgePlace */ .tF)(await feed(reader, first, blocks, signal), findings);
            }
            catch (error) {
                if (error instanceof _findings_js__WEBPACK_IMPORTED_MODULE_5__/* .Refusal */ .P_ && ALWAYS_REFUSED.has(error.code))
                    throw error;
                refuse(findings, error, check);
            }
        }
        for await (const _ of blocks)
            ;
        inspection.sha256 = hash.digest("hex");
    }
    finally {
        await file.close();
    }
}
function asRefusal(error) {
    if (error instanceof _files_open_js__WEBPACK_IMPORTED_MODULE_3__/* .NotAFileError */ .Z) {
        return new _findings_js__WEBPACK_IMPORTED_MODULE_5__/* .Refusal */ .P_("not-a-file", "Not a file", "There is something at this path, but it is not a regular file (a folder, for instance).");
    }
    const { code } = error;
    if (code === "ENOENT" || code === "ENOTDIR") {
        return new _findings_js__WEBPACK_IMPORTED_MODULE_5__/* .Refusal */ .P_("missing", "The file does not exist", "There is no file at this path. The build may have failed, or written it elsewhere.");
    }
    return new _findings_js__WEBPACK_IMPORTED_MODULE_5__/* .Refusal */ .P_("unreadable", "The file cannot be read", `The file cannot be read (${(0,_findings_js__WEBPACK_IMPORTED_MODULE_5__/* .printable */ .g$)(String(code ?? error))}).`);
}
async function* readBlocks(file, size, hash, signal) {
    const block = Buffer.allocUnsafeSlow(Math.min(size + 1, BLOCK_BYTES));
    let at = 0;
    for (;;) {
        let filled = 0;
        for (;;) {
            const { bytesRead } = await file
                .read(block, filled, block.length - filled, at + filled)
                .catch((error) => {
                throw asRefusal(error);
            });
            filled += bytesRead;
            if (bytesRead === 0 || filled === block.length)
                break;
        }
        signal?.throwIfAborted();
        at += filled;
        if (at > size || (filled < block.length && at < size)) {
            throw new _findings_js__WEBPACK_IMPORTED_MODULE_5__/* .Refusal */ .P_("changed", "The file changes", "The file grew or shrank while it was read. Another step or process is still writing it.");
        }
        if (filled === 0)
            return;
        hash.update(block.subarray(0, filled));
        yield block.subarray(0, filled);
    }
}
const NOTHING = Buffer.alloc(0);
async function nextBlock(blocks) {
    return (await blocks.next()).value ?? NOTHING;
}
async function feed(reader, first, blocks, signal) {
    let block = first;
    let breath = performance.now();
    let step = reader.next();
    while (!step.done) {
        if (performance.now() - breath > BREATH_MS) {
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_2__.setImmediate)();
            signal?.throwIfAborted();
            breath = performance.now();
        }
        const wanted = step.value;
        let bytes = NOTHING;
        if (typeof wanted !== "number") {
            await wanted;
            signal?.throwIfAborted();
        }
        else if (wanted === _reader_js__WEBPACK_IMPORTED_MODULE_9__/* .AS_THEY_COME */ .RY) {
            bytes = block.length > 0 ? block : await nextBlock(blocks);
            block = NOTHING;
        }
        else if (wanted <= block.length) {
            bytes = block.subarray(0, wanted);
            block = block.subarray(wanted);
        }
        else {
            bytes = Buffer.allocUnsafeSlow(wanted);
            for (let filled = 0;; block = await nextBlock(blocks)) {
                const copied = block.copy(bytes, filled);
                filled += copied;
                block = block.subarray(copied);
                if (filled === wanted)
                    break;
            }
        }
        step = reader.next(bytes);
    }
    return step.value;
}
function noticeExtension(path, format, findings) {
    const extension = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.extname)(path).toLowerCase();
    const right = format === "xml" ? ".rbxlx" : ".rbxl";
    if (extension === right || ![".rbxl", ".rbxlx", ".rbxm", ".rbxmx"].includes(extension))
        return;
    findings.add("notice", "extension", "Content and extension disagree", `The content is ${format === "xml" ? "XML" : "binary"} (${right}), the extension ${extension}. The content decides how it is sent.`);
}
function hintForXml(path) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.extname)(path).toLowerCase() === ".rbxlx" ? " The same place as .rbxl is much smaller." : "";
}
function refuse(findings, error, check) {
    const { code, title, message } = error instanceof _findings_js__WEBPACK_IMPORTED_MODULE_5__/* .Refusal */ .P_ ? error : brokenCheck(error);
    if (ALWAYS_REFUSED.has(code))
        findings.add("refusal", code, title, message);
    else if (check === "warn")
        findings.add("warning", code, title, message);
    else {
        const wayThrough = PLAINLY_WRONG.has(code) ? "" : " If you are sure that the file is right, set `checkFile: warn`.";
        findings.add("refusal", code, title, message + wayThrough);
    }
}
function brokenCheck(error) {
    return new _findings_js__WEBPACK_IMPORTED_MODULE_5__/* .Refusal */ .P_("check-failed", "The check itself failed", `The check did not expect what it found (${(0,_findings_js__WEBPACK_IMPORTED_MODULE_5__/* .printable */ .g$)(String(error))}). Please report this.`);
}


/***/ }),

/***/ 7372:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   df: () => (/* binding */ describePlace),
/* harmony export */   sw: () => (/* binding */ MAX_CLASSES),
/* harmony export */   tE: () => (/* binding */ MAX_PLACE_BYTES),
/* harmony export */   tF: () => (/* binding */ judgePlace)
/* harmony export */ });
/* harmony import */ var _text_units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6647);
/* harmony import */ var _findings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9633);


const MAX_PLACE_BYTES = 104_857_600;
const MAX_CLASSES = 10_000;
const MAX_LISTED_SERVICES = 200;
const NOT_UPDATED = [
    "PartOperation",
    "UnionOperation",
    "NegateOperation",
    "IntersectOperation",
    "SurfaceAppearance",
    "BaseWrap",
    "WrapLayer",
    "WrapTarget",
    "WrapDeformer",
    "EditableImage",
    "EditableMesh",
];
function judgePlace(contents, findings) {
    const instances = [...contents.instancesByClass.values()].reduce((sum, n) => sum + n, 0);
    if (instances === 0) {
        throw new _findings_js__WEBPACK_IMPORTED_MODULE_0__/* .Refusal */ .P_("empty-place", "The place is empty", "The file is well formed, but there is not one instance in it: it would replace the place by nothing. " +
            "The build probably ran on an empty project or wrote its result elsewhere.");
    }
    const roots = [...contents.roots];
    const services = roots.filter(([, { service }]) => service).map(([name]) => name);
    if (services.length === 0) {
        throw new _findings_js__WEBPACK_IMPORTED_MODULE_0__/* .Refusal */ .P_("model-file", "A model, not a place", `No service (Workspace, Lighting, ServerScriptService and the like) stands at the root, only ${listed(roots.map(([name]) => name))}: ` +
            "this is a model. Build or save it as a place: in a Rojo project the root of the tree needs the class DataModel.");
    }
    if (roots.length === 1 && roots[0]?.[1].instances === 1) {
        findings.add("warning", "single-service", "Only one service in the place", `${services[0]} stands alone at the root. Tools save a single service as a model in this way: make sure that this is the whole place.`);
    }
    const notUpdated = NOT_UPDATED.flatMap((name) => {
        const n = contents.instancesByClass.get(name);
        return n ? [[name, n]] : [];
    });
    if (notUpdated.length > 0) {
        findings.add("notice", "not-updated-classes", "Instances that Open Cloud does not update", `The place holds ${notUpdated.map(([name, n]) => `${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_1__/* .thousands */ .oh)(n)} ${name}`).join(", ")}. ` +
            "Open Cloud does not update instances of these classes: after changing them, publish from Studio.");
    }
    const ofClass = (name) => contents.instancesByClass.get(name) ?? 0;
    return {
        format: contents.format,
        instances,
        classes: contents.instancesByClass.size,
        services: services.slice(0, MAX_LISTED_SERVICES),
        scripts: {
            Script: ofClass("Script"),
            LocalScript: ofClass("LocalScript"),
            ModuleScript: ofClass("ModuleScript"),
        },
        compression: contents.compression,
        notUpdated: Object.fromEntries(notUpdated),
    };
}
const COMPRESSIONS = { lz4: "LZ4", zstd: "Zstandard", none: "not compressed", mixed: "mixed compression" };
function describePlace(place, bytes) {
    const form = place.format === "xml" ? "XML place" : `binary place, ${COMPRESSIONS[place.compression]}`;
    const scripts = Object.entries(place.scripts).map(([kind, n]) => `${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_1__/* .thousands */ .oh)(n)} ${kind}`);
    const notUpdated = Object.entries(place.notUpdated).map(([name, n]) => `${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_1__/* .thousands */ .oh)(n)} ${name}`);
    return [
        `${form}, ${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_1__/* .thousands */ .oh)(bytes)} bytes`,
        `${(0,_findings_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(place.instances, "instance")} of ${(0,_findings_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(place.classes, "class", "classes")}`,
        `services: ${listed(place.services, 12)}`,
        `scripts: ${scripts.join(", ")}`,
        ...(notUpdated.length > 0 ? [`not updated by Open Cloud: ${notUpdated.join(", ")}`] : []),
    ];
}
function listed(names, most = 5) {
    const more = names.length - most;
    return names.slice(0, most).join(", ") + (more > 0 ? ` and ${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_1__/* .thousands */ .oh)(more)} more` : "");
}


/***/ }),

/***/ 6364:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hz: () => (/* binding */ PAUSE),
/* harmony export */   RY: () => (/* binding */ AS_THEY_COME),
/* harmony export */   "in": () => (/* binding */ endingWith),
/* harmony export */   xE: () => (/* binding */ inPieces)
/* harmony export */ });
const AS_THEY_COME = -1;
const PAUSE = 0;
const PIECE_ITEMS = 65_536;
function* inPieces(items, work) {
    for (let from = 0; from < items; from += PIECE_ITEMS) {
        if (from > 0)
            yield PAUSE;
        const outcome = work(from, Math.min(items, from + PIECE_ITEMS));
        if (outcome !== undefined)
            return outcome;
    }
    return undefined;
}
async function endingWith(work, signal) {
    if (!signal)
        return work;
    const { promise: end, reject } = Promise.withResolvers();
    const abort = () => reject(signal.reason);
    if (signal.aborted)
        abort();
    signal.addEventListener("abort", abort, { once: true });
    return Promise.race([work, end]).finally(() => signal.removeEventListener("abort", abort));
}


/***/ }),

/***/ 5251:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ isServiceName)
/* harmony export */ });
const SERVICES = new Set(`
  AdService AnalyticsService AnimationClipProvider AnimationFromVideoCreatorService AssetDeliveryProxy AssetService
  AvatarCreationService AvatarEditorService BadgeService BrowserService CacheableContentProvider CaptureService
  ChangeHistoryService Chat ClusterPacketCache CollectionService CommerceService ConfigService ConfigureServerService
  ContentProvider ContextActionService ControllerService CookiesService CoreGui CoreGuiConfiguration CreatorStoreService
  DataStoreService Debris DebugSettings DraftsService DraggerService EncodingService ExperienceNotificationService
  FeatureRestrictionManager FlagStandService FriendService GamePassService GameSettings GamepadService GenerationService
  GenericChallengeService Geometry GeometryService GroupService GuiService GuidRegistryService HSRDataContentProvider
  HapticService HeapProfilerService HeightmapImporterService Hopper HttpRbxApiService HttpService ILegacyStudioBridge
  IncrementalPatchBuilder InsertService InstanceFileSyncService JointsService KeyboardService KeyframeSequenceProvider
  Lighting LocalizationService LogService LoginService LuaSettings LuaWebService MLService MarketplaceService
  MatchmakingService MaterialService MemStorageService MemoryStoreService MeshContentProvider MessagingService
  MicroProfilerService ModerationService MouseService NetworkClient NetworkServer NetworkSettings NotificationService
  OpenCloudService PackageService PatchBundlerFileWatch PathfindingService PermissionsService PhysicsService
  PhysicsSettings PlacesService PlayerViewService Players PluginConnectionService PluginDebugService PluginGuiService
  PluginManagementService PointsService PolicyService ProcessInstancePhysicsService ProximityPromptService PublishService
  RecommendationService ReflectionService RemoteCommandService RemoteDebuggerServer RenderSettings ReplicatedFirst
  ReplicatedStorage RunService SceneAnalysisService ScriptContext ScriptDebuggerService ScriptEditorService
  ScriptProfilerService ScriptService Selection SelectionHighlightManager SerializationService ServerScriptService
  ServerStorage SessionCheckService SharedTableRegistry SlimContentProvider SocialService SolidModelContentProvider
  SoundService SpawnerService StarterGui StarterPack StarterPlayer StartupMessageService Stats StopWatchReporter Studio
  StudioCaptureService StudioDeviceSimulatorService StudioService StudioTestService TaskScheduler TeamCreateData
  TeamCreateService Teams TeleportService TestService TextBoxService TextChatService TextService TimerService
  TouchInputService TweenService UniqueIdLookupService UserGameSettings UserInputService UserService VRService
  VideoCaptureService VideoService VirtualInputManager VirtualUser VisibilityCheckDispatcher Visit VoiceChatService
  Workspace

  AvatarSettings CSGDictionaryService FlyweightService LanguageService LodDataService NonReplicatedCSGDictionaryService
  Packages PlayerDataService PlayerEmulatorService ServiceVisibilityService StudioData UGCAvatarService
  UnvalidatedAssetService VoiceChatInternal
  `
    .trim()
    .split(/\s+/));
function isServiceName(className) {
    return SERVICES.has(className) || className.endsWith("Service");
}


/***/ }),

/***/ 1955:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JX: () => (/* binding */ contentTypeOf),
/* harmony export */   bE: () => (/* binding */ wrongThingOf),
/* harmony export */   be: () => (/* binding */ formatOf),
/* harmony export */   dD: () => (/* binding */ SNIFF_BYTES),
/* harmony export */   mO: () => (/* binding */ WRONG_THING_CODES)
/* harmony export */ });
/* harmony import */ var _binary_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7661);
/* harmony import */ var _findings_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9633);


const SNIFF_BYTES = 4096;
function contentTypeOf(start) {
    return /^<(?:roblox(?!!)|\?xml)/.test(afterWhiteSpace(start)) ? "application/xml" : "application/octet-stream";
}
function formatOf(start) {
    if (_binary_js__WEBPACK_IMPORTED_MODULE_0__/* .BINARY_SIGNATURE */ .B.equals(start.subarray(0, _binary_js__WEBPACK_IMPORTED_MODULE_0__/* .BINARY_SIGNATURE */ .B.length)))
        return "binary";
    const text = afterWhiteSpace(start);
    if (/^<(?:roblox[\s>/]|\?xml|!doctype(?!\s+html))/i.test(text))
        return "xml";
    if (text.startsWith("<roblox!"))
        throw brokenSignature(start);
    if (text !== "" && "<roblox".startsWith(text))
        throw cutShort(start.length);
    const wrongThing = wrongThingOf(start);
    if (!wrongThing) {
        throw new _findings_js__WEBPACK_IMPORTED_MODULE_1__/* .Refusal */ .P_("not-a-place", "Not a place", "The file begins neither with <roblox! (binary, .rbxl) nor with <roblox (XML, .rbxlx). It is probably another file than meant.");
    }
    const { code, name, cause } = wrongThing;
    throw new _findings_js__WEBPACK_IMPORTED_MODULE_1__/* .Refusal */ .P_(code, `${name[0]?.toUpperCase()}${name.slice(1)}, not a place`, `This is ${name}, not a place. ${cause}`);
}
function wrongThingOf(start) {
    const text = afterWhiteSpace(start);
    const found = WRONG_THINGS.find(([, , , matches]) => matches(text, start));
    return found && { code: found[0], name: found[1], cause: found[2] };
}
const begins = (...bytes) => (_, start) => start.subarray(0, bytes.length).equals(Buffer.from(bytes));
const matches = (pattern) => (text) => pattern.test(text);
const WRONG_THINGS = [
    [
        "lfs-pointer",
        "a Git LFS pointer",
        "The checkout did not fetch the file itself: set `lfs: true` in the step that uses actions/checkout.",
        matches(/^version https:\/\/git-lfs\.github\.com\/spec\//),
    ],
    [
        "all-zero",
        "a file of zeros",
        "Its space was reserved but its content never written: the disk was probably full, or a download was interrupted.",
        (_, start) => start.every((byte) => byte === 0),
    ],
    ["gzip", "a gzip file", "Unpack it before publishing.", begins(0x1f, 0x8b)],
    [
        "zip",
        "a zip archive",
        "It is probably the artifact as it was downloaded: unpack it before publishing.",
        begins(0x50, 0x4b, 3, 4),
    ],
    ["zstd", "a Zstandard file", "Unpack it before publishing.", begins(0x28, 0xb5, 0x2f, 0xfd)],
    [
        "utf-16",
        "UTF-16 text",
        "A redirection in PowerShell writes such files: let the build tool write the file itself.",
        (text, start) => begins(0xff, 0xfe)(text, start) ||
            begins(0xfe, 0xff)(text, start) ||
            /^(?:<\0.\0|\0<\0)/.test(start.toString("latin1", 0, 4)),
    ],
    [
        "html",
        "an HTML page",
        "The step that downloads the place probably got an error or login page in its stead.",
        matches(/^<(?:!doctype\s+html|html|head|body)\b/i),
    ],
    [
        "rojo-project",
        "a Rojo project file",
        "Build it first (`rojo build --output place.rbxl`) and publish what comes out.",
        matches(/^\{[\s\S]*"tree"\s*:\s*\{/),
    ],
    [
        "json",
        "JSON",
        "The step that downloads the place probably got an error message in its stead.",
        matches(/^(?:\{\s*(?:"|\}|$)|\[\s*(?:["{[\]\d]|$))/),
    ],
    [
        "luau-script",
        "a Luau script",
        "Build the place that the script belongs to, and publish that.",
        matches(/^(?:--|(?:local|return|function|export|type|for|while|if|repeat|do)\b|(?:print|warn|require|game|workspace|script|task)\s*[(.:])/),
    ],
];
const WRONG_THING_CODES = new Set(WRONG_THINGS.map(([code]) => code));
function cutShort(bytes) {
    const message = `Cut short: the file ends after ${bytes} bytes. The artifact was probably not downloaded or written whole.`;
    return new _findings_js__WEBPACK_IMPORTED_MODULE_1__/* .Refusal */ .P_("cut-short", "The file is cut short", message);
}
function brokenSignature(start) {
    const signature = start.toString("latin1", 0, 20).slice("<roblox!".length);
    if (_binary_js__WEBPACK_IMPORTED_MODULE_0__/* .BINARY_SIGNATURE */ .B.subarray(0, start.length).equals(start)) {
        return cutShort(start.length);
    }
    if (signature.replace(/[\r\n]/g, "").startsWith("\x89\xff\x1a")) {
        return new _findings_js__WEBPACK_IMPORTED_MODULE_1__/* .Refusal */ .P_("line-ends-converted", "The line ends of a binary file were converted", "The file was handled as text and its line ends were converted, which destroys it. " +
            "Git does that without a line `*.rbxl binary` in .gitattributes; so do some download tools.");
    }
    return new _findings_js__WEBPACK_IMPORTED_MODULE_1__/* .Refusal */ .P_("broken-signature", "The signature of the binary file is damaged", "The file begins with <roblox!, but the six bytes behind are not those of a place. " +
        "It was probably handled as text: read and written again as UTF-8, or sent without its eighth bits.");
}
function afterWhiteSpace(start) {
    const bom = begins(0xef, 0xbb, 0xbf)("", start) ? 3 : 0;
    return start.toString("latin1", bom, SNIFF_BYTES).replace(/^[ \t\r\n]+/, "");
}


/***/ }),

/***/ 3046:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ readXmlPlace)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var _text_units_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6647);
/* harmony import */ var _findings_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9633);
/* harmony import */ var _place_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7372);
/* harmony import */ var _reader_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6364);
/* harmony import */ var _services_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5251);






const MAX_DEPTH = 100_000;
const MAX_TAG_BYTES = 1024 * 1024;
const MAX_ATTRIBUTES = 100;
const MAX_NAME_BYTES = 240;
const MAX_COMPARED = 500_000;
const MAX_KEY_BYTES = 100;
const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const AMPERSAND = 0x26;
const BRACKET = 0x5d;
const NUMBER_SIGN = 0x23;
const SEMICOLON = 0x3b;
const EQUALS = 0x3d;
const PLAIN = new Uint8Array(256).fill(1);
const NAME = new Uint8Array(256).fill(1);
const CONTROL = new Uint8Array(256);
for (let byte = 0; byte < 0x20; byte++) {
    if (byte === 9 || byte === 10 || byte === 13)
        continue;
    PLAIN[byte] = 0;
    CONTROL[byte] = 1;
}
for (let byte = 0; byte <= 0x20; byte++)
    NAME[byte] = 0;
for (const byte of Buffer.from("<&]"))
    PLAIN[byte] = 0;
for (const byte of Buffer.from("<>&/=\"'"))
    NAME[byte] = 0;
const isWhite = (byte) => byte === 0x20 || byte === 10 || byte === 9 || byte === 13;
const OTHER = 0;
const ROOT = 1;
const ITEM = 2;
const PROPERTIES = 3;
const PROPERTY = 4;
const REF = 5;
const SHARED_STRING = 6;
const SHARED_STRINGS = 7;
const DEFINITION = 8;
const VALUE_TYPES = new Set(hashes(`Axes BinaryString BrickColor CFrame CoordinateFrame Color3 Color3uint8 ColorSequence Content ContentId Enum Faces Font
    NetAssetRef NumberRange NumberSequence OptionalCoordinateFrame PhysicalProperties ProtectedString QDir QFont Ray Rect2D
    Ref Region3 Region3int16 SecurityCapabilities SharedString UDim UDim2 UniqueId Vector2 Vector2int16 Vector3 Vector3int16
    bool double float int int64 string token`.split(/\s+/)));
const NAMES = {
    roblox: Buffer.from("roblox"),
    item: Buffer.from("Item"),
    properties: Buffer.from("Properties"),
    ref: Buffer.from("Ref"),
    sharedString: Buffer.from("SharedString"),
    sharedStrings: Buffer.from("SharedStrings"),
    class: Buffer.from("class"),
    referent: Buffer.from("referent"),
    version: Buffer.from("version"),
    md5: Buffer.from("md5"),
};
const ENTITIES = new Set(hashes(["amp", "lt", "gt", "quot", "apos"]));
const MAX_REFERENCE_BYTES = 12;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const CDATA_START = Buffer.from("<![CDATA[");
const COMMENT_START = Buffer.from("<!--");
const DOCTYPE_START = /^<!doctype/i;
function* readXmlPlace(findings) {
    const reader = new XmlReader(findings);
    let rest = Buffer.alloc(0);
    for (;;) {
        const block = yield _reader_js__WEBPACK_IMPORTED_MODULE_4__/* .AS_THEY_COME */ .RY;
        if (block.length === 0)
            return reader.finish(rest);
        const bytes = rest.length > 0 ? Buffer.concat([rest, block]) : block;
        const used = reader.read(bytes);
        if (bytes.length - used > MAX_TAG_BYTES)
            throw illFormed(reader.at(0), "a tag that does not end");
        rest = Buffer.from(bytes.subarray(used));
    }
}
class XmlReader {
    #findings;
    #base = 0;
    #mode = "text";
    #bytes = Buffer.alloc(0);
    #halfCharacter = Buffer.alloc(0);
    #checkedUtf8 = 0;
    #names = Buffer.alloc(1024);
    #namesEnd = 0;
    #nameStarts = [];
    #kinds = [];
    #rootEnded = false;
    #attributes = new Int32Array(4 * MAX_ATTRIBUTES);
    #attributeCount = 0;
    #instancesByClass = new Map();
    #roots = new Map();
    #key;
    #referents = new Set();
    #refs = new Set();
    #sharedStrings = new Set();
    #sharedStringUses = new Set();
    constructor(findings) {
        this.#findings = findings;
    }
    at(position) {
        return `byte ${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_5__/* .thousands */ .oh)(this.#base + position)}`;
    }
    read(bytes) {
        this.#bytes = bytes;
        this.#checkUtf8();
        let at = this.#base === 0 ? this.#readByteOrderMark() : 0;
        while (at < bytes.length) {
            const next = this.#readPiece(at);
            if (next < 0)
                break;
            at = next;
        }
        this.#base += at;
        this.#checkedUtf8 = bytes.length - at;
        return at;
    }
    finish(rest) {
        if (!this.#rootEnded || rest.length > 0) {
            const depth = this.#kinds.length;
            const where = depth > 0 ? `inside <${this.#openName()}>, ${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_5__/* .thousands */ .oh)(depth)} deep` : "before its root element";
            throw new _findings_js__WEBPACK_IMPORTED_MODULE_1__/* .Refusal */ .P_("cut-short", "The file is cut short", `Cut short: the file ends at byte ${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_5__/* .thousands */ .oh)(this.#base + rest.length)} ${where}, without </roblox>. The artifact was probably not downloaded or written whole.`);
        }
        this.#compareKeys();
        return { format: "xml", compression: "none", instancesByClass: this.#instancesByClass, roots: this.#roots };
    }
    #readPiece(at) {
        if (this.#mode === "cdata")
            return this.#readCdata(at);
        if (this.#mode === "comment")
            return this.#skipTo("-->", at);
        if (this.#mode === "instruction")
            return this.#skipTo("?>", at);
        if (this.#kinds.length === 0)
            return this.#readOutside(at);
        return this.#readText(at);
    }
    #readByteOrderMark() {
        if (!BYTE_ORDER_MARK.equals(this.#bytes.subarray(0, BYTE_ORDER_MARK.length)))
            return 0;
        this.#warn("byte-order-mark", "A byte order mark", "The file begins with a byte order mark. Roblox's own writers do not do that.");
        return BYTE_ORDER_MARK.length;
    }
    #readOutside(at) {
        const bytes = this.#bytes;
        let i = at;
        while (isWhite(bytes[i]))
            i++;
        if (i > at) {
            if (this.#rootEnded) {
                this.#warn("white-space-after-root", "White space after the end", 'White space follows </roblox>. Roblox has refused such files with "Invalid Content stream": let the file end there.');
            }
            else if (this.#base + at <= BYTE_ORDER_MARK.length) {
                this.#warn("white-space-before-root", "White space before the start", "White space stands before <roblox. Roblox's own writers do not do that.");
            }
            return i;
        }
        if (this.#rootEnded) {
            throw new _findings_js__WEBPACK_IMPORTED_MODULE_1__/* .Refusal */ .P_("trailing-bytes", "Something follows the end of the place", `</roblox> ends the place, but something other than white space follows it at ${this.at(at)}. A tool probably added something, or wrote a shorter place over a longer one.`);
        }
        if (bytes[i] !== LESS)
            throw illFormed(this.at(i), "text before the root element");
        return this.#readMarkup(i);
    }
    #readText(at) {
        const bytes = this.#bytes;
        const end = bytes.length;
        let i = at;
        while (i < end && PLAIN[bytes[i]] === 1)
            i++;
        if (this.#key !== undefined)
            this.#keepKey(at, i);
        if (i > at)
            return i;
        const byte = bytes[i];
        if (byte === LESS)
            return this.#readMarkup(i);
        if (byte === AMPERSAND)
            return this.#readReference(i, end);
        if (byte === BRACKET) {
            if (end - i < 3)
                return -1;
            if (bytes[i + 1] === BRACKET && bytes[i + 2] === GREATER) {
                this.#warn("cdata-end-in-text", "A script may be cut in two", () => `]]> stands in text at ${this.at(i)}. Old versions of Rojo write a script that holds ]]> so that it ends there: update Rojo, or write ]] > in the script.`);
            }
            return i + 1;
        }
        this.#warnControl(i);
        return i + 1;
    }
    #readMarkup(at) {
        const bytes = this.#bytes;
        const next = bytes[at + 1];
        if (next === undefined)
            return -1;
        if (next === SLASH)
            return this.#readEndTag(at);
        if (next === 0x3f)
            return this.#readInstruction(at);
        if (next !== 0x21)
            return this.#readStartTag(at);
        if (bytes.length - at < CDATA_START.length)
            return -1;
        if (CDATA_START.compare(bytes, at, at + CDATA_START.length) === 0 && this.#kinds.length > 0) {
            this.#mode = "cdata";
            return at + CDATA_START.length;
        }
        if (COMMENT_START.compare(bytes, at, at + COMMENT_START.length) === 0) {
            this.#mode = "comment";
            return at + COMMENT_START.length;
        }
        if (DOCTYPE_START.test(bytes.toString("latin1", at, at + 9))) {
            throw new _findings_js__WEBPACK_IMPORTED_MODULE_1__/* .Refusal */ .P_("doctype", "A document type declaration", `<!DOCTYPE stands at ${this.at(at)}. No Roblox program writes one, and it could make a reader fetch or expand things.`);
        }
        throw illFormed(this.at(at), `a declaration that is neither CDATA nor a comment`);
    }
    #readInstruction(at) {
        const bytes = this.#bytes;
        if (bytes.length - at < 6)
            return -1;
        if (/^<\?xml\s/.test(bytes.toString("latin1", at, at + 6))) {
            const end = bytes.indexOf("?>", at);
            if (end < 0)
                return -1;
            const encoding = /\sencoding\s*=\s*["']([^"']*)["']/.exec(bytes.toString("latin1", at, end))?.[1];
            if (encoding !== undefined && !/^utf-8$/i.test(encoding)) {
                throw new _findings_js__WEBPACK_IMPORTED_MODULE_1__/* .Refusal */ .P_("encoding", "An encoding other than UTF-8", `The file declares the encoding ${(0,_findings_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g$)(encoding)}; Roblox reads UTF-8 only.`);
            }
            this.#warn("xml-declaration", "An XML declaration", "The file holds an XML declaration (<?xml …?>). Roblox's own writers do not do that.");
            return end + 2;
        }
        this.#mode = "instruction";
        return at + 2;
    }
    #skipTo(mark, at) {
        const found = this.#bytes.indexOf(mark, at);
        if (found >= 0) {
            this.#mode = "text";
            return found + mark.length;
        }
        const next = this.#bytes.length - mark.length + 1;
        return next > at ? next : -1;
    }
    #readCdata(at) {
        const bytes = this.#bytes;
        const end = bytes.length;
        let i = at;
        for (; i < end; i++) {
            const byte = bytes[i];
            if (PLAIN[byte] === 1)
                continue;
            if (byte === BRACKET) {
                if (end - i < 3)
                    return i > at ? i : -1;
                if (bytes[i + 1] === BRACKET && bytes[i + 2] === GREATER) {
                    this.#mode = "text";
                    return i + 3;
                }
            }
            else if (CONTROL[byte] === 1) {
                this.#warnControl(i);
            }
        }
        return end;
    }
    #readEndTag(at) {
        const bytes = this.#bytes;
        const depth = this.#kinds.length;
        if (depth === 0)
            throw illFormed(this.at(at), "an end tag before the root element");
        const nameStart = this.#nameStarts[depth - 1];
        const nameBytes = this.#namesEnd - nameStart;
        let i = at + 2;
        for (let n = nameStart; n < this.#namesEnd; n++, i++) {
            if (bytes[i] === this.#names[n])
                continue;
            if (i >= bytes.length)
                return -1;
            return this.#refuseEndTag(at);
        }
        while (isWhite(bytes[i]))
            i++;
        if (i >= bytes.length)
            return -1;
        if (bytes[i] !== GREATER)
            return this.#refuseEndTag(at);
        const kind = this.#kinds.pop();
        this.#nameStarts.pop();
        this.#namesEnd -= nameBytes;
        if (this.#key !== undefined)
            this.#endKey(kind);
        if (depth === 1)
            this.#rootEnded = true;
        return i + 1;
    }
    #refuseEndTag(at) {
        const bytes = this.#bytes;
        let end = at + 2;
        while (end < bytes.length && NAME[bytes[end]] === 1)
            end++;
        if (end === bytes.length && end - at < MAX_TAG_BYTES)
            return -1;
        throw illFormed(this.at(at), `</${this.#text(at + 2, end)}> where </${this.#openName()}> should be`);
    }
    #readStartTag(at) {
        const bytes = this.#bytes;
        const end = bytes.length;
        let i = at + 1;
        let hash = 0;
        for (; i < end && NAME[bytes[i]] === 1; i++)
            hash = hashOn(hash, bytes[i]);
        if (i === end)
            return -1;
        const nameStart = at + 1;
        const nameEnd = i;
        if (nameEnd === nameStart || !beginsName(bytes[nameStart])) {
            throw illFormed(this.at(at), bytes[nameStart] === LESS
                ? "a merge conflict"
                : "a < that begins no tag (perhaps in a script that holds ]]>, at which old versions of Rojo end it)");
        }
        let attributes = 0;
        for (;;) {
            const gap = i;
            while (isWhite(bytes[i]))
                i++;
            if (i === end)
                return -1;
            const byte = bytes[i];
            if (byte === GREATER)
                break;
            if (byte === SLASH) {
                if (i + 1 === end)
                    return -1;
                if (bytes[i + 1] !== GREATER)
                    throw illFormed(this.at(i), "a stray / in a tag");
                break;
            }
            const attributeStart = i;
            while (i < end && NAME[bytes[i]] === 1)
                i++;
            const attributeEnd = i;
            while (isWhite(bytes[i]))
                i++;
            if (i === end)
                return -1;
            if (attributeStart === gap || !beginsName(byte) || bytes[i] !== EQUALS) {
                throw illFormed(this.at(attributeStart), "a bad attribute");
            }
            i++;
            while (isWhite(bytes[i]))
                i++;
            if (i === end)
                return -1;
            const quote = bytes[i];
            if (quote !== 0x22 && quote !== 0x27)
                throw illFormed(this.at(i), "an attribute without quotes");
            const valueStart = ++i;
            for (; i < end && bytes[i] !== quote; i++) {
                const byte = bytes[i];
                if (PLAIN[byte] === 1 || byte === BRACKET)
                    continue;
                if (byte === LESS)
                    throw illFormed(this.at(i), "a < in an attribute");
                if (byte === AMPERSAND) {
                    if (this.#readReference(i, end) < 0)
                        return -1;
                }
                else
                    this.#warnControl(i);
            }
            if (i === end)
                return -1;
            if (attributes === MAX_ATTRIBUTES) {
                throw illFormed(this.at(at), `a tag with more than ${MAX_ATTRIBUTES} attributes`);
            }
            this.#attributes[4 * attributes] = attributeStart;
            this.#attributes[4 * attributes + 1] = attributeEnd;
            this.#attributes[4 * attributes + 2] = valueStart;
            this.#attributes[4 * attributes + 3] = i;
            attributes++;
            i++;
        }
        this.#attributeCount = attributes;
        if (attributes > 1)
            this.#refuseDoubleAttributes();
        const kind = this.#begin(at, nameStart, nameEnd, hash);
        if (bytes[i] === SLASH) {
            if (this.#kinds.length === 0)
                this.#rootEnded = true;
            return i + 2;
        }
        this.#open(at, kind, nameStart, nameEnd);
        return i + 1;
    }
    #refuseDoubleAttributes() {
        const attributes = this.#attributes;
        for (let a = 4 * this.#attributeCount - 4; a > 0; a -= 4) {
            for (let b = 0; b < a; b += 4) {
                const start = attributes[a];
                const end = attributes[a + 1];
                if (this.#same(start, end, this.#bytes, attributes[b], attributes[b + 1])) {
                    throw illFormed(this.at(start), "an attribute that the tag has already");
                }
            }
        }
    }
    #begin(at, nameStart, nameEnd, hash) {
        const depth = this.#kinds.length;
        const parent = this.#kinds[depth - 1];
        const named = (name) => this.#same(nameStart, nameEnd, name, 0, name.length);
        if (depth === 0) {
            if (!named(NAMES.roblox)) {
                throw new _findings_js__WEBPACK_IMPORTED_MODULE_1__/* .Refusal */ .P_("wrong-root", "XML, but no place", `The root element is <${this.#text(nameStart, nameEnd)}>, not <roblox>. A download step may have saved an error message in place of the file.`);
            }
            const version = this.#attribute(NAMES.version);
            if (version !== "4") {
                throw new _findings_js__WEBPACK_IMPORTED_MODULE_1__/* .Refusal */ .P_("unknown-version", "Unknown version of the XML format", `<roblox> has ${version === undefined ? "no version" : `the version "${(0,_findings_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g$)(version)}"`}; only version="4" is known, and Roblox has loaded others as an empty place.`);
            }
            return ROOT;
        }
        if (parent === PROPERTIES) {
            if (named(NAMES.ref))
                return REF;
            if (named(NAMES.sharedString))
                return SHARED_STRING;
            if (!VALUE_TYPES.has(hash)) {
                this.#findings.add("notice", "unknown-property-type", "Unknown type of property", () => `A property at ${this.at(at)} is of the type <${this.#text(nameStart, nameEnd)}>, which this check does not know. Roblox may have added it.`);
            }
            return PROPERTY;
        }
        if (named(NAMES.item)) {
            const className = this.#attribute(NAMES.class);
            if (!className)
                throw illFormed(this.at(at), "an Item without a class");
            if (parent !== ROOT && parent !== ITEM)
                return OTHER;
            this.#addInstance((0,_findings_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g$)(className), parent === ROOT);
            return ITEM;
        }
        if (parent === ITEM)
            return named(NAMES.properties) ? PROPERTIES : OTHER;
        if (parent === ROOT)
            return named(NAMES.sharedStrings) ? SHARED_STRINGS : OTHER;
        if (parent === SHARED_STRINGS && named(NAMES.sharedString)) {
            const key = this.#attribute(NAMES.md5);
            if (key !== undefined)
                addKey(this.#sharedStrings, key);
            return DEFINITION;
        }
        return OTHER;
    }
    #addInstance(className, atRoot) {
        const known = this.#instancesByClass.get(className);
        if (known === undefined && this.#instancesByClass.size >= _place_js__WEBPACK_IMPORTED_MODULE_2__/* .MAX_CLASSES */ .sw) {
            throw new _findings_js__WEBPACK_IMPORTED_MODULE_1__/* .Refusal */ .P_("too-much-data", "More data than a place can hold", `No place has ${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_5__/* .thousands */ .oh)(_place_js__WEBPACK_IMPORTED_MODULE_2__/* .MAX_CLASSES */ .sw)} different classes.`);
        }
        this.#instancesByClass.set(className, (known ?? 0) + 1);
        if (atRoot) {
            const instances = (this.#roots.get(className)?.instances ?? 0) + 1;
            this.#roots.set(className, { instances, service: (0,_services_js__WEBPACK_IMPORTED_MODULE_3__/* .isServiceName */ .t)(className) });
        }
        const referent = this.#attribute(NAMES.referent);
        if (referent === undefined)
            return;
        if (this.#referents.has(referent)) {
            this.#warn("duplicate-referent", "A referent used twice", () => `Two Items have the referent ${(0,_findings_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g$)(referent)}: references to it can go wrong.`);
        }
        else
            addKey(this.#referents, referent);
    }
    #open(at, kind, nameStart, nameEnd) {
        if (this.#kinds.length >= MAX_DEPTH) {
            throw illFormed(this.at(at), `a pile of more than ${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_5__/* .thousands */ .oh)(MAX_DEPTH)} elements inside each other`);
        }
        const bytes = nameEnd - nameStart;
        if (this.#namesEnd + bytes > this.#names.length) {
            this.#names = Buffer.concat([this.#names], 2 * (this.#namesEnd + bytes));
        }
        for (let i = nameStart, n = this.#namesEnd; i < nameEnd; i++, n++)
            this.#names[n] = this.#bytes[i];
        this.#nameStarts.push(this.#namesEnd);
        this.#namesEnd += bytes;
        this.#kinds.push(kind);
        this.#key = kind === REF || kind === SHARED_STRING ? "" : undefined;
    }
    #openName() {
        const start = this.#nameStarts.at(-1) ?? 0;
        return (0,_findings_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g$)(this.#names.toString("utf8", start, Math.min(this.#namesEnd, start + MAX_NAME_BYTES)));
    }
    #text(start, end) {
        return (0,_findings_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g$)(this.#bytes.toString("utf8", start, Math.min(end, start + MAX_NAME_BYTES)));
    }
    #attribute(name) {
        const attributes = this.#attributes;
        for (let a = 0; a < 4 * this.#attributeCount; a += 4) {
            if (!this.#same(attributes[a], attributes[a + 1], name, 0, name.length))
                continue;
            const start = attributes[a + 2];
            return this.#bytes.toString("utf8", start, Math.min(attributes[a + 3], start + 4 * MAX_KEY_BYTES));
        }
        return undefined;
    }
    #same(start, end, other, otherStart, otherEnd) {
        if (end - start !== otherEnd - otherStart)
            return false;
        for (let i = start, j = otherStart; i < end; i++, j++)
            if (this.#bytes[i] !== other[j])
                return false;
        return true;
    }
    #keepKey(start, end) {
        if (this.#key === undefined || this.#key.length > MAX_KEY_BYTES)
            return;
        this.#key += this.#bytes.toString("latin1", start, Math.min(end, start + MAX_KEY_BYTES + 1));
    }
    #endKey(kind) {
        const key = this.#key?.trim() ?? "";
        this.#key = undefined;
        if (kind === REF && key !== "" && key !== "null" && key !== "nil")
            addKey(this.#refs, key);
        if (kind === SHARED_STRING)
            addKey(this.#sharedStringUses, key);
    }
    #compareKeys() {
        const dangling = (uses, keys) => keys.size < MAX_COMPARED ? [...uses].find((key) => key.length <= MAX_KEY_BYTES && !keys.has(key)) : undefined;
        const ref = dangling(this.#refs, this.#referents);
        if (ref !== undefined) {
            this.#warn("dangling-ref", "A reference to nothing", () => `A property refers to the instance ${(0,_findings_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g$)(ref)}, which is not in the file.`);
        }
        const key = dangling(this.#sharedStringUses, this.#sharedStrings);
        if (key !== undefined) {
            this.#warn("dangling-shared-string", "A shared string that is missing", () => `A property uses the shared string ${(0,_findings_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g$)(key)}, which is not in the file.`);
        }
    }
    #readReference(at, end) {
        const bytes = this.#bytes;
        const numeric = bytes[at + 1] === NUMBER_SIGN;
        let i = numeric ? at + 2 : at + 1;
        let hash = 0;
        for (; i < end && i - at <= MAX_REFERENCE_BYTES && NAME[bytes[i]] === 1 && bytes[i] !== SEMICOLON; i++) {
            hash = hashOn(hash, bytes[i]);
        }
        if (i === end)
            return -1;
        if (bytes[i] === SEMICOLON) {
            if (!numeric && ENTITIES.has(hash))
                return i + 1;
            const digits = numeric ? bytes.toString("latin1", at + 2, i) : "";
            if (/^(?:\d+|x[\da-f]+)$/i.test(digits)) {
                const code = Number(digits[0] === "x" || digits[0] === "X" ? `0${digits}` : digits);
                if (code < CONTROL.length && CONTROL[code] === 1)
                    this.#warnControl(at);
                return i + 1;
            }
        }
        this.#warn("undefined-entity", "An undefined entity", () => `The & at ${this.at(at)} begins neither one of XML's five entities nor a number. Roblox and other readers may take it differently: write &amp; for a plain &.`);
        return at + 1;
    }
    #checkUtf8() {
        const fresh = this.#bytes.subarray(this.#checkedUtf8);
        if (this.#halfCharacter.length === 0 && (0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isAscii)(fresh))
            return;
        const bytes = this.#halfCharacter.length > 0 ? Buffer.concat([this.#halfCharacter, fresh]) : fresh;
        const whole = bytes.length - halfCharacterBytes(bytes);
        if (!(0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isUtf8)(bytes.subarray(0, whole)))
            this.#warnUtf8();
        this.#halfCharacter = Buffer.from(bytes.subarray(whole));
    }
    #warnUtf8() {
        this.#warn("invalid-utf8", "Bytes that are not UTF-8", () => `There are bytes that are not UTF-8 near ${this.at(this.#checkedUtf8)}. Roblox may show other characters than meant.`);
    }
    #warnControl(at) {
        this.#warn("control-character", "Control characters", () => `A control character stands at ${this.at(at)}. XML forbids them; Roblox has been seen to read them.`);
    }
    #warn(code, title, message) {
        this.#findings.add("warning", code, title, message);
    }
}
function halfCharacterBytes(bytes) {
    for (let back = 1; back <= Math.min(3, bytes.length); back++) {
        const byte = bytes[bytes.length - back];
        if (byte >= 0xc0)
            return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
        if (byte < 0x80)
            return 0;
    }
    return 0;
}
function beginsName(byte) {
    return ((byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || byte === 0x5f || byte === 0x3a || byte >= 0x80);
}
function addKey(keys, key) {
    if (key.length <= MAX_KEY_BYTES && keys.size < MAX_COMPARED)
        keys.add(key);
}
function hashOn(hash, byte) {
    return (Math.imul(hash, 31) + byte) | 0;
}
function hashes(names) {
    return names.map((name) => Buffer.from(name).reduce(hashOn, 0));
}
function illFormed(where, what) {
    return new _findings_js__WEBPACK_IMPORTED_MODULE_1__/* .Refusal */ .P_("ill-formed", "The XML is not well formed", `There is ${what} at ${where}. The file was probably changed by hand or merged, or bytes of it were lost.`);
}


/***/ })

};
