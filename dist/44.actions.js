export const id = 44;
export const ids = [44];
export const modules = {

/***/ 9094:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ fetchVersion)
});

// EXTERNAL MODULE: ./lib/src/text/sentence.js
var sentence = __webpack_require__(4703);
// EXTERNAL MODULE: ./lib/src/text/units.js
var units = __webpack_require__(6647);
// EXTERNAL MODULE: ./lib/src/open-cloud/answer.js
var open_cloud_answer = __webpack_require__(3953);
// EXTERNAL MODULE: ./lib/src/open-cloud/call.js + 1 modules
var call = __webpack_require__(9962);
// EXTERNAL MODULE: ./lib/src/open-cloud/deadline.js
var deadline = __webpack_require__(5727);
// EXTERNAL MODULE: ./lib/src/open-cloud/explain.js
var explain = __webpack_require__(6616);
// EXTERNAL MODULE: ./lib/src/open-cloud/facts.js
var facts = __webpack_require__(1512);
// EXTERNAL MODULE: ./lib/src/open-cloud/pages.js
var pages = __webpack_require__(2699);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./lib/src/open-cloud/transport.js + 2 modules
var transport = __webpack_require__(8080);
;// CONCATENATED MODULE: ./lib/src/open-cloud/receiver.js






const KEPT_BYTES = 256;
const GZIP = Buffer.from([0x1f, 0x8b]);
async function openReceiver(path, maxBytes) {
    const file = await (0,promises_.open)(path, "w");
    let hash;
    let bytes;
    let transferred;
    let start;
    let end;
    let inflating;
    let undecided;
    let attempt = 0;
    let begun;
    async function put(chunk) {
        if (bytes + chunk.length > maxBytes) {
            throw new transport/* Disconnect */.VB("answer", "TOO_LONG", `the file is longer than ${(0,units/* thousands */.oh)(maxBytes)} bytes`);
        }
        hash.update(chunk);
        for (let written = 0; written < chunk.length;) {
            written += (await file.write(chunk, written, chunk.length - written, bytes + written)).bytesWritten;
        }
        bytes += chunk.length;
        if (start.length < KEPT_BYTES)
            start = Buffer.concat([start, chunk.subarray(0, KEPT_BYTES - start.length)]);
        end = Buffer.concat([end, chunk.subarray(-KEPT_BYTES)]).subarray(-KEPT_BYTES);
    }
    async function begin() {
        begun = attempt;
        inflating?.abandon();
        await inflating?.done.catch(() => { });
        inflating = undefined;
        await file.truncate(0);
        hash = (0,external_node_crypto_.createHash)("sha256");
        bytes = 0;
        transferred = 0;
        start = Buffer.alloc(0);
        end = Buffer.alloc(0);
        undecided = Buffer.alloc(0);
    }
    async function take(chunk) {
        if (begun !== attempt)
            await begin();
        transferred += chunk.length;
        if (undecided === undefined)
            return inflating ? inflating.write(chunk) : put(chunk);
        undecided = Buffer.concat([undecided, chunk]);
        if (undecided.length < GZIP.length)
            return;
        const first = undecided;
        undecided = undefined;
        if (!first.subarray(0, GZIP.length).equals(GZIP))
            return put(first);
        inflating = inflateInto(put);
        return inflating.write(first);
    }
    async function finish() {
        if (begun !== attempt)
            await begin();
        if (undecided)
            await put(undecided);
        await inflating?.end();
        await file.sync();
        return { bytes, sha256: hash.digest("hex"), transferred, start, end };
    }
    let busy = Promise.resolve();
    function afterwards(work) {
        const mine = attempt;
        const result = busy.then(() => {
            if (mine !== attempt)
                throw new transport/* Disconnect */.VB("answer", explain/* UNFIT */.Vs, "This try was given up");
            return work();
        });
        busy = result.catch(() => { });
        return result;
    }
    return {
        restart() {
            attempt += 1;
        },
        receive: (chunk) => afterwards(() => take(chunk)),
        finish: () => afterwards(finish),
        async close() {
            inflating?.abandon();
            await busy;
            await inflating?.done.catch(() => { });
            await file.close();
        },
    };
}
function inflateInto(put) {
    const gunzip = (0,external_node_zlib_.createGunzip)({ chunkSize: 64 * 1024 });
    const pass = async () => {
        for await (const chunk of gunzip)
            await put(chunk);
    };
    const done = pass().catch((error) => {
        if (!String(error.code).startsWith("Z_"))
            throw error;
        throw new transport/* Disconnect */.VB("answer", explain/* UNFIT */.Vs, `What came is compressed, but breaks off or is damaged (${error.code})`);
    });
    done.catch(() => { });
    return {
        async write(chunk) {
            await Promise.race([done, new Promise((resolve) => gunzip.write(chunk, resolve))]);
        },
        async end() {
            gunzip.end();
            await done;
        },
        abandon: () => void gunzip.destroy(),
        done,
    };
}

