export const id = 53;
export const ids = [53];
export const modules = {

/***/ 8053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readInputs: () => (/* reexport */ readInputs),
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./lib/node_modules/@actions/core/lib/core.js + 16 modules
var core = __webpack_require__(5871);
// EXTERNAL MODULE: ./lib/src/open-cloud/client.js
var open_cloud_client = __webpack_require__(9760);
// EXTERNAL MODULE: ./lib/src/open-cloud/deadline.js
var deadline = __webpack_require__(5727);
// EXTERNAL MODULE: ./lib/src/runner/cancel.js
var cancel = __webpack_require__(2479);
// EXTERNAL MODULE: ./lib/src/runner/context.js
var context = __webpack_require__(8310);
// EXTERNAL MODULE: ./lib/src/runner/failure.js
var runner_failure = __webpack_require__(2511);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./lib/src/text/harmless.js
var harmless = __webpack_require__(1297);
// EXTERNAL MODULE: ./lib/src/text/units.js
var units = __webpack_require__(6647);
// EXTERNAL MODULE: ./lib/src/open-cloud/answer.js
var open_cloud_answer = __webpack_require__(3953);
// EXTERNAL MODULE: ./lib/src/open-cloud/body.js
var open_cloud_body = __webpack_require__(8967);
// EXTERNAL MODULE: ./lib/src/open-cloud/call.js + 1 modules
var open_cloud_call = __webpack_require__(9962);
// EXTERNAL MODULE: ./lib/src/open-cloud/facts.js
var facts = __webpack_require__(1512);
// EXTERNAL MODULE: ./lib/src/open-cloud/pages.js
var pages = __webpack_require__(2699);
;// CONCATENATED MODULE: ./lib/src/open-cloud/api/assets.js








class AssetError extends Error {
    title;
    constructor(title, message) {
        super(message);
        this.title = title;
    }
}
const CREATIONS = "Creator Dashboard → Creations → Development Items (https://create.roblox.com/dashboard/creations)";
async function createAsset(client, asset, file, watch) {
    const { assetType, displayName, description, creator, expectedPrice } = asset;
    const request = {
        assetType,
        displayName,
        description,
        creationContext: { creator, ...(expectedPrice === undefined ? {} : { expectedPrice }) },
    };
    const call = {
        ...uploadOf(file, request),
        method: "POST",
        target: "/assets/v1/assets",
        permission: facts/* APIS */.yc.createAsset.permission,
        repeatable: false,
        words: {
            title: deedOf(""),
            doing: "creating an asset",
            limit: `${facts/* APIS */.yc.createAsset.perMinute} new assets a minute`,
            ifUncertain: createUncertain(displayName, file),
            ifBrokenOff: "no asset was made",
            ifRefused: "Look at displayName, description and the file: Roblox did not take one of them.",
            ifForbidden: {
                why: "The key may not create assets for this creator: it is restricted to another one, or its owner lacks the group's right to create items.",
                next: "Compare creatorUserId or creatorGroupId with the key's owner and its asset permission.",
            },
            refusal: refusalOf,
        },
    };
    return (await (0,open_cloud_call/* callAndCount */.Hp)(client, call, watch)).value;
}
function deedOf(assetId) {
    return assetId === ""
        ? { what: "the asset was", done: "created" }
        : { what: `asset ${assetId} was`, done: "updated" };
}
function createUncertain(displayName, { bytes, sha256 }) {
    return `An asset may have been made all the same, so the file was not sent again: that could make a second one. Look for "${(0,harmless/* harmless */.I)(displayName)}" in ${CREATIONS} before you run the step again. What was sent has ${(0,units/* bytesText */.pV)(bytes)} and the sha256 ${sha256}.`;
}
async function updateAsset(client, update, file, watch) {
    const { assetId } = update;
    const metadata = Object.fromEntries(["displayName", "description"].flatMap((name) => (update[name] === "" ? [] : [[name, update[name]]])));
    const mask = Object.keys(metadata);
    const call = {
        ...uploadOf(file, { assetId, ...metadata }),
        method: "PATCH",
        target: `/assets/v1/assets/${assetId}${mask.length === 0 ? "" : `?updateMask=${mask.join(",")}`}`,
        permission: facts/* APIS */.yc.updateAsset.permission,
        repeatable: true,
        words: {
            title: deedOf(assetId),
            doing: "updating an asset",
            limit: `${facts/* APIS */.yc.updateAsset.perMinute} updates a minute`,
            ifUncertain: `The asset may have a new version all the same. Running the step again is safe: at worst the same content becomes one more version.`,
            ifBrokenOff: "the asset is as it was",
            ifRefused: `Compare assetId with the Creator Dashboard: asset ${assetId} does not exist, is not the key owner's, or is no model.`,
            ifForbidden: {
                why: "The key may not change this asset: it is restricted to another creator, or its owner may not edit the asset.",
                next: "Compare the asset's creator with the key's owner and its asset permission.",
            },
            refusal: refusalOf,
        },
    };
    return (await (0,open_cloud_call/* callAndCount */.Hp)(client, call, watch)).value;
}
function uploadOf(file, request) {
    const { fileName, contentType } = file;
    const body = (0,open_cloud_body/* multipart */.fo)([
        { name: "request", contentType: "application/json", content: JSON.stringify(request) },
        { name: "fileContent", fileName, contentType, content: (0,open_cloud_body/* provenFile */.HI)(file, contentType) },
    ], (0,external_node_crypto_.randomBytes)(16).toString("hex"));
    return { body, read: operationOf };
}
function operationOf(answer) {
    const body = (0,open_cloud_call/* succeeded */.gq)(answer) && answer.bodySent ? (0,open_cloud_answer/* parseObject */.lj)(answer.text) : undefined;
    if (!body)
        return undefined;
    const path = typeof body.path === "string" ? (body.path.split("/").at(-1) ?? "") : "";
    const operationId = typeof body.operationId === "string" ? body.operationId : path;
    const done = body.done === true;
    const asset = assetOf(body.response);
    const error = done && typeof body.error === "object" && body.error !== null ? errorText(body.error) : undefined;
    if (!/^[\w-]{1,100}$/.test(operationId) && !(operationId === "" && done))
        return undefined;
    return { operationId, done, ...(asset && { asset }), ...(error !== undefined && { error }) };
}
function errorText(error) {
    const { message, code } = error;
    const said = typeof message === "string" && message !== "" ? `Roblox said "${(0,harmless/* harmless */.I)(message)}"` : "Roblox gave no reason";
    return code === undefined ? said : `${said} (${(0,harmless/* harmless */.I)(String(code), 60)})`;
}
function assetOf(value) {
    if (typeof value !== "object" || value === null)
        return undefined;
    const { assetId, revisionId, displayName, moderationResult } = value;
    if (!isDigits(assetId))
        return undefined;
    const state = moderationOf(moderationResult);
    return {
        assetId: String(assetId),
        ...(isDigits(revisionId) && { versionNumber: String(revisionId) }),
        ...(typeof displayName === "string" && { displayName }),
        ...(state !== undefined && { moderationState: state }),
    };
}
function isDigits(value) {
    return (typeof value === "number" || typeof value === "string") && /^[1-9]\d{0,18}$/.test(String(value));
}
function moderationOf(result) {
    const state = result?.moderationState;
    const word = typeof state === "string" ? state.replace(/^MODERATION_STATE_/, "").toLowerCase() : "";
    return ["Approved", "Reviewing", "Rejected"].find((known) => known.toLowerCase() === word);
}
const LONGEST_POLL_SECONDS = 10;
async function awaitOperation(client, started, assetId) {
    let operation = started;
    const { operationId } = started;
    const title = (0,open_cloud_call/* titleOf */.Gg)(deedOf(assetId), "possible");
    const call = operationCall(operationId, title);
    for (let seconds = 1; !operation.done; seconds = Math.min(LONGEST_POLL_SECONDS, seconds * 2)) {
        await pause(client, seconds, title, `operation ${operationId} may yet finish`);
        operation = await (0,open_cloud_call/* callRoblox */.tH)(client, call);
    }
    if (operation.error !== undefined) {
        throw new AssetError("Roblox did not make an asset of the file", `${operation.error}. The upload was taken, but its operation ${operationId} failed. Open the file in Roblox Studio to see whether it loads; a price above expectedPrice ends so as well.`);
    }
    if (!operation.asset) {
        throw new AssetError(title, `Roblox says that operation ${operationId} is done, but neither what it made nor why it failed. An asset may exist: look in ${CREATIONS}.`);
    }
    return operation.asset;
}
function operationCall(operationId, title) {
    return {
        method: "GET",
        target: `/assets/v1/operations/${operationId}`,
        permission: facts/* APIS */.yc.assetOperation.permission,
        repeatable: true,
        read: operationOf,
        words: {
            title,
            doing: "asking what became of an upload",
            limit: `${facts/* APIS */.yc.assetOperation.perMinute} such questions a minute`,
            ifUncertain: `Roblox has the file, and an asset may come of it (operation ${operationId}): look in ${CREATIONS} before you run the step again.`,
            ifBrokenOff: "the upload goes on",
            ifRefused: `Roblox has the file, but does not know operation ${operationId} any more. An asset may exist: look in ${CREATIONS} before you run the step again.`,
            refusal: refusalOf,
        },
    };
}
async function pause(client, seconds, title, known) {
    try {
        await client.deadline.sleep(seconds);
    }
    catch (error) {
        const why = (0,harmless/* harmless */.I)(error instanceof Error ? error.message : String(error));
        throw new AssetError(title, `${why.charAt(0).toUpperCase()}${why.slice(1)}. Roblox has the file, and ${known}: look in ${CREATIONS}. Raise timeoutMinutes if Roblox is slow.`);
    }
}
const FIRST_MODERATION_POLL_SECONDS = 2;
const LONGEST_MODERATION_POLL_SECONDS = 15;
async function awaitModeration(client, assetId, known) {
    let state = known;
    for (let seconds = FIRST_MODERATION_POLL_SECONDS; state !== "Approved" && state !== "Rejected"; seconds = Math.min(LONGEST_MODERATION_POLL_SECONDS, seconds * 2)) {
        const undecided = `asset ${assetId} exists, but moderation had not decided about it`;
        await pause(client, seconds, "The asset is not approved yet", undecided);
        state = await (0,open_cloud_call/* callRoblox */.tH)(client, moderationCall(assetId));
    }
    return state;
}
function moderationState(client, assetId, seconds) {
    return (0,open_cloud_call/* lookUp */.TE)(client, moderationCall(assetId), seconds);
}
function moderationCall(assetId) {
    return {
        method: "GET",
        target: `/assets/v1/assets/${assetId}?readMask=moderationResult`,
        permission: facts/* APIS */.yc.asset.permission,
        repeatable: true,
        read: (answer) => ((0,open_cloud_call/* succeeded */.gq)(answer) ? moderationOf((0,open_cloud_answer/* parseObject */.lj)(answer.text)?.moderationResult) : undefined),
        words: {
            title: "The asset's moderation is not known",
            doing: "asking about moderation",
            limit: `${facts/* APIS */.yc.asset.perMinute} such questions a minute`,
            ifUncertain: `Asset ${assetId} exists; its page in the Creator Dashboard shows whether it is approved.`,
            ifBrokenOff: "nothing changed",
            ifRefused: `Asset ${assetId} exists; its page in the Creator Dashboard shows whether it is approved.`,
            refusal: refusalOf,
        },
    };
}
function audioQuota(client, userId, seconds) {
    const filter = encodeURIComponent("quotaType == RateLimitUpload && assetType == Audio");
    return (0,open_cloud_call/* lookUp */.TE)(client, {
        method: "GET",
        target: `/cloud/v2/users/${userId}/asset-quotas?filter=${filter}`,
        permission: facts/* APIS */.yc.assetQuotas.permission,
        read(answer) {
            const quotas = (0,open_cloud_call/* succeeded */.gq)(answer) ? (0,open_cloud_answer/* parseObject */.lj)(answer.text)?.assetQuotas : undefined;
            const { usage, capacity } = (Array.isArray(quotas) ? (quotas[0] ?? {}) : {});
            return typeof usage === "number" && typeof capacity === "number" ? { usage, capacity } : undefined;
        },
    }, seconds);
}
function refusalOf(answer) {
    const { status } = answer;
    const said = (0,open_cloud_answer/* readAnswer */.JN)(answer).message ?? "";
    if (status === 403 && /user is moderated/i.test(said)) {
        return {
            why: "The account that owns the key is under moderation, so Roblox takes nothing more from it.",
            next: "Sign in with that account to see and resolve it, and stop all other uploads of it until then.",
            widespread: true,
        };
    }
    if (status === 400 && /(?:name|description) is moderated/i.test(said)) {
        return {
            why: "Roblox's text filter refused the text.",
            next: "Choose other words; commit hashes and abbreviations are often taken for what they are not.",
        };
    }
    if (status === 400 && /InvalidImage/i.test(said)) {
        return { why: "Roblox cannot read the image.", next: "Export it again, as a plain PNG for instance." };
    }
    if (status === 400 && /updating \w+ is not supported/i.test(said)) {
        return {
            why: "Only models take a new version.",
            next: "Leave assetId out: the file then becomes a new asset, with an id of its own.",
        };
    }
    if (status === 413)
        return { why: "The file is larger than Roblox takes.", next: "Make it smaller, or split it." };
    if (status === 400) {
        return {
            why: "Roblox did not take the file, its name or its description.",
            next: `Read Roblox's words above; if they do not help, open the file in Studio, and look at ${pages/* STATUS_PAGE */.s}.`,
        };
    }
    return undefined;
}

// EXTERNAL MODULE: ./lib/src/open-cloud/api/keys.js
var keys = __webpack_require__(4410);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/src/files/open.js
var files_open = __webpack_require__(3144);
// EXTERNAL MODULE: ./lib/src/place-file/binary.js + 5 modules
var binary = __webpack_require__(7661);
// EXTERNAL MODULE: ./lib/src/place-file/findings.js
var place_file_findings = __webpack_require__(9633);
// EXTERNAL MODULE: ./lib/src/place-file/inspect.js
var inspect = __webpack_require__(863);
;// CONCATENATED MODULE: ./lib/src/place-file/media.js
const FORMATS = {
    rbxm: { contentType: "model/x-rbxm", extensions: [".rbxm"] },
    rbxmx: { contentType: "model/x-rbxm", extensions: [".rbxmx"] },
    png: { contentType: "image/png", extensions: [".png"] },
    jpeg: { contentType: "image/jpeg", extensions: [".jpg", ".jpeg"] },
    bmp: { contentType: "image/bmp", extensions: [".bmp"] },
    tga: { contentType: "image/tga", extensions: [".tga"] },
    mp3: { contentType: "audio/mpeg", extensions: [".mp3"] },
    ogg: { contentType: "audio/ogg", extensions: [".ogg", ".oga"] },
    wav: { contentType: "audio/wav", extensions: [".wav"] },
    flac: { contentType: "audio/flac", extensions: [".flac"] },
    mp4: { contentType: "video/mp4", extensions: [".mp4"] },
    mov: { contentType: "video/mov", extensions: [".mov"] },
    fbx: { contentType: "model/fbx", extensions: [".fbx"] },
    gltf: { contentType: "model/gltf+json", extensions: [".gltf"] },
    glb: { contentType: "model/gltf-binary", extensions: [".glb"] },
    mesh: { contentType: "model/x-file-mesh-data", extensions: [".mesh"] },
};
function mediaOf(start, bytes, extension) {
    const text = start.toString("latin1", 0, 64);
    const at = (offset, signature) => text.startsWith(signature, offset);
    if (at(0, "\x89PNG\r\n\x1a\n")) {
        return { format: "png", ...(start.length >= 24 && size(start.readUInt32BE(16), start.readUInt32BE(20))) };
    }
    if (at(0, "\xff\xd8\xff"))
        return { format: "jpeg", ...jpegSize(start) };
    if (at(0, "BM") && start.length >= 26 && [12, 40, 52, 56, 64, 108, 124].includes(start.readUInt32LE(14))) {
        return { format: "bmp", ...bmpSize(start) };
    }
    if (at(0, "RIFF") && at(8, "WAVE"))
        return { format: "wav", ...wavFacts(start, bytes) };
    if (at(0, "fLaC"))
        return { format: "flac", ...flacFacts(start) };
    if (at(0, "OggS"))
        return { format: "ogg", ...oggFacts(start) };
    if (at(0, "ID3"))
        return { format: "mp3", ...mp3Facts(start, id3Bytes(start)) };
    if (at(4, "ftyp"))
        return { format: at(8, "qt  ") ? "mov" : "mp4" };
    if (extension === ".mov" && ["moov", "mdat", "wide", "free"].some((box) => at(4, box)))
        return { format: "mov" };
    if (at(0, "Kaydara FBX Binary") || /^; FBX \d/.test(text))
        return { format: "fbx" };
    if (at(0, "glTF"))
        return { format: "glb" };
    if (/^version \d\.\d\d\s/.test(text))
        return { format: "mesh" };
    if (/^\s*\{/.test(text) && /"asset"\s*:\s*\{[^}]*"version"\s*:/.test(start.toString("latin1"))) {
        return { format: "gltf" };
    }
    if (isMp3Frame(start, 0))
        return { format: "mp3", ...mp3Facts(start, 0) };
    if (extension === ".tga" && isTga(start)) {
        return { format: "tga", ...size(start.readUInt16LE(12), start.readUInt16LE(14)) };
    }
    return undefined;
}
function size(width, height) {
    return { width, height };
}
function bmpSize(start) {
    return start.readUInt32LE(14) === 12
        ? size(start.readUInt16LE(18), start.readUInt16LE(20))
        : size(Math.abs(start.readInt32LE(18)), Math.abs(start.readInt32LE(22)));
}
function jpegSize(start) {
    let at = 2;
    while (at + 9 <= start.length && start[at] === 0xff) {
        const marker = start[at + 1];
        if (marker === 0xff) {
            at += 1;
            continue;
        }
        if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
            return size(start.readUInt16BE(at + 7), start.readUInt16BE(at + 5));
        }
        at += 2 + start.readUInt16BE(at + 2);
    }
    return undefined;
}
function isTga(start) {
    return start.length >= 18 && start[1] <= 1 && [1, 2, 3, 9, 10, 11].includes(start[2]);
}
function wavFacts(start, bytes) {
    let at = 12;
    let facts = {};
    let bytesASecond = 0;
    while (at + 8 <= start.length) {
        const name = start.toString("latin1", at, at + 4);
        const length = start.readUInt32LE(at + 4);
        if (name === "fmt " && at + 20 <= start.length) {
            facts = { sampleHertz: start.readUInt32LE(at + 12) };
            bytesASecond = start.readUInt32LE(at + 16);
        }
        if (name === "data") {
            const sound = Math.min(length, bytes - at - 8);
            return bytesASecond > 0 ? { ...facts, seconds: sound / bytesASecond } : facts;
        }
        at += 8 + length + (length % 2);
    }
    return facts;
}
function flacFacts(start) {
    if (start.length < 26)
        return {};
    const sampleHertz = start.readUIntBE(18, 3) >>> 4;
    const samples = (start.readUInt8(21) & 0x0f) * 2 ** 32 + start.readUInt32BE(22);
    return { ...(sampleHertz > 0 && { sampleHertz, ...(samples > 0 && { seconds: samples / sampleHertz }) }) };
}
const OGG_TAIL_BYTES = 65_536;
function oggSeconds(start, tail) {
    const { sampleHertz } = oggFacts(start);
    const at = tail.lastIndexOf("OggS");
    if (sampleHertz === undefined || at < 0 || at + 18 > tail.length || start.length < 18)
        return undefined;
    const samples = tail.readBigInt64LE(at + 6);
    if (tail.readUInt32LE(at + 14) !== start.readUInt32LE(14) || samples <= 0n)
        return undefined;
    const opus = start.indexOf("OpusHead");
    const skipped = opus > 0 && opus + 12 <= start.length ? start.readUInt16LE(opus + 10) : 0;
    return Math.max(0, Number(samples) - skipped) / sampleHertz;
}
function oggFacts(start) {
    const head = start.toString("latin1", 0, 256);
    const vorbis = head.indexOf("\x01vorbis");
    if (vorbis > 0 && vorbis + 16 <= start.length)
        return { sampleHertz: start.readUInt32LE(vorbis + 12) };
    return head.includes("OpusHead") ? { sampleHertz: 48_000 } : {};
}
function id3Bytes(start) {
    if (start.length < 10)
        return start.length;
    return 10 + [6, 7, 8, 9].reduce((sum, at) => sum * 128 + (start[at] & 0x7f), 0);
}
const MP3_HERTZ = [44_100, 48_000, 32_000];
function isMp3Frame(start, at) {
    if (at + 4 > start.length)
        return false;
    const [sync, version, rates] = [start[at], start[at + 1], start[at + 2]];
    return (sync === 0xff &&
        (version & 0xe6) === 0xe2 &&
        (version & 0x18) !== 0x08 &&
        (rates & 0xf0) !== 0xf0 &&
        (rates & 0x0c) !== 0x0c);
}
function mp3Facts(start, at) {
    if (!isMp3Frame(start, at))
        return {};
    const version = (start[at + 1] >> 3) & 3;
    const rate = MP3_HERTZ[(start[at + 2] >> 2) & 3];
    const sampleHertz = version === 3 ? rate : version === 2 ? rate / 2 : rate / 4;
    const isMono = start[at + 3] >> 6 === 3;
    const tag = at + 4 + (version === 3 ? (isMono ? 17 : 32) : isMono ? 9 : 17);
    const name = start.toString("latin1", tag, tag + 4);
    const hasFrames = (name === "Xing" || name === "Info") && tag + 12 <= start.length && start.readUInt32BE(tag + 4) & 1;
    if (!hasFrames)
        return { sampleHertz };
    const samples = start.readUInt32BE(tag + 8) * (version === 3 ? 1152 : 576);
    return { sampleHertz, seconds: samples / sampleHertz };
}
const BOX_HEAD_BYTES = 16;
function boxAt(head, at, end) {
    if (head.length < 8)
        return undefined;
    const short = head.readUInt32BE(0);
    const isLong = short === 1 && head.length >= BOX_HEAD_BYTES;
    const bytes = isLong ? Number(head.readBigUInt64BE(8)) : short === 0 ? end - at : short;
    const from = at + (isLong ? BOX_HEAD_BYTES : 8);
    return at + bytes < from ? undefined : { name: head.toString("latin1", 4, 8), from, to: Math.min(at + bytes, end) };
}
function movieFacts(moov) {
    let facts = {};
    for (const box of boxesIn(moov, 0, moov.length)) {
        if (box.name === "mvhd")
            facts = { ...facts, ...lengthOf(moov.subarray(box.from, box.to)) };
        if (box.name !== "trak")
            continue;
        for (const { name, from, to } of boxesIn(moov, box.from, box.to)) {
            const found = name === "tkhd" ? sizeOf(moov.subarray(from, to)) : undefined;
            if (found && found.width > 0 && found.height > 0)
                facts = { ...facts, ...found };
        }
    }
    return facts;
}
function* boxesIn(buffer, start, end) {
    for (let at = start; at < end;) {
        const box = boxAt(buffer.subarray(at, end), at, end);
        if (!box)
            return;
        yield box;
        at = box.to;
    }
}
function lengthOf(mvhd) {
    const isLong = mvhd[0] === 1;
    if (mvhd.length < (isLong ? 32 : 20))
        return undefined;
    const scale = mvhd.readUInt32BE(isLong ? 20 : 12);
    const duration = isLong ? Number(mvhd.readBigUInt64BE(24)) : mvhd.readUInt32BE(16);
    const isKnown = duration > 0 && duration !== (isLong ? Number(2n ** 64n - 1n) : 2 ** 32 - 1);
    return scale > 0 && isKnown ? { seconds: duration / scale } : undefined;
}
function sizeOf(tkhd) {
    const at = tkhd[0] === 1 ? 88 : 76;
    return tkhd.length < at + 8 ? undefined : size(tkhd.readUInt16BE(at), tkhd.readUInt16BE(at + 4));
}

// EXTERNAL MODULE: ./lib/src/place-file/reader.js
var reader = __webpack_require__(6364);
// EXTERNAL MODULE: ./lib/src/place-file/sniff.js
var sniff = __webpack_require__(1955);
// EXTERNAL MODULE: ./lib/src/place-file/xml.js
var xml = __webpack_require__(3046);
;// CONCATENATED MODULE: ./lib/src/place-file/asset.js











const MAX_ASSET_BYTES = 20_971_520;
const MAX_VIDEO_BYTES = 4_026_531_840;
const MAX_IMAGE_PIXELS = 8000;
const MAX_VIDEO_WIDTH = 4096;
const MAX_VIDEO_HEIGHT = 2160;
const MAX_VIDEO_SECONDS = 300;
const MAX_AUDIO_SECONDS = 420;
const MAX_AUDIO_HERTZ = 48_000;
async function inspectAssetFile(path, signal) {
    const findings = new place_file_findings/* Findings */.Fv();
    let found = { path, bytes: 0 };
    const learn = (more) => {
        found = { ...found, ...more };
    };
    try {
        await (0,reader/* endingWith */["in"])(asset_inspect(path, findings, learn, signal), signal);
    }
    catch (error) {
        signal?.throwIfAborted();
        const { code, title, message } = error instanceof place_file_findings/* Refusal */.P_ ? error : unexpected(error);
        findings.add("refusal", code, title, message);
    }
    return { ...found, findings: findings.list() };
}
async function asset_inspect(path, findings, learn, signal) {
    const file = await (0,files_open/* openRegularFile */.q)(path).catch((error) => {
        throw (0,inspect/* asRefusal */.Zd)(error);
    });
    try {
        const { size: bytes } = await file.stat();
        learn({ bytes });
        if (bytes === 0) {
            throw new place_file_findings/* Refusal */.P_("empty-file", "The file is empty", "The file has no bytes. The build probably failed before it wrote anything.");
        }
        const hash = (0,external_node_crypto_.createHash)("sha256");
        const blocks = (0,inspect/* readBlocks */.v_)(file, bytes, hash, signal);
        const first = await (0,inspect/* nextBlock */.Ng)(blocks);
        const start = Buffer.from(first.subarray(0, sniff/* SNIFF_BYTES */.dD));
        const media = await withLength(mediaOf(first, bytes, (0,external_node_path_.extname)(path).toLowerCase()), first, file, bytes);
        const format = media?.format ?? modelFormat(start);
        learn({ format, contentType: FORMATS[format].contentType, ...sizes(media) });
        checkBytes(format, bytes);
        noticeExtension(path, format, findings);
        if (media)
            checkMedia(media);
        else {
            const reader = format === "rbxm" ? (0,binary/* readBinaryPlace */.D)(bytes, findings) : (0,xml/* readXmlPlace */.N)(findings);
            learn(judgeModel(await (0,inspect/* feed */.hm)(reader, first, blocks, signal)));
        }
        for await (const _ of blocks)
            ;
        learn({ sha256: hash.digest("hex") });
    }
    finally {
        await file.close();
    }
}
const MAX_BOXES = 64;
const MAX_MOOV_BYTES = 65_536;
async function withLength(media, start, file, bytes) {
    if (media?.format === "ogg") {
        const seconds = oggSeconds(start, await readAt(file, Math.max(0, bytes - OGG_TAIL_BYTES), OGG_TAIL_BYTES));
        return { ...media, ...(seconds !== undefined && { seconds }) };
    }
    if (media?.format !== "mp4" && media?.format !== "mov")
        return media;
    for (let at = 0, boxes = 0; at < bytes && boxes < MAX_BOXES; boxes++) {
        const box = boxAt(await readAt(file, at, BOX_HEAD_BYTES), at, bytes);
        if (!box)
            break;
        const { name, from, to } = box;
        if (name === "moov") {
            return { ...media, ...movieFacts(await readAt(file, from, Math.min(to - from, MAX_MOOV_BYTES))) };
        }
        at = to;
    }
    return media;
}
async function readAt(file, at, bytes) {
    const buffer = Buffer.alloc(bytes);
    const { bytesRead } = await file.read(buffer, 0, bytes, at).catch((error) => {
        throw (0,inspect/* asRefusal */.Zd)(error);
    });
    return buffer.subarray(0, bytesRead);
}
function sizes({ width, height, seconds } = {}) {
    return {
        ...(width !== undefined && height !== undefined && { width, height }),
        ...(seconds !== undefined && { seconds }),
    };
}
const CAUSES = {
    gzip: "Unpack it before uploading.",
    zip: "It is probably the artifact as it was downloaded: unpack it before uploading.",
    zstd: "Unpack it before uploading.",
    html: "The step that downloads the file probably got an error or login page in its stead.",
    json: "The step that downloads the file probably got an error message in its stead. A glTF model names its `asset` version.",
    "rojo-project": "Build it first (`rojo build --output model.rbxm`) and upload what comes out.",
    "luau-script": "Build a model that holds the script, and upload that.",
};
function modelFormat(start) {
    if (binary/* BINARY_SIGNATURE */.B.equals(start.subarray(0, binary/* BINARY_SIGNATURE */.B.length)))
        return "rbxm";
    const wrong = (0,sniff/* wrongThingOf */.bE)(start);
    if (wrong) {
        throw new place_file_findings/* Refusal */.P_(wrong.code, `${wrong.name[0]?.toUpperCase()}${wrong.name.slice(1)}, not an asset`, `This is ${wrong.name}, not a file that Roblox takes as an asset. ${CAUSES[wrong.code] ?? wrong.cause}`);
    }
    try {
        return (0,sniff/* formatOf */.be)(start) === "xml" ? "rbxmx" : "rbxm";
    }
    catch (error) {
        if (!(error instanceof place_file_findings/* Refusal */.P_) || error.code !== "not-a-place")
            throw error;
        throw new place_file_findings/* Refusal */.P_("not-an-asset", "Not an asset", "By its first bytes the file is none of the kinds that Roblox takes: model (.rbxm, .rbxmx, .fbx, .gltf, .glb), image (.png, .jpg, .bmp, .tga), sound (.mp3, .ogg, .wav, .flac), video (.mp4, .mov). It is probably another file than meant.");
    }
}
function checkBytes(format, bytes) {
    const isVideo = format === "mp4" || format === "mov";
    const most = isVideo ? MAX_VIDEO_BYTES : MAX_ASSET_BYTES;
    if (bytes <= most)
        return;
    throw new place_file_findings/* Refusal */.P_("too-large", "The file is too large", `The file has ${(0,units/* thousands */.oh)(bytes)} bytes, and Roblox takes at most ${(0,units/* thousands */.oh)(most)} (${isVideo ? "3.75 GB for a video" : "20 MB"}).${format === "rbxmx" ? " The same model as .rbxm is much smaller." : ""}`);
}
function checkMedia({ format, width = 0, height = 0, seconds = 0, sampleHertz = 0 }) {
    if (format === "mp4" || format === "mov") {
        checkVideo(width, height, seconds);
        return;
    }
    if (width >= MAX_IMAGE_PIXELS || height >= MAX_IMAGE_PIXELS) {
        throw new place_file_findings/* Refusal */.P_("image-too-large", "The image is too large", `The image has ${width} × ${height} pixels, and Roblox takes less than ${MAX_IMAGE_PIXELS} on either side. Make it smaller; in games it is shown with 1024 or less.`);
    }
    if (seconds > MAX_AUDIO_SECONDS) {
        throw new place_file_findings/* Refusal */.P_("audio-too-long", "The sound is too long", `The sound lasts ${(0,units/* secondsText */.Hd)(seconds)}, and Roblox takes at most 7 minutes. Cut it into parts.`);
    }
    if (sampleHertz > MAX_AUDIO_HERTZ) {
        throw new place_file_findings/* Refusal */.P_("sample-rate", "The sample rate is too high", `The sound has ${(0,units/* thousands */.oh)(sampleHertz)} samples a second, and Roblox takes at most ${(0,units/* thousands */.oh)(MAX_AUDIO_HERTZ)}. Resample it, to 44,100 for instance.`);
    }
}
function checkVideo(width, height, seconds) {
    if (Math.max(width, height) > MAX_VIDEO_WIDTH || Math.min(width, height) > MAX_VIDEO_HEIGHT) {
        throw new place_file_findings/* Refusal */.P_("video-too-large", "The video has too many pixels", `The video has ${width} × ${height} pixels, and Roblox takes at most ${MAX_VIDEO_WIDTH} × ${MAX_VIDEO_HEIGHT}. Make it smaller.`);
    }
    if (seconds > MAX_VIDEO_SECONDS) {
        throw new place_file_findings/* Refusal */.P_("video-too-long", "The video is too long", `The video lasts ${(0,units/* secondsText */.Hd)(seconds)}, and Roblox takes at most 5 minutes. Cut it into parts.`);
    }
}
function judgeModel({ instancesByClass, roots }) {
    const instances = [...instancesByClass.values()].reduce((sum, n) => sum + n, 0);
    if (instances === 0) {
        throw new place_file_findings/* Refusal */.P_("empty-model", "The model is empty", "The file is well formed, but there is not one instance in it. The build probably ran on an empty project or wrote its result elsewhere.");
    }
    const services = [...roots].filter(([, { service }]) => service).map(([name]) => name);
    if (services.length > 0) {
        throw new place_file_findings/* Refusal */.P_("place-file", "A place, not a model", `The service ${services[0]} stands at the root, so this is a place, not a model. Publish it with the publish action; for a model give the Rojo project's tree another class than DataModel.`);
    }
    const rootInstances = [...roots.values()].reduce((sum, root) => sum + root.instances, 0);
    return { roots: [...roots.keys()], rootInstances, instances };
}
function noticeExtension(path, format, findings) {
    const extension = (0,external_node_path_.extname)(path).toLowerCase();
    const { extensions } = FORMATS[format];
    const isKnown = Object.values(FORMATS).some((other) => other.extensions.includes(extension));
    if (!isKnown || extensions.includes(extension))
        return;
    findings.add("warning", "extension", "Content and extension disagree", `The content is that of ${extensions[0]}, the extension ${extension}. The content decides how it is sent.`);
}
function unexpected(error) {
    return new place_file_findings/* Refusal */.P_("check-failed", "The check itself failed", `The check came upon something that it was not made for (${(0,place_file_findings/* printable */.g$)(String(error))}). Please report this.`);
}

// EXTERNAL MODULE: ./lib/src/runner/annotations.js
var annotations = __webpack_require__(7775);
// EXTERNAL MODULE: ./lib/src/runner/outputs.js
var outputs = __webpack_require__(2023);
;// CONCATENATED MODULE: ./lib/src/actions/upload-asset/check.js











const LOOK_UP_SECONDS = 10;
async function checkFile(step, signal) {
    const { inputs, remarks } = step;
    const shown = (0,harmless/* harmless */.I)(inputs.filePath);
    const file = await inspectAssetFile(inputs.path, signal).catch((error) => {
        if (!signal.aborted)
            throw error;
        throw new runner_failure/* StepFailure */.pH("The check did not end in time, nothing was sent", `${shown}: the file had not been checked: ${error.message}. ${runner_failure/* LATE_CHECK_ADVICE */.d9}`);
    });
    const reasons = file.findings.filter(({ severity }) => severity === "refusal");
    if (reasons.length > 0) {
        const where = ` It was looked for at ${(0,harmless/* harmless */.I)(inputs.path)} (the workspace is ${(0,harmless/* harmless */.I)((0,context/* workspace */.Gl)())}).`;
        const text = reasons.map(({ code, message }) => `${message}${code === "missing" ? where : ""}`).join(" ");
        throw new runner_failure/* StepFailure */.pH("The file was refused, nothing was sent", `${shown}: ${text}`);
    }
    for (const { severity, title, message } of file.findings) {
        if (severity !== "refusal")
            (0,annotations/* annotate */.f)(remarks, { severity, title, message: `${shown}: ${message}` });
    }
    const checked = file;
    const { assetType, problem } = typeOf(checked, inputs);
    core/* info */.pq(`${shown}: ${describeFile(checked)}, to be uploaded as ${assetType}`);
    core/* info */.pq(`sha256 ${checked.sha256}, sent as ${checked.contentType}`);
    if (problem !== undefined)
        throw new runner_failure/* StepFailure */.pH("The file does not fit, nothing was sent", `${shown}: ${problem}`);
    step.file = checked;
    step.assetType = assetType;
    (0,outputs/* setOutputs */.n)({ sha256: checked.sha256 }, "Nothing was uploaded.");
}
function describeFile({ format, contentType, bytes, width, height, seconds, instances, roots }) {
    const facts = [
        width === undefined ? "" : `, ${width} × ${height} pixels`,
        seconds === undefined ? "" : `, ${(0,units/* secondsText */.Hd)(seconds)} of ${contentType.startsWith("video/") ? "film" : "sound"}`,
        instances === undefined ? "" : `, ${(0,units/* thousands */.oh)(instances)} instances, at the root ${roots?.slice(0, 5).join(", ")}`,
    ];
    return (0,harmless/* harmless */.I)(`${(0,units/* bytesText */.pV)(bytes)} of ${format}${facts.join("")}`, 500);
}
const ANIMATION_ROOTS = ["KeyframeSequence", "CurveAnimation"];
function typeOf({ contentType, roots = [], rootInstances, format, }, { assetType: asked, assetId, expectedPrice }) {
    if (asked === "Plugin") {
        const problem = format !== "rbxm"
            ? `assetType is Plugin, but the file is ${format}. A task reads .rbxm only: build the plugin as one (\`rojo build --output plugin.rbxm\`).`
            : rootInstances !== 1
                ? `assetType is Plugin, but ${(0,units/* thousands */.oh)(rootInstances ?? 0)} instances stand at the root. A plugin is one instance, such as a Folder or a Script, with everything in it.`
                : undefined;
        return { assetType: asked, ...(problem !== undefined && { problem }) };
    }
    const isAnimation = roots.length > 0 && roots.every((name) => ANIMATION_ROOTS.includes(name));
    const fitting = Object.keys(facts/* ASSET_CONTENT_TYPES */.Vx).filter((type) => facts/* ASSET_CONTENT_TYPES */.Vx[type].some((known) => known === contentType));
    const byBytes = isAnimation ? "Animation" : fitting[0];
    const assetType = asked ?? byBytes;
    if (!fitting.includes(assetType)) {
        return {
            assetType,
            problem: `assetType is ${assetType}, but the file is ${format}, which is taken as ${fitting.join(" or ")}. Correct filePath or assetType.`,
        };
    }
    if (assetType === "Animation" && !isAnimation) {
        return {
            assetType,
            problem: `assetType is Animation, but at the root stands ${(0,harmless/* harmless */.I)(roots.join(", "))}. An animation is a file whose root is a KeyframeSequence or a CurveAnimation.`,
        };
    }
    if (assetId !== "" && assetType !== "Model") {
        return {
            assetType,
            problem: `The file is ${assetType}, and Roblox takes a new version of models only. Leave assetId out: the file then becomes a new asset, with an id of its own.`,
        };
    }
    if (assetType === "Video" && expectedPrice === undefined) {
        return {
            assetType,
            problem: `A video costs Robux (${(0,units/* thousands */.oh)(facts/* VIDEO_PRICE_ROBUX */.De)} by Roblox's documentation). Set expectedPrice to the most that it may cost.`,
        };
    }
    return { assetType };
}
async function checkKey(client, { inputs, remarks }) {
    if (inputs.apiKey === "") {
        const message = "This dry run was given no API key, so whether a key may upload was not checked.";
        (0,annotations/* annotate */.f)(remarks, { severity: "notice", title: "The key was not checked", message });
        return;
    }
    for (const { permission } of inputs.place ? [facts/* APIS */.yc.task, facts/* APIS */.yc.createAsset] : [facts/* APIS */.yc.createAsset]) {
        const key = await (0,keys/* introspectKey */.Hp)(client, permission, LOOK_UP_SECONDS);
        if (typeof key !== "object")
            return;
        const { failure, warning } = judgeKey(key, permission, client);
        if (failure !== undefined)
            throw new runner_failure/* StepFailure */.pH("The API key cannot be used, nothing was sent", failure);
        if (warning !== undefined) {
            (0,annotations/* annotate */.f)(remarks, { severity: "warning", title: "The API key may not upload assets", message: warning });
        }
    }
}
function judgeKey(key, { scope, operations }, { keyHelp, universeId }) {
    const bad = (0,keys/* unusable */._P)(key);
    if (bad)
        return { failure: `${bad.why} ${bad.next} ${keyHelp}` };
    const lacking = operations.filter((operation) => !key.operations.includes(operation));
    const isPlugin = universeId !== undefined;
    const warn = (lack) => ({
        warning: `By what Roblox says of the key, it lacks ${lack}, so the upload will probably be refused. ${keyHelp}`,
    });
    if (key.listsScopes && lacking.length > 0 && (isPlugin || lacking.length === operations.length)) {
        return warn(`${scope} ${lacking.join(" and ")}`);
    }
    if (key.listsScopes && lacking.length > 0) {
        const why = lacking[0] === "read" ? "what becomes of an upload could not be seen" : "an upload would be refused";
        return {
            failure: `The key lacks ${scope} ${lacking[0]}, so ${why}. Add it to the key in the Creator Dashboard. ${keyHelp}`,
        };
    }
    return isPlugin && key.reach === "others" ? warn(`universe ${universeId} among its experiences`) : {};
}
async function checkQuota(client, { inputs, remarks, assetType }) {
    const { creator } = inputs;
    if (assetType !== "Audio" || !creator || !("userId" in creator) || inputs.apiKey === "")
        return;
    const quota = await audioQuota(client, creator.userId, LOOK_UP_SECONDS);
    if (!quota)
        return;
    const { usage, capacity } = quota;
    core/* info */.pq(`Uploads of sounds in this period: ${(0,units/* thousands */.oh)(usage)} of ${(0,units/* thousands */.oh)(capacity)}`);
    if (usage < capacity)
        return;
    const message = `All ${(0,units/* thousands */.oh)(capacity)} uploads of sounds in this period are used up, so this one will probably be refused.`;
    (0,annotations/* annotate */.f)(remarks, { severity: "warning", title: "The quota for sounds is used up", message });
}

// EXTERNAL MODULE: ./lib/src/open-cloud/api/luau.js
var luau = __webpack_require__(6815);
// EXTERNAL MODULE: ./lib/src/runner/secret.js
var secret = __webpack_require__(2917);
;// CONCATENATED MODULE: ./lib/src/actions/upload-asset/plugin-script.js
function pluginScript({ assetId, displayName, description, creator, }, sha256) {
    const [creatorType, creatorId] = creator && "groupId" in creator ? ["Group", creator.groupId] : ["User", creator?.userId ?? "0"];
    return `local task = ...
local AssetService = game:GetService("AssetService")
local EncodingService = game:GetService("EncodingService")
local SerializationService = game:GetService("SerializationService")

local told = { stage = "received" }
local ok, problem = pcall(function()
	local input = task.BinaryInput
	local hash = EncodingService:ComputeBufferHash(input, Enum.HashAlgorithm.Sha256)
	local digits = {}
	for at = 0, buffer.len(hash) - 1 do
		table.insert(digits, string.format("%02x", buffer.readu8(hash, at)))
	end
	told.bytes = buffer.len(input)
	told.sha256 = table.concat(digits)
	if told.sha256 ~= ${luauText(sha256)} then
		return
	end

	told.stage = "read"
	local roots = SerializationService:DeserializeInstancesAsync(input)
	told.roots = #roots
	if #roots ~= 1 then
		return
	end

	told.stage = "uploaded"
	local result, said = AssetService:CreateAssetVersionAsync(roots[1], Enum.AssetType.Plugin, ${assetId}, {
		Name = ${luauText(displayName)},
		Description = ${luauText(description)},
		CreatorId = ${creatorId},
		CreatorType = Enum.AssetCreatorType.${creatorType},
	})
	told.result = result.Name
	told.said = tostring(said)
end)
if not ok then
	told.error = tostring(problem)
end
return told
`;
}
function luauText(text) {
    const escaped = [...Buffer.from(text)].map((byte) => {
        const character = String.fromCharCode(byte);
        return /[\w .,-]/.test(character) ? character : `\\x${byte.toString(16).padStart(2, "0")}`;
    });
    return `"${escaped.join("")}"`;
}

;// CONCATENATED MODULE: ./lib/src/actions/upload-asset/record.js


function startRecord(inputs) {
    return { inputs, remarks: [], granted: [], beganAt: performance.now() };
}
function learn(step, known) {
    Object.assign(step, known);
    const { assetId } = known;
    (0,outputs/* setOutputs */.n)({ ...known, ...(assetId === undefined ? {} : { assetUrl: assetUrl(assetId) }) }, fateOf(step));
}
function assetUrl(assetId) {
    return `https://create.roblox.com/store/asset/${assetId}`;
}
function fateOf({ inputs, file, effect, operationId, assetId, versionNumber }) {
    if (assetId !== undefined) {
        const version = versionNumber === undefined ? "" : ` as version ${versionNumber}`;
        return `The file is asset ${assetId}${version}.`;
    }
    if (operationId !== undefined) {
        return `Roblox has the file, and operation ${operationId} may yet make ${inputs.assetId === "" ? "an asset" : "a version"} of it: look in the Creator Dashboard before you run the step again.`;
    }
    if (effect !== "possible" && inputs.place)
        return "The plugin was not uploaded.";
    if (effect !== "possible" || !file)
        return "Nothing was uploaded.";
    return inputs.assetId === ""
        ? createUncertain(inputs.displayName, file)
        : `Asset ${inputs.assetId} may have a new version: the file had been sent.`;
}

;// CONCATENATED MODULE: ./lib/src/actions/upload-asset/plugin.js










const UPLOADING = { what: "the plugin was", done: "uploaded" };
const NOT_UPLOADED = (0,open_cloud_call/* titleOf */.Gg)(UPLOADING, "none");
const UNKNOWN = (0,open_cloud_call/* titleOf */.Gg)(UPLOADING, "possible");
const AGAIN = "Running the step again is safe: at worst the same content becomes one more version.";
const PURPOSE = {
    notDone: "the plugin was not uploaded",
    titles: { input: NOT_UPLOADED, create: UPLOADING, end: UNKNOWN },
    ifUncertain: `The plugin may have a new version all the same. ${AGAIN}`,
    repeatable: true,
};
async function uploadPlugin(client, step) {
    const { inputs } = step;
    const { assetId, place } = inputs;
    const { path, bytes, sha256 } = step.file;
    const { universeId, placeId } = place;
    const input = await (0,luau/* createBinaryInput */.Ij)(client, universeId, bytes, PURPOSE);
    (0,secret/* hideAddress */.H)(input.address);
    await (0,luau/* sendBinaryInput */.s4)(client, input, { path, bytes, sha256 }, PURPOSE);
    core/* info */.pq(`Handed ${(0,units/* bytesText */.pV)(bytes)} over, to become the next version of plugin ${assetId} in a task of place ${placeId}`);
    const job = {
        universeId,
        placeId,
        versionNumber: "",
        script: pluginScript(inputs, sha256),
        timeoutSeconds: facts/* MAX_TIMEOUT_SECONDS */.Pe,
        wantsOutput: false,
    };
    const watch = {
        onEffect(effect) {
            step.effect = effect;
        },
    };
    const created = await (0,luau/* createTask */.UT)(client, job, input, watch, PURPOSE);
    core/* info */.pq(`The task is created and ${created.state}`);
    const task = await (0,luau/* awaitTask */.gr)(client, created, job, ({ state }) => core/* info */.pq(`The task is ${state}`), PURPOSE);
    const outcome = outcomeOf(task, inputs, sha256);
    if ("versionNumber" in outcome) {
        learn(step, { assetId, versionNumber: outcome.versionNumber });
        core/* info */.pq(`Plugin ${assetId} version ${outcome.versionNumber}; the task received sha256 ${sha256}`);
        return;
    }
    step.effect = outcome.effect;
    if ((0,luau/* isOver */.PU)(task))
        await printTrouble(client, task);
    throw new runner_failure/* StepFailure */.pH(outcome.title, outcome.message);
}
async function printTrouble(client, task) {
    const messages = [];
    await (0,luau/* readLog */.x6)(client, task, (page) => messages.push(...page)).catch(() => { });
    for (const { type, text } of messages) {
        if (type === "WARNING" || type === "ERROR")
            core/* info */.pq(`Log of the task: ${(0,harmless/* harmless */.I)(text, 1000)}`);
    }
}
const none = (message) => ({ title: NOT_UPLOADED, message, effect: "none" });
const possible = (message) => ({
    title: UNKNOWN,
    message: `${message} The plugin may have a new version all the same: look at it in the Creator Dashboard. ${AGAIN}`,
    effect: "possible",
});
function outcomeOf(task, { assetId, timeoutMinutes }, sha256) {
    const { state, error, results } = task;
    if (task.neverStarted) {
        return possible("The task was still PROCESSING a minute after its own limit, without an end or an error: so it is where a place does not load in a server. Take an empty place of its own for this step (placeId).");
    }
    if (!(0,luau/* isOver */.PU)(task)) {
        return possible(`The task was still ${state === "" ? "without a state" : state} when the step's time was over (timeoutMinutes: ${timeoutMinutes}), and goes on in Roblox's cloud for at most ${facts/* MAX_TIMEOUT_SECONDS */.Pe} s. Raise timeoutMinutes, or run fewer tasks on this place at the same time.`);
    }
    if (state !== "COMPLETE") {
        const { code = "", message = "" } = error ?? {};
        const named = code === "" ? "" : ` (${code})`;
        return possible(message === ""
            ? `Roblox ended the task as ${state}${named}, and gave no reason.`
            : `Roblox said "${(0,harmless/* harmless */.I)(message, 1000)}"${named} and ended the task as ${state}.`);
    }
    const [told] = results;
    if (typeof told !== "object" || told === null) {
        return possible("The task ended well, but what it returned cannot be read.");
    }
    return meaningOf(told, assetId, sha256);
}
function meaningOf(told, assetId, sha256) {
    const { stage, error, result, said, roots } = told;
    const shown = (value) => (0,harmless/* harmless */.I)(String(value), 500);
    if (stage === "received") {
        return typeof error === "string"
            ? none(`Roblox said "${shown(error)}" when the task looked at what it had received, so nothing was uploaded.`)
            : none(`The task received other bytes than were sent: ${shown(told.bytes)} bytes with the sha256 ${shown(told.sha256)}, not ${sha256}. Nothing was uploaded. Run the step again.`);
    }
    if (stage === "read") {
        return typeof error === "string"
            ? none(`Roblox said "${shown(error)}" when the task read the file, so nothing was uploaded. Open the file in Studio to see whether it loads.`)
            : none(`The engine found ${shown(roots)} instances at the file's root, and a plugin is one. Nothing was uploaded.`);
    }
    if (stage !== "uploaded")
        return possible("The task ended well, but what it returned cannot be read.");
    if (typeof error === "string") {
        return possible(`Roblox said "${shown(error)}" when the task uploaded the plugin (AssetService:CreateAssetVersionAsync).`);
    }
    if (result === "Success") {
        return /^[1-9]\d{0,18}$/.test(String(said))
            ? { versionNumber: String(said) }
            : possible(`Roblox said Success, but named no version ("${shown(said)}").`);
    }
    return whyRefused(shown(result), shown(said), assetId);
}
function whyRefused(result, said, assetId) {
    const quoted = `Roblox said ${result}${said === "" || said === "nil" ? "" : `: "${said}"`}.`;
    switch (result) {
        case "PermissionDenied":
            return none(`${quoted} The key's owner may not change plugin ${assetId}, or the plugin has another creator. Compare assetId and creatorUserId or creatorGroupId with the Creator Dashboard, and give the key asset read and write besides the Luau permissions.`);
        case "UploadFailed":
            return none(`${quoted} That is what Roblox says when an upload fails for any other reason than permission. Compare assetId with the Creator Dashboard: it must be a plugin that exists. ${AGAIN}`);
        default:
            return possible(quoted);
    }
}

// EXTERNAL MODULE: ./lib/src/runner/markdown.js
var markdown = __webpack_require__(4612);
// EXTERNAL MODULE: ./lib/src/runner/summary.js
var summary = __webpack_require__(7457);
;// CONCATENATED MODULE: ./lib/src/actions/upload-asset/summary.js






async function writeSummary(step) {
    const seconds = (performance.now() - step.beganAt) / 1000;
    await (0,summary/* addToSummary */.Dg)(() => summaryOf(step, seconds, (0,context/* apiKeyHelp */.Px)()));
}
function summaryOf(step, seconds, keyHelp) {
    const { inputs, file, assetType, assetId, versionNumber, moderationState, granted, failure, remarks } = step;
    const link = assetId === undefined ? "" : `[${assetId}](${assetUrl(assetId)})`;
    const columns = [
        ["Asset", link],
        ["Type", assetType],
        ["Version", versionNumber],
        ["File", (0,markdown/* code */.aY)(inputs.filePath, 80)],
        ["Size", file && `${(0,units/* thousands */.oh)(file.bytes)} bytes`],
        ["SHA-256", file && (0,markdown/* code */.aY)(file.sha256.slice(0, 12))],
        ["Moderation", moderationState],
        ["May be used by", granted.join(", ")],
        ["Time", (0,units/* secondsText */.Hd)(seconds)],
    ];
    const known = columns.filter(([, value]) => value);
    const row = (cells) => `| ${cells.join(" | ")} |`;
    const table = [known.map(([name]) => name), known.map(() => "---"), known.map(([, value]) => value)].map(row);
    const notes = (0,summary/* listOfRemarks */.fX)(remarks, keyHelp);
    const sections = [
        `### ${headingOf(step, link)}`,
        table.join("\n"),
        ...(failure ? [`> ${(0,markdown/* prose */.CS)(failure.message, keyHelp)}`] : []),
        ...(notes === "" ? [] : [notes]),
    ];
    return `${sections.join("\n\n")}\n`;
}
function headingOf({ inputs, failure }, link) {
    if (failure)
        return `❌ ${(0,markdown/* plain */.pj)((0,harmless/* harmless */.I)(failure.title))}`;
    if (inputs.dryRun)
        return "☑️ Dry run: the file is checked, nothing was uploaded";
    return inputs.assetId === "" ? `✅ Asset ${link} is made` : `✅ Asset ${link} has a new version`;
}

;// CONCATENATED MODULE: ./lib/src/open-cloud/api/permissions.js




function grantUse(client, assetId, universeId) {
    return (0,open_cloud_call/* callRoblox */.tH)(client, {
        method: "PATCH",
        target: "/asset-permissions-api/v1/assets/permissions",
        body: `{"subjectType":"Universe","subjectId":"${universeId}","action":"Use","requests":[{"assetId":${assetId}}]}`,
        permission: facts/* APIS */.yc.assetPermissions.permission,
        repeatable: true,
        read: (answer) => grantOf(answer, assetId),
        words: {
            title: { what: `experience ${universeId} may`, done: `use asset ${assetId}` },
            doing: "granting the use of an asset",
            limit: `${facts/* APIS */.yc.assetPermissions.perMinute} grants a minute`,
            ifUncertain: "The grant may have been made. Running it again is safe.",
            ifBrokenOff: "nothing was granted",
            ifRefused: `Compare grantUniverseIds with the Creator Dashboard (… → Copy Universe ID). Asset ${assetId} exists.`,
        },
    }).then(({ refusal }) => refusal);
}
function grantOf(answer, assetId) {
    const body = (0,open_cloud_call/* succeeded */.gq)(answer) ? (0,open_cloud_answer/* parseObject */.lj)(answer.text) : undefined;
    if (!body)
        return undefined;
    const { successAssetIds, errors } = body;
    const granted = Array.isArray(successAssetIds) && successAssetIds.map(open_cloud_answer/* textOf */.b6).includes(assetId);
    if (granted)
        return { refusal: undefined };
    const codes = Array.isArray(errors) ? errors.map((error) => (0,harmless/* harmless */.I)((0,open_cloud_answer/* textOf */.b6)(error?.code) || "no reason", 60)) : [];
    return { refusal: codes.length > 0 ? codes.join(", ") : "Roblox reported success, but granted nothing" };
}

;// CONCATENATED MODULE: ./lib/src/actions/upload-asset/upload.js









const upload_LOOK_UP_SECONDS = 5;
async function upload(client, step) {
    const { inputs, remarks } = step;
    const { path, bytes, sha256, contentType, format } = step.file;
    const file = {
        path,
        bytes,
        sha256,
        contentType,
        fileName: `${/^[\w.-]+$/.exec((0,external_node_path_.basename)(path)) ?? `file.${format}`}`,
    };
    const watch = {
        onEffect(effect) {
            step.effect = effect;
        },
    };
    const { assetId, creator, expectedPrice, displayName, description } = inputs;
    core/* info */.pq(assetId === "" ? `Uploading it as a new asset` : `Uploading it as the next version of asset ${assetId}`);
    const began = performance.now();
    const price = expectedPrice === undefined ? {} : { expectedPrice };
    const operation = assetId !== "" || !creator
        ? await updateAsset(client, inputs, file, watch)
        : await createAsset(client, { assetType: step.assetType, displayName, description, creator, ...price }, file, watch);
    if (operation.operationId !== "")
        learn(step, { operationId: operation.operationId });
    const asset = await awaitOperation(client, operation, assetId);
    const { displayName: storedName, ...known } = asset;
    learn(step, known);
    const version = asset.versionNumber === undefined ? "" : ` version ${asset.versionNumber}`;
    core/* info */.pq(`Asset ${asset.assetId}${version} after ${(0,units/* secondsText */.Hd)((performance.now() - began) / 1000)}`);
    if (storedName?.includes("####")) {
        (0,annotations/* annotate */.f)(remarks, {
            severity: "warning",
            title: "Roblox's text filter changed the name",
            message: `The asset's name is stored as "${(0,harmless/* harmless */.I)(storedName, 60)}". Choose other words; commit hashes and abbreviations are often taken for what they are not.`,
        });
    }
}
async function reportModeration(client, step) {
    const { inputs, remarks, assetId = "" } = step;
    const known = step.moderationState;
    if (inputs.moderation === "wait") {
        if (known === "Reviewing")
            core/* info */.pq("Moderation has not decided yet; waiting for it");
        learn(step, { moderationState: await awaitModeration(client, assetId, known) });
    }
    else {
        const state = known ?? (await moderationState(client, assetId, upload_LOOK_UP_SECONDS));
        if (state !== undefined && state !== known)
            learn(step, { moderationState: state });
    }
    const state = step.moderationState;
    core/* info */.pq(`Moderation: ${state ?? "not known"}`);
    if (state !== "Rejected")
        return;
    const message = `Moderation rejected asset ${assetId}: nobody but its owner sees or hears it. Its page in the Creator Dashboard gives the reason; do not upload the same content again, which puts the account at risk.`;
    if (inputs.moderation === "wait")
        throw new runner_failure/* StepFailure */.pH("The asset was rejected", message);
    (0,annotations/* annotate */.f)(remarks, { severity: "warning", title: "The asset was rejected", message });
}
async function grant(client, step) {
    const { inputs, assetId = "", granted } = step;
    const refused = [];
    for (const universeId of inputs.grantUniverseIds) {
        const refusal = await grantUse(client, assetId, universeId);
        if (refusal === undefined) {
            granted.push(universeId);
            core/* info */.pq(`Experience ${universeId} may use it from now on`);
        }
        else
            refused.push(`Experience ${universeId}: ${refusal}.`);
    }
    if (refused.length === 0)
        return;
    throw new runner_failure/* StepFailure */.pH(`Asset ${assetId} exists, but not every experience may use it`, (0,runner_failure/* linesOfError */.jl)(refused, [
        "Check grantUniverseIds, and that the key's owner may manage both the asset and the experience. Running the step again would make the asset again: grant the use in the Creator Dashboard instead.",
    ]));
}

// EXTERNAL MODULE: ./lib/src/runner/inputs.js
var runner_inputs = __webpack_require__(7724);
;// CONCATENATED MODULE: ./lib/src/actions/upload-asset/inputs.js




async function readInputs() {
    const reader = new runner_inputs/* InputReader */.i_();
    const shared = (0,runner_inputs/* readSharedInputs */.lS)(reader);
    const dryRun = reader.boolean("dryRun");
    if (shared.apiKey === "" && !dryRun) {
        reader.problem(`apiKey is missing. ${(await (0,context/* whyNoSecrets */.hP)(runner_inputs/* ADVICE */.hc)) ?? runner_inputs/* KEY_HINT */.a2}`);
    }
    const filePath = reader.text("filePath");
    if (filePath === "") {
        reader.problem("filePath is missing. Give the file that is to become an asset, as in `filePath: tree.rbxm`.");
    }
    else if (filePath.includes("\0")) {
        reader.problem(`filePath is ${reader.show(filePath)}, but no path can hold a NUL character.`);
    }
    const assetId = reader.optionalId("assetId");
    const isNew = assetId === "";
    const assetType = readType(reader);
    const isPlugin = assetType === "Plugin";
    const inputs = {
        ...shared,
        filePath,
        path: (0,external_node_path_.isAbsolute)(filePath) ? filePath : (0,external_node_path_.resolve)((0,context/* workspace */.Gl)(), filePath),
        assetId,
        assetType,
        displayName: readText(reader, "displayName", facts/* MAX_ASSET_NAME_CHARACTERS */.V_),
        description: readText(reader, "description", facts/* MAX_ASSET_DESCRIPTION_CHARACTERS */.gP),
        creator: readCreator(reader, isNew || isPlugin),
        expectedPrice: reader.text("expectedPrice") === "" ? undefined : reader.number("expectedPrice", 0, { least: 0, most: 999_999 }),
        moderation: reader.oneOf("moderation", ["wait", "report"], "report"),
        grantUniverseIds: readIds(reader, "grantUniverseIds"),
        place: readPlace(reader, isPlugin),
        dryRun,
    };
    if (isPlugin)
        checkPlugin(reader, inputs);
    else if (isNew && inputs.displayName === "") {
        reader.problem(`displayName is missing. A new asset needs a name of 1 to ${facts/* MAX_ASSET_NAME_CHARACTERS */.V_} characters.`);
    }
    reader.finish();
    return inputs;
}
const TYPES = [...Object.keys(facts/* ASSET_CONTENT_TYPES */.Vx), "Plugin"];
function readType(reader) {
    return reader.text("assetType") === "" ? undefined : reader.oneOf("assetType", TYPES, "Model");
}
function readPlace(reader, isPlugin) {
    const names = ["universeId", "placeId"];
    if (isPlugin)
        return { universeId: reader.id("universeId"), placeId: reader.id("placeId") };
    for (const name of names.filter((each) => reader.text(each) !== "")) {
        reader.problem(`${name} is given, but only a plugin is uploaded in a place. Leave it out, or write \`assetType: Plugin\`; the experiences that may use the asset are given as grantUniverseIds.`);
    }
    return undefined;
}
function checkPlugin(reader, inputs) {
    const { assetId, creator } = inputs;
    if (assetId === "") {
        reader.problem("assetId is missing. A plugin gets its next version here: save it once from Studio (right-click → Publish as Plugin), and give the id that it has then.");
    }
    for (const name of ["displayName", "description"]) {
        if (inputs[name] !== "")
            continue;
        reader.problem(`${name} is missing. Roblox replaces a plugin's ${name} with each version, so it has to be given.`);
    }
    if (inputs.grantUniverseIds.length > 0) {
        reader.problem("grantUniverseIds is given, but a plugin is used in Studio, not in experiences. Leave it out.");
    }
    const creatorId = creator && ("groupId" in creator ? creator.groupId : creator.userId);
    const ids = { assetId, [creator && "groupId" in creator ? "creatorGroupId" : "creatorUserId"]: creatorId ?? "" };
    for (const [name, id] of Object.entries(ids)) {
        if (!(0,runner_inputs/* isId */.eQ)(id) || Number.isSafeInteger(Number(id)))
            continue;
        reader.problem(`${name} is ${reader.show(id)}, but a script can count no further than ${Number.MAX_SAFE_INTEGER}.`);
    }
}
function readText(reader, name, most) {
    const text = reader.text(name);
    const length = [...text].length;
    if (length > most) {
        reader.problem(`${name} is ${reader.show(text)}, which has ${length} characters, but may have at most ${most}.`);
    }
    return text;
}
function readCreator(reader, isNeeded) {
    const userId = reader.optionalId("creatorUserId");
    const groupId = reader.optionalId("creatorGroupId");
    if (userId !== "" && groupId !== "") {
        reader.problem("creatorUserId stands together with creatorGroupId. Give one of them: an asset has one owner.");
    }
    if (isNeeded && userId === "" && groupId === "") {
        reader.problem("creatorUserId and creatorGroupId are missing. Give one of them: the owner of the plugin or of the new asset, best the owner of the experience that uses it.");
    }
    if (groupId !== "")
        return { groupId };
    return userId === "" ? undefined : { userId };
}
function readIds(reader, name) {
    const ids = reader
        .text(name)
        .split(/[,\r\n]/)
        .map((id) => id.trim())
        .filter((id) => id !== "");
    for (const id of ids.filter((given) => !(0,runner_inputs/* isId */.eQ)(given))) {
        reader.problem(`${name} holds ${reader.show(id)}, but takes decimal ids from 1 to 9223372036854775807.`);
    }
    return [...new Set(ids)];
}

;// CONCATENATED MODULE: ./lib/src/actions/upload-asset/main.js












const LAST_SECONDS = 2;
async function run(inputs) {
    const client = (0,open_cloud_client/* startClient */.eQ)({ ...inputs, ...inputs.place }, (0,context/* caller */.mF)());
    const step = startRecord(inputs);
    (0,cancel/* ifCancelled */.lC)({ say: () => fateOf(step), finish: (message) => finishCancelled(step, message) });
    try {
        await checkFile(step, client.deadline.signal);
        await checkKey(client, step);
        await checkQuota(client, step);
        if (inputs.dryRun)
            core/* info */.pq("Dry run: nothing was uploaded");
        else {
            await (inputs.place ? uploadPlugin : upload)(client, step);
            await reportModeration(client, step);
            await grant(client, step);
        }
    }
    catch (error) {
        step.failure ??= (0,runner_failure/* failureOf */.g5)(error);
        throw error;
    }
    finally {
        if (!cancel/* cancelled */.KW.aborted)
            await writeSummary(step);
    }
}
async function finishCancelled(step, message) {
    step.failure = { title: cancel/* CANCELLED_TITLE */.Fq, message };
    await (0,deadline/* within */.ux)(LAST_SECONDS, () => writeSummary(step));
}


/***/ }),

/***/ 7775:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ annotate)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5871);
/* harmony import */ var _text_secret_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6942);


const MAX_ANNOTATIONS = 10;
function annotate(remarks, { severity, ...texts }) {
    const title = (0,_text_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .redact */ .E$)(texts.title);
    const message = (0,_text_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .redact */ .E$)(texts.message);
    if (remarks.some((known) => known.title === title && known.message === message))
        return;
    remarks.push({ severity, title, message });
    const isShown = remarks.filter((known) => known.severity === severity).length <= MAX_ANNOTATIONS;
    const show = severity === "warning" ? _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e : _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .notice */ .lm;
    if (isShown)
        show(message, { title });
    else
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq(`${severity === "warning" ? "Warning" : "Notice"}: ${title}: ${message}`);
}


/***/ })

};