;// CONCATENATED MODULE: ./lib/src/open-cloud/api/delivery.js










const MAX_ADDRESSES = 3;
const CLOSE_SECONDS = 5;
async function fetchVersion(client, version, path, purpose, hide) {
    const receiver = await openReceiver(path, facts/* MAX_DELIVERED_BYTES */.wM);
    try {
        for (let nth = 1;; nth++) {
            const { address, announced } = await (0,call/* callRoblox */.tH)(client, locate(client, version, purpose));
            hide(secretParts(address));
            try {
                const { bytes, sha256, transferred } = await fetchContent(client, version, purpose, address, receiver);
                const isAsAnnounced = announced === undefined || announced === bytes || announced === transferred;
                return { path, bytes, sha256, ...(isAsAnnounced ? {} : { announced }) };
            }
            catch (error) {
                const isExpired = error instanceof call/* CallError */.RA && isExpiry(error.answer);
                if (!isExpired || nth === MAX_ADDRESSES)
                    throw error;
                client.say(`${error.happened}. The address is no longer good; asking for a new one`);
            }
        }
    }
    finally {
        await (0,deadline/* within */.ux)(CLOSE_SECONDS, () => receiver.close()).catch(() => { });
    }
}
function secretParts({ pathname, search }) {
    return [search.slice(1), pathname.slice(pathname.lastIndexOf("/") + 1)].filter((part) => part.length >= 16);
}
function locate(client, { placeId, versionNumber }, purpose) {
    const { title, certain } = purpose;
    const forbidden = {
        why: `Fetching a place needs legacy-asset manage for the owner of the experience, and an owner of the key who may edit the place (group role). ${(0,sentence/* sentence */.e)(certain)}`,
        next: `Add the API system Legacy Assets (legacy-assets) with the operation Manage to the key in the ${pages/* DASHBOARD */.$}, for the user or group that owns the experience.`,
    };
    return {
        method: "GET",
        target: `/asset-delivery-api/v1/assetId/${placeId}/version/${versionNumber}`,
        permission: facts/* APIS */.yc.assetDelivery.permission,
        repeatable: true,
        read: readLocation,
        unreadable: "final",
        words: {
            title,
            doing: "fetching a place",
            limit: `${facts/* APIS */.yc.assetDelivery.perMinute} deliveries a minute`,
            ifUncertain: (0,sentence/* sentence */.e)(certain),
            ifBrokenOff: certain,
            ifRefused: `Compare placeId (${placeId}) and the version's number (${versionNumber}) with the place's version history in the Creator Dashboard. ${(0,sentence/* sentence */.e)(certain)}`,
            ifForbidden: forbidden,
            forbidsBy401: true,
            ifNotGrantable: NOT_GRANTABLE,
            refusal(answer) {
                if (!(0,call/* succeeded */.gq)(answer))
                    return undefined;
                const code = errorInside(answer)?.code;
                if (code === undefined)
                    return whyNoAddress(answer, versionNumber, certain);
                if (code === "403" || code === "409") {
                    return { why: forbidden.why, next: `${forbidden.next} ${NOT_GRANTABLE} ${client.keyHelp}` };
                }
                const missing = code === "404" ? `Place ${placeId} has no version ${versionNumber}. ` : "";
                return {
                    why: `${missing}${(0,sentence/* sentence */.e)(certain)}`,
                    next: "Look for the version's number in the place's version history in the Creator Dashboard.",
                };
            },
        },
    };
}
const NOT_GRANTABLE = "Where the dialog does not offer it, a version cannot be fetched from outside: keep the built file as an artifact of the run that publishes it, or restore the version by hand in the place's version history.";
function whyNoAddress(answer, versionNumber, certain) {
    const named = addressIn(answer);
    if (named === undefined) {
        return {
            why: `The answer names no address for the bytes of version ${versionNumber}. ${(0,sentence/* sentence */.e)(certain)}`,
            next: "Run the job again; if it stays so, Roblox has changed its answer: please report that.",
        };
    }
    const host = URL.canParse(named) ? new URL(named).host : "";
    return {
        why: `The address that it names for the bytes of version ${versionNumber} (host ${host === "" ? "unknown" : host.slice(0, 100)}) is not on one of Roblox's hosts for content, or not plain https, so it was not called. ${(0,sentence/* sentence */.e)(certain)}`,
        next: "Something between this runner and Roblox may be answering in its name: check the proxy. If Roblox has a new host, please report that.",
    };
}
function readLocation(answer) {
    if (!(0,call/* succeeded */.gq)(answer))
        return undefined;
    const body = (0,open_cloud_answer/* parseObject */.lj)(answer.text);
    if (!body)
        throw new transport/* Disconnect */.VB("answer", explain/* UNREADABLE */.mP, (0,explain/* whatWasSaid */.vt)(answer));
    const code = Number(errorInside(answer)?.code);
    if (code === 429 || code >= 500)
        throw new transport/* Disconnect */.VB("answer", explain/* UNFIT */.Vs, (0,explain/* whatWasSaid */.vt)(answer));
    const address = Number.isNaN(code) ? (0,call/* handedOut */.r)(addressIn(answer), facts/* CONTENT_HOSTS */.WB) : undefined;
    return address && { address, announced: announcedIn(body) };
}
function errorInside(answer) {
    const { errors } = (0,open_cloud_answer/* parseObject */.lj)(answer.text) ?? {};
    if (!Array.isArray(errors) || errors.length === 0)
        return undefined;
    return { code: (0,open_cloud_answer/* textOf */.b6)(Object(errors[0]).code) };
}
function addressIn(answer) {
    const { location, locations } = (0,open_cloud_answer/* parseObject */.lj)(answer.text) ?? {};
    const [first] = Array.isArray(locations) ? locations : [];
    const address = location ?? Object(first).location;
    return typeof address === "string" && address !== "" ? address : undefined;
}
function announcedIn({ assetMetadatas }) {
    const list = Array.isArray(assetMetadatas)
        ? assetMetadatas.map(Object)
        : [];
    const size = (0,open_cloud_answer/* textOf */.b6)(list.find(({ metadataType }) => metadataType === 1)?.value);
    return /^\d{1,15}$/.test(size) ? Number(size) : undefined;
}
async function fetchContent(client, { placeId, versionNumber }, { title, certain }, address, receiver) {
    let received;
    const { value } = await (0,call/* callAndCount */.Hp)(client, {
        method: "GET",
        target: address,
        headers: { "accept-encoding": "gzip" },
        repeatable: true,
        maxAnswerBytes: facts/* MAX_DELIVERED_BYTES */.wM,
        receive: receiver.receive,
        async received() {
            received = await receiver.finish();
            const problem = problemOf(received, versionNumber);
            if (problem !== undefined)
                throw new transport/* Disconnect */.VB("answer", explain/* UNFIT */.Vs, problem);
        },
        read: (answer) => ((0,call/* succeeded */.gq)(answer) ? received : undefined),
        words: {
            title,
            doing: "fetching a place",
            limit: "number of requests to the host for content",
            ifUncertain: (0,sentence/* sentence */.e)(certain),
            ifBrokenOff: certain,
            ifRefused: `The address that Roblox had named for version ${versionNumber} of place ${placeId} does not give its bytes. ${(0,sentence/* sentence */.e)(certain)} Run the job again.`,
            refusal(answer) {
                if (isExpiry(answer)) {
                    return {
                        why: `Each of the ${MAX_ADDRESSES} addresses that Roblox named for version ${versionNumber} was refused. ${(0,sentence/* sentence */.e)(certain)}`,
                        next: "Run the job again; where a proxy of your own looks into connections, let it pass addresses on as they are.",
                    };
                }
                if (answer.status < 300 || answer.status >= 400)
                    return undefined;
                return {
                    why: `The host for content sends this step on to another address, and it was not followed: it may lie anywhere. ${(0,sentence/* sentence */.e)(certain)}`,
                    next: "Run the job again; if it stays so, check https_proxy and the runner's network.",
                };
            },
        },
    }, { onAttempt: receiver.restart });
    return value;
}
function isExpiry(answer) {
    return answer?.status === 403 || answer?.status === 410;
}
function problemOf({ bytes, start, end }, versionNumber) {
    const head = start.toString("latin1").trimStart();
    if (bytes === 0)
        return `Nothing came instead of the bytes of version ${versionNumber}`;
    if (/^<(?:!doctype\s+html|html)\b/i.test(head)) {
        return `A web page came instead of the bytes of version ${versionNumber}`;
    }
    if (end.toString("latin1").trimEnd().endsWith("</roblox>"))
        return undefined;
    return `What came for version ${versionNumber} has ${(0,units/* thousands */.oh)(bytes)} bytes and does not end like a place`;
}


/***/ }),

/***/ 7631:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   RJ: () => (/* binding */ rollBackVersion),
/* harmony export */   aH: () => (/* binding */ newestVersions),
/* harmony export */   o$: () => (/* binding */ madeBetween),
/* harmony export */   yO: () => (/* binding */ listVersions)
/* harmony export */ });
/* unused harmony export readPage */
/* harmony import */ var _text_units_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6647);
/* harmony import */ var _answer_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3953);
/* harmony import */ var _call_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9962);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1512);
/* harmony import */ var _pages_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2699);





const PAGE_SIZE = 50;
const MAX_PAGES = 20;
async function* listVersions(client, placeId, purpose) {
    let pageToken = "";
    for (let page = 0; page < MAX_PAGES; page++) {
        const next = pageToken === "" ? "" : `&pageToken=${encodeURIComponent(pageToken)}`;
        const { versions, nextPageToken } = await (0,_call_js__WEBPACK_IMPORTED_MODULE_1__/* .callRoblox */ .tH)(client, {
            method: "GET",
            target: `/assets/v1/assets/${placeId}/versions?maxPageSize=${PAGE_SIZE}${next}`,
            permission: _facts_js__WEBPACK_IMPORTED_MODULE_2__/* .APIS */ .yc.assetVersions.permission,
            repeatable: true,
            read: readPage,
            words: wordsOf(placeId, purpose),
        });
        yield versions;
        if (nextPageToken === undefined || nextPageToken === pageToken)
            return;
        pageToken = nextPageToken;
    }
}
async function newestVersions(client, placeId, purpose) {
    let latest;
    for await (const versions of listVersions(client, placeId, purpose)) {
        latest ??= versions[0]?.number;
        const published = versions.find((version) => version.published)?.number;
        if (latest !== undefined && published !== undefined)
            return { latest, published };
    }
    return latest === undefined ? undefined : { latest };
}
function readPage({ status, text }) {
    if (status !== 200)
        return undefined;
    const body = (0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .parseObject */ .lj)(text);
    const list = body ? body.assetVersions : (0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .parseValue */ .$x)(text);
    if (!Array.isArray(list))
        return undefined;
    const versions = list.map((item) => {
        const { path, published } = Object(item);
        const number = numberIn(path);
        return number === undefined ? undefined : { number, published: published === true };
    });
    if (!versions.every((version) => version !== undefined))
        return undefined;
    const token = body?.nextPageToken;
    const hasMore = typeof token === "string" && token !== "";
    const [first, last] = [versions[0], versions.at(-1)];
    if (hasMore && first && last && BigInt(first.number) < BigInt(last.number))
        return undefined;
    versions.sort((one, other) => (BigInt(one.number) > BigInt(other.number) ? -1 : 1));
    return { versions, ...(hasMore ? { nextPageToken: token } : {}) };
}
function madeBetween(known, uploaded) {
    const count = BigInt(uploaded) - BigInt(known) - 1n;
    if (count < 1n)
        return undefined;
    const [first, last] = [BigInt(known) + 1n, BigInt(uploaded) - 1n];
    const several = count > 1n;
    return {
        several,
        text: several ? `${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_3__/* .thousands */ .oh)(Number(count))} versions (${first} to ${last}) were` : `Version ${first} was`,
    };
}
async function rollBackVersion(client, { placeId, number, title }, watch = {}) {
    const assetVersion = `assets/${placeId}/versions/${number}`;
    const form = `--form\r\nContent-Disposition: form-data; name="assetVersion"\r\n\r\n${assetVersion}\r\n--form--\r\n`;
    const attempt = async (contentType, body) => (await (0,_call_js__WEBPACK_IMPORTED_MODULE_1__/* .callAndCount */ .Hp)(client, { ...rollbackCall(placeId, title), headers: { "content-type": contentType }, body }, watch)).value;
    try {
        return await attempt("application/json", JSON.stringify({ assetVersion }));
    }
    catch (error) {
        if (!(error instanceof _call_js__WEBPACK_IMPORTED_MODULE_1__/* .CallError */ .RA) || error.answer?.status !== 400)
            throw error;
        client.say(`${error.happened}. It is asked once more, in the other form that is on record`);
        return attempt("multipart/form-data; boundary=form", form);
    }
}
function rollbackCall(placeId, title) {
    const certain = "no version was made";
    return {
        method: "POST",
        target: `/assets/v1/assets/${placeId}/versions:rollback`,
        permission: _facts_js__WEBPACK_IMPORTED_MODULE_2__/* .APIS */ .yc.rollBackVersion.permission,
        repeatable: false,
        read: (answer) => ((0,_call_js__WEBPACK_IMPORTED_MODULE_1__/* .succeeded */ .gq)(answer) && answer.bodySent ? numberIn((0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .parseObject */ .lj)(answer.text)?.path) : undefined),
        words: {
            title,
            doing: "rolling a place back",
            limit: `${_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .APIS */ .yc.rollBackVersion.perMinute} rollbacks a minute`,
            ifUncertain: "A new version may have been made all the same; the place's version history tells.",
            ifBrokenOff: certain,
            ifRefused: `Roblox did not take it, so ${certain}.`,
            ifForbidden: {
                why: `Rolling a place back needs asset read and write, for an owner of the key who may edit the place (group role), so ${certain}.`,
                next: `Add the API system assets with the operations Read and Write to the key in the ${_pages_js__WEBPACK_IMPORTED_MODULE_4__/* .DASHBOARD */ .$}.`,
            },
            ifBusy: "The place is probably open in Roblox Studio or a Team Create session: close it there.",
        },
    };
}
function numberIn(path) {
    return /\/versions\/([1-9]\d{0,18})$/.exec((0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)(path))?.[1];
}
function wordsOf(placeId, { title, certain }) {
    return {
        title,
        doing: "listing the versions of a place",
        limit: `${_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .APIS */ .yc.assetVersions.perMinute} lists of versions a minute`,
        ifUncertain: `The place's versions are not known, so ${certain}.`,
        ifBrokenOff: certain,
        ifRefused: `Compare placeId (${placeId}) with the Creator Dashboard. The versions are not known, so ${certain}.`,
        ifForbidden: {
            why: `Listing the versions of a place needs asset read, for an owner of the key who may edit the place (group role). The versions are not known, so ${certain}.`,
            next: `Add the API system assets with the operation Read to the key in the ${_pages_js__WEBPACK_IMPORTED_MODULE_4__/* .DASHBOARD */ .$}.`,
        },
    };
}


/***/ }),

/***/ 9091:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ inspectDownload),
/* harmony export */   W: () => (/* binding */ isSkeleton)
/* harmony export */ });
/* harmony import */ var _text_units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6647);
/* harmony import */ var _inspect_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(863);


const NOT_ABOUT_DOWNLOADS = new Set(["large-file", "extension"]);
const MOST_IN_A_SKELETON = 7;
async function inspectDownload(path, check, signal) {
    const inspection = await (0,_inspect_js__WEBPACK_IMPORTED_MODULE_0__/* .inspectPlaceFile */ .Y9)(path, check, signal, Number.POSITIVE_INFINITY);
    const findings = inspection.findings.filter(({ code }) => !NOT_ABOUT_DOWNLOADS.has(code));
    const { place } = inspection;
    return { ...inspection, findings: place && isSkeleton(place) ? [...findings, skeleton(place, check)] : findings };
}
function isSkeleton({ instances, services, scripts }) {
    const isScripted = Object.values(scripts).some((count) => count > 0);
    return !isScripted && instances - services.length <= MOST_IN_A_SKELETON;
}
function skeleton({ instances, services }, check) {
    const message = `There is next to nothing in this place: ${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_1__/* .thousands */ .oh)(instances)} instances, ${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_1__/* .thousands */ .oh)(services.length)} of them services, and no script. A save that failed halfway has been seen to leave such a skeleton as the newest version. Open the version in Studio before you build on it.`;
    return {
        severity: check === "strict" ? "refusal" : "warning",
        code: "skeleton",
        title: "The place is an empty skeleton",
        message: check === "strict" ? `${message} If the place really is that empty, set \`checkFile: warn\`.` : message,
    };
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


/***/ }),

/***/ 4612:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CS: () => (/* binding */ prose),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   pj: () => (/* binding */ plain)
/* harmony export */ });
/* harmony import */ var _text_harmless_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1297);

const MAX_PROSE_CHARACTERS = 1200;
const MAX_PROSE_LINES = 30;
function prose(message, keyHelp) {
    const isKnown = (address) => address === keyHelp || ROBLOX_PAGE.test(address);
    const linked = (text) => text.split(ADDRESS).map((part, at) => (at % 2 === 1 && isKnown(part) ? `<${part}>` : plain(part)));
    const line = (text) => (0,_text_harmless_js__WEBPACK_IMPORTED_MODULE_0__/* .harmless */ .I)(text, MAX_PROSE_CHARACTERS)
        .split(/`([^`]+)`/)
        .flatMap((part, at) => (at % 2 === 1 ? code(part) : linked(part)))
        .join("");
    return message.split("\n").slice(0, MAX_PROSE_LINES).map(line).join("<br>");
}
const ADDRESS = /(https:\/\/[^\s<>()"'`]*[\w/])/;
const ROBLOX_PAGE = /^https:\/\/(?:create|status|www)\.roblox\.com(?:\/|$)/;
function plain(line) {
    return numbered(line.replace(/[@#$]|:(?=\S)|\bwww\./gi, "$&\u200b"));
}
function code(text, maxLength) {
    return `<code>${numbered((0,_text_harmless_js__WEBPACK_IMPORTED_MODULE_0__/* .harmless */ .I)(text, maxLength))}</code>`;
}
function numbered(line) {
    return line.replace(/[!-/:-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`);
}


/***/ }),

/***/ 2023:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ setOutputs),
/* harmony export */   s: () => (/* binding */ jsonText)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5871);
/* harmony import */ var _text_harmless_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1297);
/* harmony import */ var _text_secret_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6942);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2511);




function setOutputs(outputs, known) {
    try {
        for (const [name, value] of Object.entries(outputs)) {
            _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setOutput */ .uH(name, typeof value === "string" ? (0,_text_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .redact */ .E$)(value) : jsonText(value));
        }
    }
    catch (error) {
        const why = (0,_text_harmless_js__WEBPACK_IMPORTED_MODULE_1__/* .harmless */ .I)(error instanceof Error ? error.message : String(error));
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_3__/* .StepFailure */ .pH("The outputs could not be written", `${known} Its outputs could not be written (${why.replace(/\.$/, "")}): later steps and jobs do not get them. Look at the runner's disk, and at what else uses the file that GITHUB_OUTPUT names.`.trim());
    }
}
function jsonText(value) {
    return JSON.stringify(value, (_name, part) => {
        if (typeof part === "string")
            return (0,_text_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .redact */ .E$)(part);
        if (typeof part !== "object" || part === null || Array.isArray(part))
            return part;
        return Object.fromEntries(Object.entries(part).map(([name, held]) => [(0,_text_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .redact */ .E$)(name), held]));
    });
}


/***/ }),

/***/ 2917:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ hideAddress),
/* harmony export */   N: () => (/* binding */ hideParts)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5871);
/* harmony import */ var _text_secret_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6942);


function hideParts(parts) {
    for (const part of parts) {
        (0,_text_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .registerSecret */ .cl)(part);
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setSecret */ .Pq(part);
    }
}
function hideAddress({ pathname, search }) {
    hideParts([pathname + search]);
}


/***/ }),

/***/ 7457:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DH: () => (/* binding */ tableOfFacts),
/* harmony export */   Dg: () => (/* binding */ addToSummary),
/* harmony export */   fX: () => (/* binding */ listOfRemarks)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5871);
/* harmony import */ var _text_harmless_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1297);
/* harmony import */ var _text_secret_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6942);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4612);




async function addToSummary(markdown) {
    if (!process.env.GITHUB_STEP_SUMMARY)
        return;
    try {
        await _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .summary */ .z.addRaw((0,_text_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .redact */ .E$)(markdown()), true).write();
    }
    catch (error) {
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq(`The job summary could not be written: ${(0,_text_harmless_js__WEBPACK_IMPORTED_MODULE_1__/* .harmless */ .I)(String(error))}`);
    }
}
function tableOfFacts(rows) {
    const [head = "", ...table] = rows.flatMap(([name, value]) => (value ? [`| ${name} | ${value} |`] : []));
    return [head, "| :-- | :-- |", ...table].join("\n");
}
function listOfRemarks(remarks, keyHelp) {
    return remarks
        .map(({ severity, title, message }) => {
        const symbol = severity === "warning" ? "⚠️" : "ℹ️";
        return `- ${symbol} **${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .plain */ .pj)((0,_text_harmless_js__WEBPACK_IMPORTED_MODULE_1__/* .harmless */ .I)(title))}**: ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .prose */ .CS)(message, keyHelp)}`;
    })
        .join("\n");
}


/***/ })

};
