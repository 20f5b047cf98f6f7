export const id = 185;
export const ids = [185];
export const modules = {

/***/ 3144:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ NotAFileError),
/* harmony export */   q: () => (/* binding */ openRegularFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);


class NotAFileError extends Error {
}
async function openRegularFile(path) {
    if ((await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path)).isFile()) {
        const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK ?? 0));
        if ((await file.stat()).isFile())
            return file;
        await file.close();
    }
    throw new NotAFileError("not a regular file");
}


/***/ }),

/***/ 3953:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $x: () => (/* binding */ parseValue),
/* harmony export */   A5: () => (/* binding */ isBusy),
/* harmony export */   JN: () => (/* binding */ readAnswer),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   fC: () => (/* binding */ traceOf),
/* harmony export */   lj: () => (/* binding */ parseObject)
/* harmony export */ });
/* harmony import */ var _text_harmless_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1297);

function parseJson(text) {
    const keepSource = (_key, value, context) => typeof value === "number" && String(value) !== context?.source ? (context?.source ?? value) : value;
    return JSON.parse(text.replace(/^\uFEFF/, ""), keepSource);
}
function textOf(value) {
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
function parseObject(text) {
    try {
        const value = parseJson(text);
        return typeof value === "object" && value !== null && !Array.isArray(value)
            ? value
            : undefined;
    }
    catch {
        return undefined;
    }
}
function parseValue(text) {
    try {
        return parseJson(text);
    }
    catch {
        return undefined;
    }
}
function readAnswer(answer) {
    const text = answer.text.trim();
    if (text === "")
        return { form: "nothing" };
    if (/^text\/html\b/i.test(answer.headers["content-type"] ?? "") || /^<(?:!doctype html|html)\b/i.test(text)) {
        return { form: "html", ...message(titleOf(text)) };
    }
    const body = parseObject(text);
    if (!body)
        return { form: "text", ...message(text) };
    const first = Array.isArray(body.errors) ? body.errors[0] : undefined;
    const nested = typeof first === "object" && first !== null ? first : body.error;
    const inner = typeof nested === "object" && nested !== null ? nested : {};
    const code = [body.code, body.error, inner.code].find((value) => typeof value === "string" && /^\S+$/.test(value));
    const said = [body.message, inner.message, detailsOf(body), first, body.error].find((value) => typeof value === "string" && value.trim() !== "" && value !== code);
    return { form: "json", ...(code ? { code: (0,_text_harmless_js__WEBPACK_IMPORTED_MODULE_0__/* .harmless */ .I)(String(code), 60) } : {}), ...message(said) };
}
const HEAD_CHARACTERS = 64 * 1024;
function titleOf(page) {
    const head = page.slice(0, HEAD_CHARACTERS);
    const find = (tag) => tag.exec(head)?.[1];
    return find(/<title(?:\s[^<>]{0,500})?>([^<]{1,1000})/i) ?? find(/<h1(?:\s[^<>]{0,500})?>([^<]{1,1000})/i);
}
function detailsOf(body) {
    const { title, detail, errors } = body;
    const fields = typeof errors === "object" && errors !== null && !Array.isArray(errors)
        ? Object.entries(errors).map(([field, problems]) => `${field}: ${[problems].flat().map(textOf).join(" ")}`)
        : [];
    const parts = [title, detail, ...fields].filter((part) => typeof part === "string" && part !== "");
    return parts.length > 0 ? parts.join(" ") : undefined;
}
function message(text) {
    const line = typeof text === "string" ? (0,_text_harmless_js__WEBPACK_IMPORTED_MODULE_0__/* .harmless */ .I)(text) : "";
    return line === "" ? {} : { message: line };
}
function isBusy(answer) {
    return answer.status === 409 && /\bbusy\b|\btry again\b/i.test(readAnswer(answer).message ?? "");
}
function traceOf(answer) {
    const { server, "x-roblox-edge": edge } = answer.headers;
    const trace = textOf(parseObject(answer.text)?.traceId);
    return [server && `server ${server}`, edge && `edge ${edge}`, trace && `trace ${trace}`]
        .filter(Boolean)
        .map((part) => (0,_text_harmless_js__WEBPACK_IMPORTED_MODULE_0__/* .harmless */ .I)(String(part), 120))
        .join(", ");
}


/***/ }),

/***/ 4410:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hp: () => (/* binding */ introspectKey),
/* harmony export */   _P: () => (/* binding */ unusable),
/* harmony export */   vd: () => (/* binding */ day)
/* harmony export */ });
/* unused harmony export readKeyReport */
/* harmony import */ var _answer_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3953);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9760);
/* harmony import */ var _deadline_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5727);
/* harmony import */ var _pages_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2699);
/* harmony import */ var _request_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8174);





async function introspectKey(client, permission, seconds) {
    const body = JSON.stringify({ apiKey: client.apiKey });
    const target = "/api-keys/v1/introspect";
    try {
        const answer = await (0,_deadline_js__WEBPACK_IMPORTED_MODULE_2__/* .within */ .ux)(seconds, (signal) => (0,_request_js__WEBPACK_IMPORTED_MODULE_3__/* .sendOnce */ .E)((0,_client_js__WEBPACK_IMPORTED_MODULE_1__/* .until */ .TG)(client, signal), { method: "POST", target, body }));
        if (answer.status === 401 || answer.status === 403)
            return "refused";
        if (answer.status === 400 && /format/i.test((0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .readAnswer */ .JN)(answer).message ?? ""))
            return "malformed";
        return answer.status === 200 ? readKeyReport(answer.text, permission, client.universeId) : undefined;
    }
    catch {
        return undefined;
    }
}
function unusable(key) {
    if (typeof key !== "object")
        return undefined;
    if (key.expired) {
        const when = key.expires ? ` on ${day(key.expires)}` : "";
        return { why: `The key expired${when}.`, next: `Give it a new expiration date in the ${_pages_js__WEBPACK_IMPORTED_MODULE_4__/* .DASHBOARD */ .$}.` };
    }
    if (!key.enabled)
        return { why: "The key is disabled.", next: `Switch it on in the ${_pages_js__WEBPACK_IMPORTED_MODULE_4__/* .DASHBOARD */ .$}.` };
    return undefined;
}
function day(date) {
    return date.toISOString().slice(0, 10);
}
function readKeyReport(text, permission, universeId) {
    const body = (0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .parseObject */ .lj)(text);
    if (!body || typeof body.enabled !== "boolean")
        return undefined;
    const time = body.expirationTimeUtc ?? body.expirationUtcTime;
    const expires = typeof time === "string" ? new Date(time) : undefined;
    const scopes = Array.isArray(body.scopes) ? body.scopes : [];
    const asked = scopes.filter(isObject).filter((scope) => scope.name === permission.scope);
    const operations = asked.flatMap((scope) => list(scope.operations));
    const granting = asked.filter((scope) => list(scope.operations).some((operation) => permission.operations.includes(operation)));
    const ids = granting.map((scope) => scope.universeIds ?? scope.universeId);
    const universes = new Set(ids.flatMap(list));
    const unrestricted = granting.some((scope) => !Object.keys(scope).some((name) => /Ids?$/.test(name)));
    const reach = universes.has("*") || unrestricted
        ? "all"
        : universeId !== undefined && universes.has(universeId)
            ? "this"
            : universeId !== undefined && universes.size > 0
                ? "others"
                : "unknown";
    return {
        enabled: body.enabled,
        expired: body.expired === true,
        ...(expires && !Number.isNaN(expires.getTime()) ? { expires } : {}),
        listsScopes: Array.isArray(body.scopes),
        operations: [...new Set(operations)].filter((operation) => /^[a-z-]{1,30}$/.test(operation)),
        reach,
        ...(reach === "this" || reach === "others" ? { universes: universes.size } : {}),
    };
}
function isObject(value) {
    return typeof value === "object" && value !== null;
}
function list(value) {
    return [value]
        .flat()
        .map(_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)
        .filter((text) => text !== "");
}


/***/ }),

/***/ 8967:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HI: () => (/* binding */ provenFile),
/* harmony export */   fo: () => (/* binding */ multipart),
/* harmony export */   jL: () => (/* binding */ FileChangedError)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _files_open_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3144);


class FileChangedError extends Error {
}
const READ_BYTES = 512 * 1024;
const BLOCK_BYTES = 64 * 1024;
function provenFile(file, contentType) {
    return { contentType, bytes: file.bytes, chunks: () => provenBytes(file) };
}
async function* provenBytes({ path, bytes, sha256 }) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256");
    let read = 0;
    let held;
    for await (const block of blocksOf(path)) {
        read += block.length;
        if (read > bytes)
            break;
        if (held)
            yield held;
        held = block;
        hash.update(block);
    }
    if (read !== bytes || hash.digest("hex") !== sha256) {
        throw new FileChangedError("The file changed after it was checked. Something still writes to it: let the build finish before this step.");
    }
    if (held)
        yield held;
}
async function* blocksOf(path) {
    try {
        const file = await (0,_files_open_js__WEBPACK_IMPORTED_MODULE_1__/* .openRegularFile */ .q)(path);
        for await (const read of file.createReadStream({ highWaterMark: READ_BYTES })) {
            for (let at = 0; at < read.length; at += BLOCK_BYTES)
                yield read.subarray(at, at + BLOCK_BYTES);
        }
    }
    catch (error) {
        if (error instanceof _files_open_js__WEBPACK_IMPORTED_MODULE_1__/* .NotAFileError */ .Z) {
            throw new FileChangedError("The file was checked, but is no longer a regular file. Something replaced it: let the build finish before this step.");
        }
        const code = error.code ?? "unknown error";
        throw new FileChangedError(`The file was checked, but could not be read again (${code}).`);
    }
}
function multipart(parts, boundary) {
    const heads = parts.map(({ name, fileName, contentType }) => {
        const file = fileName === undefined ? "" : `; filename="${quoted(fileName)}"`;
        return Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"${file}\r\nContent-Type: ${contentType}\r\n\r\n`);
    });
    const end = Buffer.from(`--${boundary}--\r\n`);
    const lineEnd = Buffer.from("\r\n");
    const bodies = parts.map(({ content }) => (typeof content === "string" ? Buffer.from(content) : content));
    const bytes = bodies.reduce((sum, body) => sum + (Buffer.isBuffer(body) ? body.length : body.bytes), 0);
    return {
        contentType: `multipart/form-data; boundary=${boundary}`,
        bytes: bytes + heads.reduce((sum, head) => sum + head.length + lineEnd.length, 0) + end.length,
        async *chunks() {
            for (const [index, body] of bodies.entries()) {
                yield heads[index];
                if (Buffer.isBuffer(body))
                    yield body;
                else
                    yield* body.chunks();
                yield lineEnd;
            }
            yield end;
        },
    };
}
function quoted(name) {
    return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}


/***/ }),

/***/ 9962:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  RA: () => (/* binding */ CallError),
  YP: () => (/* binding */ LOOK_UP_SECONDS),
  Hn: () => (/* binding */ acknowledged),
  Hp: () => (/* binding */ callAndCount),
  tH: () => (/* binding */ callRoblox),
  r: () => (/* binding */ handedOut),
  TE: () => (/* binding */ lookUp),
  gq: () => (/* binding */ succeeded),
  Gg: () => (/* reexport */ explain/* titleOf */.Gg)
});

// EXTERNAL MODULE: ./lib/src/text/harmless.js
var harmless = __webpack_require__(1297);
// EXTERNAL MODULE: ./lib/src/open-cloud/answer.js
var open_cloud_answer = __webpack_require__(3953);
// EXTERNAL MODULE: ./lib/src/open-cloud/api/keys.js
var keys = __webpack_require__(4410);
// EXTERNAL MODULE: ./lib/src/open-cloud/client.js
var open_cloud_client = __webpack_require__(9760);
// EXTERNAL MODULE: ./lib/src/open-cloud/deadline.js
var open_cloud_deadline = __webpack_require__(5727);
// EXTERNAL MODULE: ./lib/src/open-cloud/limiter.js
var limiter = __webpack_require__(2003);
// EXTERNAL MODULE: ./lib/src/open-cloud/retry.js
var open_cloud_retry = __webpack_require__(3945);
// EXTERNAL MODULE: ./lib/src/open-cloud/transport.js + 2 modules
var transport = __webpack_require__(8080);
;// CONCATENATED MODULE: ./lib/src/open-cloud/attempts.js





class EndedError extends Error {
    cause;
    attempts;
    effect;
    constructor(cause, attempts, effect) {
        super("the tries were ended");
        this.cause = cause;
        this.attempts = attempts;
        this.effect = effect;
    }
}
async function tryRepeatedly(client, attempting, once) {
    const { deadline, maxAttempts, hangUps } = client;
    const waiting = client.noMoreTries ? (0,open_cloud_deadline/* withSignal */.l_)(deadline, client.noMoreTries) : deadline;
    const turn = attempting.paced ? client.limiter?.turn() : undefined;
    const causes = [];
    let attempts = 0;
    let earlierMayHaveWorked = attempting.mayHaveWorked ?? false;
    let effect = earlierMayHaveWorked ? "possible" : "none";
    const note = (now) => {
        effect = earlierMayHaveWorked ? "possible" : now;
        attempting.onEffect?.(effect);
    };
    try {
        await turn?.begin(waiting);
        for (;;) {
            attempts += 1;
            attempting.onAttempt?.(attempts);
            note("unlikely");
            const outcome = await once(() => note("possible")).catch((error) => {
                if (error instanceof transport/* Disconnect */.VB)
                    return error;
                throw error;
            });
            turn?.over(outcome instanceof transport/* Disconnect */.VB ? undefined : outcome);
            note((0,open_cloud_retry/* effectOf */.$x)(outcome));
            const history = { causes, hangUps: hangUps.count, repeatable: attempting.repeatable };
            const retry = (0,open_cloud_retry/* retryAfter */.P9)(outcome, history, Math.random(), new Date());
            if (retry?.cause === "hang-up")
                hangUps.count += 1;
            const settled = { outcome, attempts, effect, earlierMayHaveWorked };
            if (!retry || attempts >= maxAttempts)
                return settled;
            if (attempting.mayGoOn && !(await attempting.mayGoOn(retry)))
                return settled;
            const left = deadline.secondsLeft();
            if (retry.seconds >= left)
                return { ...settled, noTimeFor: { seconds: retry.seconds, left } };
            if (!(outcome instanceof transport/* Disconnect */.VB && outcome.stage === "connect"))
                turn?.leave();
            const seconds = Math.max(retry.seconds, turn ? (client.limiter?.secondsToWait() ?? 0) : 0);
            client.say((0,open_cloud_client/* waitText */.Lq)(attempting.describe(outcome, retry), seconds, attempts + 1, maxAttempts));
            try {
                await waiting.sleep(retry.seconds);
                await turn?.begin(waiting);
            }
            catch (error) {
                if (!(error instanceof limiter/* NoTurnError */.Pf) && !deadline.signal.aborted)
                    return settled;
                const needed = error instanceof limiter/* NoTurnError */.Pf ? error.seconds : retry.seconds;
                return { ...settled, noTimeFor: { seconds: needed, left: deadline.secondsLeft() } };
            }
            causes.push(retry.cause);
            earlierMayHaveWorked = effect === "possible";
        }
    }
    catch (error) {
        throw new EndedError(error, attempts, effect);
    }
    finally {
        turn?.leave();
    }
}

// EXTERNAL MODULE: ./lib/src/open-cloud/body.js
var body = __webpack_require__(8967);
// EXTERNAL MODULE: ./lib/src/open-cloud/explain.js
var explain = __webpack_require__(6616);
// EXTERNAL MODULE: ./lib/src/open-cloud/request.js
var request = __webpack_require__(8174);
;// CONCATENATED MODULE: ./lib/src/open-cloud/call.js













const LOOK_UP_SECONDS = 5;
class CallError extends Error {
    title;
    effect;
    attempts;
    widespread;
    happened;
    answer;
    constructor(title, message, rest) {
        super(message);
        this.title = title;
        this.effect = rest.effect;
        this.attempts = rest.attempts;
        this.widespread = rest.widespread;
        this.happened = rest.happened;
        this.answer = rest.answer;
    }
}
async function callRoblox(client, call) {
    return (await callAndCount(client, call)).value;
}
async function callAndCount(client, call, watch = {}) {
    const { words, permission, findOut } = call;
    const { limiter } = client;
    const find = (lookUp) => (call.paced && limiter ? limiter.hold(lookUp) : lookUp);
    const askAboutKey = async () => permission && !call.quiet ? find((0,keys/* introspectKey */.Hp)(client, permission, LOOK_UP_SECONDS)) : undefined;
    const asked = askedOf(client, call);
    let value;
    let key;
    let hinted = false;
    let settled;
    try {
        settled = await tryRepeatedly(client, {
            ...watch,
            repeatable: call.repeatable,
            ...(call.paced ? { paced: true } : {}),
            describe(outcome, retry) {
                const hint = retry.cause === "busy" && !hinted && words.ifBusy ? ` ${words.ifBusy}` : "";
                hinted ||= hint !== "";
                return `${(0,explain/* describeEnd */.lA)(outcome, asked)}${hint === "" ? "" : `.${hint.replace(/\.$/, "")}`}`;
            },
            async mayGoOn(retry) {
                if (value !== undefined)
                    return false;
                if (retry.cause !== "hang-up" || client.hangUps.count < open_cloud_retry/* MAX_HANG_UP_RETRIES */.Bp)
                    return true;
                key = await askAboutKey();
                return (0,keys/* unusable */._P)(key) === undefined;
            },
        }, async (onHandedOver) => {
            const answer = await (0,request/* sendOnce */.E)(client, call, { ...watch, onHandedOver });
            watch.onAnswer?.(answer);
            value = call.read(answer);
            if (value === undefined && succeeded(answer) && call.unreadable !== "final")
                throw unreadable(answer);
            return answer;
        });
    }
    catch (error) {
        throw error instanceof EndedError ? endOf(error, client, asked) : error;
    }
    const { outcome, attempts } = settled;
    if (value !== undefined)
        return { value, attempts };
    if (!(outcome instanceof transport/* Disconnect */.VB)) {
        const isRefused = outcome.status === 401 || outcome.status === 403;
        if (isRefused && words.refusal?.(outcome) === undefined)
            key ??= await askAboutKey();
    }
    const found = outcome instanceof transport/* Disconnect */.VB || !findOut ? undefined : await find(findOut(outcome));
    const { message, widespread } = (0,explain/* explainSettled */.vp)(settled, asked, { key, found });
    throw new CallError((0,explain/* titleOf */.Gg)(words.title, settled.effect), message, {
        effect: settled.effect,
        attempts,
        widespread,
        happened: (0,explain/* describeEnd */.lA)(outcome, asked),
        ...(outcome instanceof transport/* Disconnect */.VB ? {} : { answer: outcome }),
    });
}
async function lookUp(client, call, seconds) {
    try {
        return call.read(await (0,open_cloud_deadline/* within */.ux)(seconds, (signal) => (0,request/* sendOnce */.E)((0,open_cloud_client/* until */.TG)(client, signal), call)));
    }
    catch {
        return undefined;
    }
}
function handedOut(address, hosts) {
    if (typeof address !== "string" || !URL.canParse(address))
        return undefined;
    const url = new URL(address);
    const isPlain = url.protocol === "https:" && url.port === "" && url.username === "" && url.password === "";
    const isKnown = hosts?.some((host) => (host.startsWith(".") ? url.hostname.endsWith(host) : url.hostname === host)) ?? true;
    return isPlain && isKnown ? url : undefined;
}
function succeeded({ status }) {
    return status >= 200 && status < 300;
}
function acknowledged(answer) {
    if (!succeeded(answer))
        return undefined;
    const { form } = (0,open_cloud_answer/* readAnswer */.JN)(answer);
    if (form === "nothing")
        return true;
    const { errors, error } = (0,open_cloud_answer/* parseObject */.lj)(answer.text) ?? { error: true };
    const isFree = (value) => value === undefined || value === null || (Array.isArray(value) && value.length === 0);
    return form === "json" && isFree(errors) && isFree(error) ? true : undefined;
}
function askedOf(client, { target, body, permission, words }) {
    return {
        host: target instanceof URL ? target.hostname : "apis.roblox.com",
        streamed: typeof body === "object",
        words,
        keyHelp: client.keyHelp,
        ...(permission ? { permission } : {}),
        ...(client.universeId === undefined ? {} : { universeId: client.universeId }),
    };
}
function unreadable(answer) {
    return new transport/* Disconnect */.VB("answer", explain/* UNREADABLE */.mP, (0,explain/* whatWasSaid */.vt)(answer));
}
function endOf({ cause, attempts, effect }, client, asked) {
    const { deadline, noMoreTries } = client;
    const isChanged = cause instanceof body/* FileChangedError */.jL;
    const isOver = deadline.signal.aborted || (noMoreTries?.aborted ?? false) || cause instanceof limiter/* NoTurnError */.Pf;
    if (!(cause instanceof Error) || !(isOver || isChanged))
        return cause;
    const message = (0,explain/* explainEnded */.eg)(cause, effect, attempts, asked);
    const happened = (0,harmless/* harmless */.I)(cause.message);
    return new CallError((0,explain/* titleOf */.Gg)(asked.words.title, effect), message, {
        effect,
        attempts,
        widespread: !isChanged,
        happened,
    });
}


/***/ }),

/***/ 9760:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lq: () => (/* binding */ waitText),
/* harmony export */   TG: () => (/* binding */ until),
/* harmony export */   eQ: () => (/* binding */ startClient)
/* harmony export */ });
/* harmony import */ var _text_units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6647);
/* harmony import */ var _deadline_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5727);


function startClient(inputs, { cancelled, ...caller }) {
    const { apiKey, universeId, maxAttempts, timeoutMinutes } = inputs;
    return {
        ...caller,
        apiKey,
        maxAttempts,
        deadline: (0,_deadline_js__WEBPACK_IMPORTED_MODULE_0__/* .withSignal */ .l_)((0,_deadline_js__WEBPACK_IMPORTED_MODULE_0__/* .startDeadline */ .db)(timeoutMinutes), cancelled),
        hangUps: { count: 0 },
        ...(universeId === undefined ? {} : { universeId }),
    };
}
function until(client, signal) {
    return { ...client, deadline: (0,_deadline_js__WEBPACK_IMPORTED_MODULE_0__/* .withSignal */ .l_)(client.deadline, signal) };
}
function waitText(happened, seconds, nextAttempt, maxAttempts) {
    return `${happened}. Attempt ${nextAttempt} of ${maxAttempts} follows in ${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_1__/* .secondsText */ .Hd)(seconds)}`;
}


/***/ }),

/***/ 5727:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   db: () => (/* binding */ startDeadline),
/* harmony export */   l_: () => (/* binding */ withSignal),
/* harmony export */   ux: () => (/* binding */ within)
/* harmony export */ });
/* unused harmony export DeadlineError */
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);

class DeadlineError extends Error {
    constructor(minutes) {
        super(`the step's time is over (timeoutMinutes: ${minutes})`);
    }
}
function startDeadline(minutes) {
    const controller = new AbortController();
    const { signal } = controller;
    const end = performance.now() + minutes * 60_000;
    setTimeout(() => controller.abort(new DeadlineError(minutes)), minutes * 60_000).unref();
    return endingWith(signal, () => Math.max(0, (end - performance.now()) / 1000));
}
function endingWith(signal, secondsLeft) {
    return {
        signal,
        secondsLeft,
        sleep: (seconds) => (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(seconds * 1000, undefined, { signal }).catch(() => {
            throw signal.reason;
        }),
    };
}
function withSignal({ signal: end, secondsLeft }, signal) {
    return endingWith(AbortSignal.any([end, signal]), secondsLeft);
}
async function within(seconds, ask) {
    const controller = new AbortController();
    let timer;
    const late = new Promise((_, reject) => {
        timer = setTimeout(() => {
            const reason = new Error(`no answer within ${seconds} s`);
            controller.abort(reason);
            reject(reason);
        }, seconds * 1000);
    });
    try {
        return await Promise.race([ask(controller.signal), late]);
    }
    finally {
        clearTimeout(timer);
    }
}


/***/ }),

/***/ 6616:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gg: () => (/* binding */ titleOf),
/* harmony export */   Vs: () => (/* binding */ UNFIT),
/* harmony export */   eg: () => (/* binding */ explainEnded),
/* harmony export */   lA: () => (/* binding */ describeEnd),
/* harmony export */   mP: () => (/* binding */ UNREADABLE),
/* harmony export */   vp: () => (/* binding */ explainSettled),
/* harmony export */   vt: () => (/* binding */ whatWasSaid)
/* harmony export */ });
/* harmony import */ var _text_harmless_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1297);
/* harmony import */ var _text_sentence_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4703);
/* harmony import */ var _answer_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3953);
/* harmony import */ var _api_keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4410);
/* harmony import */ var _body_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8967);
/* harmony import */ var _pages_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2699);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3945);
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8080);








function titleOf(title, effect) {
    if (typeof title === "string")
        return title;
    const { what, done } = title;
    return effect === "possible" ? `It is not known whether ${what} ${done}` : `${(0,_text_sentence_js__WEBPACK_IMPORTED_MODULE_6__/* .capitalized */ .l)(what)} not ${done}`;
}
function explainSettled(settled, asked, evidence) {
    const { outcome, effect, earlierMayHaveWorked } = settled;
    const isLast = !(earlierMayHaveWorked && effect === "possible" && isHarmless(outcome));
    const reason = outcome instanceof _transport_js__WEBPACK_IMPORTED_MODULE_5__/* .Disconnect */ .VB
        ? reasonOfDisconnect(outcome, asked, evidence.key)
        : reasonOfAnswer(outcome, asked, evidence);
    const earlier = isLast ? "" : ` As for an earlier attempt, whose answer was lost: ${asked.words.ifUncertain}`;
    return {
        message: `${describeEnd(outcome, asked)}${triesText(settled)} ${reason.why}${earlier} ${reason.next}`.trim(),
        widespread: reason.widespread ?? false,
    };
}
function isHarmless(outcome) {
    if (outcome instanceof _transport_js__WEBPACK_IMPORTED_MODULE_5__/* .Disconnect */ .VB)
        return outcome.stage === "connect" || outcome.stage === "send";
    return !(outcome.status === 408 || outcome.status >= 500 || outcome.status < 300);
}
function explainEnded(cause, effect, attempts, { words, streamed }) {
    const said = (0,_text_harmless_js__WEBPACK_IMPORTED_MODULE_0__/* .harmless */ .I)(cause.message).replace(/\.$/, "");
    const sentence = `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
    const next = cause instanceof _body_js__WEBPACK_IMPORTED_MODULE_3__/* .FileChangedError */ .jL ? "" : " Raise timeoutMinutes if Roblox or the line is slow.";
    if (effect === "possible") {
        if (!streamed)
            return `${sentence} No answer had come. ${words.ifUncertain}${next}`;
        const { ifUncertain } = words;
        return `${sentence} The file had been sent, so ${ifUncertain.charAt(0).toLowerCase()}${ifUncertain.slice(1)}`;
    }
    const what = streamed ? "The upload" : "The call";
    const brokenOff = attempts > 0 ? ` ${what} was broken off before its last bytes, so ${words.ifBrokenOff}.` : "";
    return `${sentence}${brokenOff}${next}`;
}
function triesText({ attempts, noTimeFor }) {
    const tries = attempts > 1 ? ` after ${attempts} attempts` : "";
    const late = noTimeFor
        ? ` Another try would have to wait ${Math.ceil(noTimeFor.seconds)} s, but only ${Math.floor(noTimeFor.left)} s of timeoutMinutes are left.`
        : "";
    return `${tries}.${late}`;
}
function describeEnd(outcome, asked) {
    return outcome instanceof _transport_js__WEBPACK_IMPORTED_MODULE_5__/* .Disconnect */ .VB ? whatBroke(outcome, asked) : whatWasSaid(outcome);
}
function whatWasSaid(answer) {
    const { form, code, message } = (0,_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .readAnswer */ .JN)(answer);
    const status = `HTTP ${answer.status}`;
    if (form === "html") {
        return `Roblox's edge answered with a web page${message ? ` "${message}"` : ""} instead of the API (${status})`;
    }
    if (message)
        return `Roblox said "${message}" (${status}${code && code !== message ? `, ${code}` : ""})`;
    return `Roblox answered ${status}${code ? `, ${code},` : ""} without giving a reason`;
}
const UNREADABLE = "UNREADABLE";
const UNFIT = "UNFIT";
function detailOf({ code, message }) {
    const ours = code === "TIMEOUT" || code === "TOO_LONG";
    return (0,_text_harmless_js__WEBPACK_IMPORTED_MODULE_0__/* .harmless */ .I)(ours || message.includes(code) ? message : `${code}: ${message}`.replace(/: $/, ""));
}
function whatBroke(disconnect, { host, streamed }) {
    const { stage, code, message } = disconnect;
    const detail = detailOf(disconnect);
    if (stage === "connect")
        return `No connection to ${host} (${detail})`;
    if (code === UNFIT)
        return message;
    if (code === UNREADABLE)
        return `${message}, which says nothing about the call`;
    if (!streamed)
        return `No complete answer came (${detail})`;
    if (stage === "send") {
        return code === "TIMEOUT"
            ? `The upload stalled (${detail})`
            : `The server hung up during the upload: it may have refused the key, the permissions or the size (${detail})`;
    }
    return stage === "wait"
        ? `The file was sent, but no answer came (${detail})`
        : `The file was sent, but the answer broke off (${detail})`;
}
function reasonOfDisconnect(disconnect, asked, key) {
    const { words, streamed } = asked;
    if ((0,_retry_js__WEBPACK_IMPORTED_MODULE_4__/* .isUntrusted */ .fb)(disconnect)) {
        return {
            why: "This machine does not trust the certificate that it was shown, so nothing was sent.",
            next: "Where a proxy of your own looks into TLS connections, let NODE_EXTRA_CA_CERTS name the file with its root certificate; anywhere else somebody may be listening.",
            widespread: true,
        };
    }
    if (disconnect.stage === "connect") {
        return {
            why: "The runner could not reach Roblox: its network, its proxy (https_proxy, no_proxy) or a firewall is in the way, or Roblox is down.",
            next: `Look at ${_pages_js__WEBPACK_IMPORTED_MODULE_7__/* .STATUS_PAGE */ .s}, then run the job again.`,
            widespread: true,
        };
    }
    if (disconnect.stage !== "send") {
        return { why: words.ifUncertain, next: streamed ? "" : `${_pages_js__WEBPACK_IMPORTED_MODULE_7__/* .STATUS_PAGE */ .s} shows whether Roblox has trouble.` };
    }
    const bad = disconnect.code === "TIMEOUT" ? undefined : (0,_api_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .unusable */ ._P)(key);
    if (bad)
        return { ...bad, widespread: true };
    const rights = asked.permission
        ? `that the key has ${rightsText(asked.permission)}${onExperience(asked)} in the ${_pages_js__WEBPACK_IMPORTED_MODULE_7__/* .DASHBOARD */ .$}, and `
        : "";
    return {
        why: `The ${streamed ? "file" : "call"} was not sent whole, so ${words.ifBrokenOff}.`,
        next: streamed
            ? `Check ${rights}the file's size; otherwise it is the network, and running the job again may do.`
            : "It is probably the network: run the job again.",
    };
}
function reasonOfAnswer(answer, asked, { key, found }) {
    const { status } = answer;
    const { words } = asked;
    const own = found ?? words.refusal?.(answer);
    if (own)
        return own;
    if (status >= 200 && status < 300) {
        if (answer.bodySent)
            return { why: words.ifUncertain, next: `${_pages_js__WEBPACK_IMPORTED_MODULE_7__/* .STATUS_PAGE */ .s} shows whether Roblox has trouble.` };
        return {
            why: `It answered before the whole ${asked.streamed ? "file" : "call"} had been sent, so ${words.ifBrokenOff}.`,
            next: "Something between this runner and Roblox answers in its name: check the proxy.",
            widespread: true,
        };
    }
    if (status >= 300 && status < 400) {
        return {
            why: "That is a redirect, and it was not followed: the key would go along. Open Cloud does not redirect, so a proxy or a captive network probably answered.",
            next: "Check https_proxy and the runner's network.",
            widespread: true,
        };
    }
    if (status === 408 || status >= 500) {
        return {
            why: `Roblox's side failed. ${words.ifUncertain}`,
            next: `${_pages_js__WEBPACK_IMPORTED_MODULE_7__/* .STATUS_PAGE */ .s} shows whether Roblox has trouble.`,
        };
    }
    if ((0,_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .readAnswer */ .JN)(answer).form === "html" && status !== 413) {
        return {
            why: `The page comes from the edge in front of the API, so it says nothing about the key or the ${asked.streamed ? "file" : "call"}.`,
            next: `Run the job again later; ${_pages_js__WEBPACK_IMPORTED_MODULE_7__/* .STATUS_PAGE */ .s} shows whether Roblox has trouble.`,
        };
    }
    if ((0,_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .isBusy */ .A5)(answer)) {
        return { why: "Roblox is busy with something else there.", next: "Run the job again in a few minutes." };
    }
    switch (status) {
        case 401:
            return words.forbidsBy401
                ? reasonOfForbidden(asked, key)
                : { ...reasonOfRefusedKey(asked, key), widespread: true };
        case 403:
            return reasonOfForbidden(asked, key);
        case 429:
            return {
                why: `The owner of the key has used up its ${words.limit}, which count over all keys of that owner.`,
                next: "Run fewer such jobs at the same time, or raise timeoutMinutes so that the wait fits.",
                widespread: true,
            };
        case 400:
        case 404:
        case 409:
            return { why: words.ifRefused, next: "" };
        default:
            return {
                why: "That is not an answer that the documentation of this call knows.",
                next: `Read Roblox's words above; ${_pages_js__WEBPACK_IMPORTED_MODULE_7__/* .STATUS_PAGE */ .s} shows whether Roblox has trouble.`,
            };
    }
}
function reasonOfRefusedKey(asked, key) {
    const bad = (0,_api_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .unusable */ ._P)(key);
    const help = `All states of a key and their remedies: ${asked.keyHelp}`;
    if (bad)
        return { why: bad.why, next: `${bad.next} ${help}` };
    if (key === "refused") {
        return {
            why: "Roblox does not accept this key from this address: the key is wrong, deleted or regenerated, or its IP allow-list leaves this runner out (GitHub-hosted runners have no fixed address).",
            next: `Compare the secret with the key, and look at the key's accepted IP addresses, in the ${_pages_js__WEBPACK_IMPORTED_MODULE_7__/* .DASHBOARD */ .$}. ${help}`,
        };
    }
    if (key === "malformed") {
        return {
            why: "What was given does not look like an Open Cloud API key: it was cut off when it was copied, or it is another secret.",
            next: `Copy the key anew from the ${_pages_js__WEBPACK_IMPORTED_MODULE_7__/* .DASHBOARD */ .$} into the secret; it is shown only when it is made. ${help}`,
        };
    }
    const known = key && asked.permission
        ? ` Roblox reports it as ${describeKey(key, asked.permission.scope, asked.universeId)}.`
        : "";
    return {
        why: `The key was refused.${known} What remains, likeliest first: its IP allow-list leaves this runner out (GitHub-hosted runners have no fixed address); it was auto-expired after 60 days without use, revoked or moderated; the account that made it was moderated.`,
        next: `Look at the key's status and its accepted IP addresses in the ${_pages_js__WEBPACK_IMPORTED_MODULE_7__/* .DASHBOARD */ .$}. ${help}`,
    };
}
function describeKey({ operations, reach, universes }, scope, universeId) {
    const rights = `${operations.length > 0 ? operations.join(", ") : "nothing"} on ${scope}`;
    const restricted = universes === 1 ? "one universe" : `${universes} universes`;
    const range = {
        all: ", good for every experience",
        this: `, restricted to ${restricted}, universe ${universeId} among them`,
        others: `, restricted to ${restricted}, universe ${universeId} not among them`,
        unknown: "",
    }[reach];
    return `enabled and not expired, with ${rights}${range}`;
}
function reasonOfForbidden(asked, key) {
    const { permission, words, universeId } = asked;
    if (!permission)
        return words.ifForbidden ?? { why: words.ifRefused, next: "" };
    const help = `How to set the key up: ${asked.keyHelp}`;
    const otherwise = words.ifNotGrantable ? ` ${words.ifNotGrantable}` : "";
    const bad = (0,_api_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .unusable */ ._P)(key);
    if (bad)
        return { why: bad.why, next: `${bad.next} ${help}`, widespread: true };
    if (key === "refused" || key === "malformed")
        return { ...reasonOfRefusedKey(asked, key), widespread: true };
    const { scope, operations } = permission;
    const lacking = operations.filter((operation) => key?.listsScopes && !key.operations.includes(operation));
    if (key && lacking.length > 0) {
        const has = key.operations.length > 0 ? `only ${key.operations.join(", ")}` : "nothing";
        const operation = lacking.length === 1 ? "operation" : "operations";
        return {
            why: `The key has ${has} on ${scope}; ${words.doing} needs ${operations.join(" and ")}.`,
            next: `Add the ${operation} ${lacking.map(_text_sentence_js__WEBPACK_IMPORTED_MODULE_6__/* .capitalized */ .l).join(" and ")} of the API system ${scope} to the key in the ${_pages_js__WEBPACK_IMPORTED_MODULE_7__/* .DASHBOARD */ .$}.${otherwise} ${help}`,
            widespread: true,
        };
    }
    if (key?.reach === "others") {
        const universes = key.universes === 1 ? "one universe" : `${key.universes} universes`;
        return {
            why: `The key has ${rightsText(permission)}, but not on universe ${universeId}: it is restricted to ${universes}, and this is not among them.`,
            next: `Add the experience to the key's ${scope} permission in the ${_pages_js__WEBPACK_IMPORTED_MODULE_7__/* .DASHBOARD */ .$}, or correct universeId. ${help}`,
            widespread: true,
        };
    }
    const known = key ? `The key itself looks right: ${describeKey(key, scope, universeId)}. ` : "";
    const { why, next } = words.ifForbidden ?? {
        why: `${(0,_text_sentence_js__WEBPACK_IMPORTED_MODULE_6__/* .capitalized */ .l)(words.doing)} needs ${rightsText(permission)}${universeId === undefined ? "" : ` on universe ${universeId}`}, and an owner of the key who may do it there (group role).`,
        next: `Check the key in the ${_pages_js__WEBPACK_IMPORTED_MODULE_7__/* .DASHBOARD */ .$}.`,
    };
    return { why: `${known}${why}`, next: `${next}${otherwise} ${help}` };
}
function rightsText({ scope, operations }) {
    return `${scope} ${operations.join(" and ")}`;
}
function onExperience({ universeId }) {
    return universeId === undefined ? "" : " on this experience";
}


/***/ }),

/***/ 1512:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AG: () => (/* binding */ MAX_TOPIC_CHARACTERS),
/* harmony export */   De: () => (/* binding */ VIDEO_PRICE_ROBUX),
/* harmony export */   Ke: () => (/* binding */ MAX_BINARY_INPUT_BYTES),
/* harmony export */   MG: () => (/* binding */ BINARY_MINUTES),
/* harmony export */   OP: () => (/* binding */ MAX_BLEED_OFF_MINUTES),
/* harmony export */   Pe: () => (/* binding */ MAX_TIMEOUT_SECONDS),
/* harmony export */   RL: () => (/* binding */ MAX_LOG_PAGE_MESSAGES),
/* harmony export */   Um: () => (/* binding */ MAX_MESSAGE_CHARACTERS),
/* harmony export */   V$: () => (/* binding */ WINDOW_SECONDS),
/* harmony export */   V_: () => (/* binding */ MAX_ASSET_NAME_CHARACTERS),
/* harmony export */   Vx: () => (/* binding */ ASSET_CONTENT_TYPES),
/* harmony export */   WB: () => (/* binding */ CONTENT_HOSTS),
/* harmony export */   Xs: () => (/* binding */ MAX_RESULT_BYTES),
/* harmony export */   Zq: () => (/* binding */ MAX_BINARY_OUTPUT_BYTES),
/* harmony export */   bR: () => (/* binding */ MAX_SCRIPT_BYTES),
/* harmony export */   gP: () => (/* binding */ MAX_ASSET_DESCRIPTION_CHARACTERS),
/* harmony export */   s_: () => (/* binding */ MAX_UNFINISHED_TASKS),
/* harmony export */   w5: () => (/* binding */ MAX_LOG_BYTES),
/* harmony export */   wM: () => (/* binding */ MAX_DELIVERED_BYTES),
/* harmony export */   yc: () => (/* binding */ APIS)
/* harmony export */ });
const LUAU = "universe.place.luau-execution-session";
const APIS = {
    publish: {
        method: "POST",
        path: "/universes/v1/{universeId}/places/{placeId}/versions",
        permission: { scope: "universe-places", operations: ["write"] },
        perMinute: 30,
    },
    introspect: { method: "POST", path: "/api-keys/v1/introspect" },
    universeOfPlace: { method: "GET", path: "/universes/v1/places/{placeId}/universe" },
    versionNotes: {
        method: "POST",
        path: "/place-version-history-api/v1/{placeId}/version/{version}/notes",
        permission: { scope: "universe.place", operations: ["write"] },
        perMinute: 100,
    },
    restartsForecast: {
        method: "GET",
        path: "/server-management/v1/universes/{universeId}/restarts:forecast",
        permission: { scope: "universe", operations: ["read"] },
        perMinute: 100,
    },
    assetVersion: {
        method: "GET",
        path: "/assets/v1/assets/{assetId}/versions/{versionNumber}",
        permission: { scope: "asset", operations: ["read"] },
        perMinute: 100,
    },
    assetVersions: {
        method: "GET",
        path: "/assets/v1/assets/{assetId}/versions",
        permission: { scope: "asset", operations: ["read"] },
        perMinute: 100,
    },
    rollBackVersion: {
        method: "POST",
        path: "/assets/v1/assets/{assetId}/versions:rollback",
        permission: { scope: "asset", operations: ["read", "write"] },
        perMinute: 100,
    },
    assetDelivery: {
        method: "GET",
        path: "/asset-delivery-api/v1/assetId/{assetId}/version/{versionNumber}",
        permission: { scope: "legacy-asset", operations: ["manage"] },
        perMinute: 1000,
    },
    createBinaryInput: {
        method: "POST",
        path: "/cloud/v2/universes/{universeId}/luau-execution-session-task-binary-inputs",
        permission: { scope: LUAU, operations: ["write"] },
        perMinute: 5,
    },
    createAsset: {
        method: "POST",
        path: "/assets/v1/assets",
        permission: { scope: "asset", operations: ["read", "write"] },
        perMinute: 120,
    },
    updateAsset: {
        method: "PATCH",
        path: "/assets/v1/assets/{assetId}",
        permission: { scope: "asset", operations: ["read", "write"] },
        perMinute: 120,
    },
    asset: {
        method: "GET",
        path: "/assets/v1/assets/{assetId}",
        permission: { scope: "asset", operations: ["read"] },
        perMinute: 120,
    },
    assetOperation: {
        method: "GET",
        path: "/assets/v1/operations/{operationId}",
        permission: { scope: "asset", operations: ["read"] },
        perMinute: 100,
    },
    assetQuotas: {
        method: "GET",
        path: "/cloud/v2/users/{userId}/asset-quotas",
        permission: { scope: "asset", operations: ["read"] },
        perMinute: 60,
    },
    assetPermissions: {
        method: "PATCH",
        path: "/asset-permissions-api/v1/assets/permissions",
        permission: { scope: "asset-permissions", operations: ["write"] },
        perMinute: 100,
    },
    createTask: {
        method: "POST",
        path: "/cloud/v2/universes/{universeId}/places/{placeId}/luau-execution-session-tasks",
        permission: { scope: LUAU, operations: ["write"] },
        perMinute: 40,
    },
    createTaskOnVersion: {
        method: "POST",
        path: "/cloud/v2/universes/{universeId}/places/{placeId}/versions/{versionId}/luau-execution-session-tasks",
        permission: { scope: LUAU, operations: ["write"] },
        perMinute: 5,
    },
    task: {
        method: "GET",
        path: "/cloud/v2/universes/{universeId}/places/{placeId}/versions/{versionId}/luau-execution-sessions/{sessionId}/tasks/{taskId}",
        permission: { scope: LUAU, operations: ["read", "write"] },
        perMinute: 200,
    },
    taskLogs: {
        method: "GET",
        path: "/cloud/v2/universes/{universeId}/places/{placeId}/versions/{versionId}/luau-execution-sessions/{sessionId}/tasks/{taskId}/logs",
        permission: { scope: LUAU, operations: ["read", "write"] },
        perMinute: 45,
    },
    restartServers: {
        method: "POST",
        path: "/cloud/v2/universes/{universeId}:restartServers",
        permission: { scope: "universe", operations: ["write"] },
        perMinute: 30,
    },
    publishMessage: {
        method: "POST",
        path: "/cloud/v2/universes/{universeId}:publishMessage",
        permission: { scope: "universe-messaging-service", operations: ["publish"] },
        perMinute: 5000,
    },
};
const WINDOW_SECONDS = 60;
const MAX_SCRIPT_BYTES = 4_000_000;
const MAX_TIMEOUT_SECONDS = 300;
const MAX_RESULT_BYTES = 4_000_000;
const MAX_LOG_BYTES = 450_000;
const MAX_LOG_PAGE_MESSAGES = 10_000;
const MAX_BINARY_INPUT_BYTES = 100 * 1024 * 1024;
const MAX_BINARY_OUTPUT_BYTES = 256 * 1024 * 1024;
const BINARY_MINUTES = 15;
const MAX_UNFINISHED_TASKS = 10;
const CONTENT_HOSTS = ["contentdelivery.roblox.com", ".rbxcdn.com"];
const MAX_DELIVERED_BYTES = 2 * 104_857_600;
const MAX_BLEED_OFF_MINUTES = 60;
const MAX_TOPIC_CHARACTERS = 80;
const MAX_MESSAGE_CHARACTERS = 1024;
const ASSET_CONTENT_TYPES = {
    Model: ["model/x-rbxm", "model/fbx", "model/gltf+json", "model/gltf-binary"],
    Animation: ["model/x-rbxm"],
    Image: ["image/png", "image/jpeg", "image/bmp", "image/tga"],
    Decal: ["image/png", "image/jpeg", "image/bmp", "image/tga"],
    Audio: ["audio/mpeg", "audio/ogg", "audio/wav", "audio/flac"],
    Video: ["video/mp4", "video/mov"],
    Mesh: ["model/x-file-mesh-data"],
};
const MAX_ASSET_NAME_CHARACTERS = 50;
const MAX_ASSET_DESCRIPTION_CHARACTERS = 1000;
const VIDEO_PRICE_ROBUX = 2000;


/***/ }),

/***/ 2003:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pf: () => (/* binding */ NoTurnError),
/* harmony export */   zm: () => (/* binding */ createLimiter)
/* harmony export */ });
/* unused harmony exports UPLOADS_AT_ONCE, secondsUntilNextStart, limitOf, pauseOf */
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8474);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1512);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3945);



const UPLOADS_PER_WINDOW = _facts_js__WEBPACK_IMPORTED_MODULE_1__/* .APIS */ .yc.publish.perMinute;
const UPLOADS_AT_ONCE = 4;
const ROUNDED_OFF_SECONDS = 1;
function secondsUntilNextStart(ends, limit, notBefore, now) {
    const mustBeOver = ends.toSorted((one, other) => one - other)[ends.length - limit];
    const free = mustBeOver === undefined ? now : mustBeOver + _facts_js__WEBPACK_IMPORTED_MODULE_1__/* .WINDOW_SECONDS */ .V$;
    return Math.max(0, free - now, notBefore - now);
}
function limitOf(header) {
    const stated = /^\s*(\d{1,6})\b/.exec([header ?? ""].flat()[0] ?? "")?.[1];
    return stated === undefined ? UPLOADS_PER_WINDOW : Math.max(1, Number(stated));
}
function pauseOf({ status, headers }, now) {
    const asked = (0,_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .askedSeconds */ .UN)({ headers }, now);
    if (status === 429)
        return (asked ?? _facts_js__WEBPACK_IMPORTED_MODULE_1__/* .WINDOW_SECONDS */ .V$) + ROUNDED_OFF_SECONDS;
    const remaining = [headers["x-ratelimit-remaining"] ?? ""].flat().join(",").split(",");
    const usedUp = remaining.some((part) => part.trim() === "0");
    return usedUp ? Math.min(asked ?? 0, _facts_js__WEBPACK_IMPORTED_MODULE_1__/* .WINDOW_SECONDS */ .V$) : 0;
}
class NoTurnError extends Error {
    seconds;
    constructor(seconds, limit, left) {
        super(`Roblox takes ${limit} uploads a minute, and the next one would have to wait ${Math.ceil(seconds)} s, ` +
            `but only ${Math.floor(left)} s are left`);
        this.seconds = seconds;
    }
}
function createLimiter(atOnce = UPLOADS_AT_ONCE) {
    let tries = [];
    const inside = new Set();
    let held = 0;
    let limit = UPLOADS_PER_WINDOW;
    let notBefore = 0;
    const changes = new node_events__WEBPACK_IMPORTED_MODULE_0__.EventEmitter().setMaxListeners(0);
    const now = () => performance.now() / 1000;
    const secondsToWait = () => {
        const at = now();
        tries = tries.filter(({ endedAt = at }) => at - endedAt < _facts_js__WEBPACK_IMPORTED_MODULE_1__/* .WINDOW_SECONDS */ .V$);
        const ends = tries.map(({ endedAt = at }) => endedAt);
        return secondsUntilNextStart(ends, limit, notBefore, at);
    };
    const hasRoom = (turn) => held === 0 && (inside.size < atOnce || (turn !== undefined && inside.has(turn)));
    const announce = () => setImmediate(() => changes.emit("change"));
    async function whenFree(deadline, turn, then) {
        const { signal } = deadline;
        signal.throwIfAborted();
        for (;;) {
            if (!hasRoom(turn)) {
                await (0,node_events__WEBPACK_IMPORTED_MODULE_0__.once)(changes, "change", { signal }).catch(() => {
                    throw signal.reason;
                });
                continue;
            }
            const seconds = secondsToWait();
            if (seconds === 0)
                return then();
            const left = deadline.secondsLeft();
            if (seconds > left)
                throw new NoTurnError(seconds, limit, left);
            await deadline.sleep(seconds);
        }
    }
    function learn(answer) {
        const stated = answer.headers["x-ratelimit-limit"];
        if (stated !== undefined)
            limit = limitOf(stated);
        notBefore = Math.max(notBefore, now() + pauseOf(answer, new Date()));
    }
    return {
        secondsToWait,
        free: (deadline) => whenFree(deadline, undefined, () => { }),
        turn() {
            let current = { endedAt: 0 };
            const turn = {
                begin: (deadline) => whenFree(deadline, turn, () => {
                    inside.add(turn);
                    current = {};
                    tries.push(current);
                }),
                over(answer) {
                    current.endedAt ??= now();
                    if (answer)
                        learn(answer);
                },
                leave() {
                    turn.over();
                    if (inside.delete(turn))
                        announce();
                },
            };
            return turn;
        },
        async hold(findingOut) {
            held += 1;
            try {
                return await findingOut;
            }
            finally {
                held -= 1;
                announce();
            }
        },
    };
}


/***/ }),

/***/ 2699:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ DASHBOARD),
/* harmony export */   s: () => (/* binding */ STATUS_PAGE)
/* harmony export */ });
const DASHBOARD = "Creator Dashboard → All tools → API Keys (https://create.roblox.com/dashboard/credentials)";
const STATUS_PAGE = "https://status.roblox.com";


/***/ }),

/***/ 8174:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ sendOnce)
/* harmony export */ });
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8080);

const API_ORIGIN = "https://apis.roblox.com";
async function sendOnce({ apiKey, userAgent, deadline }, request, watch = {}) {
    const { target, permission, ...rest } = request;
    const isHandedOut = target instanceof URL;
    const url = isHandedOut ? target : new URL(API_ORIGIN + target);
    const headers = { ...request.headers };
    if (permission && !isHandedOut)
        headers["x-api-key"] = apiKey;
    return (0,_transport_js__WEBPACK_IMPORTED_MODULE_0__/* .exchange */ .cv)({ ...rest, ...watch, url, headers, userAgent, signal: deadline.signal });
}


/***/ }),

/***/ 3945:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $x: () => (/* binding */ effectOf),
/* harmony export */   Bp: () => (/* binding */ MAX_HANG_UP_RETRIES),
/* harmony export */   P9: () => (/* binding */ retryAfter),
/* harmony export */   UN: () => (/* binding */ askedSeconds),
/* harmony export */   fb: () => (/* binding */ isUntrusted)
/* harmony export */ });
/* harmony import */ var _answer_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3953);
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8080);


const FIRST_WAIT_SECONDS = 1;
const LONGEST_WAIT_SECONDS = 30;
const FIRST_BUSY_WAIT_SECONDS = 20;
const LONGEST_BUSY_WAIT_SECONDS = 160;
const MAX_HANG_UP_RETRIES = 2;
function retryAfter(outcome, history, random, now) {
    const cause = causeOf(outcome);
    if (cause === undefined)
        return undefined;
    if (cause === "hang-up" && history.hangUps >= MAX_HANG_UP_RETRIES)
        return undefined;
    if (!history.repeatable && effectOf(outcome) !== "none")
        return undefined;
    if (cause === "busy") {
        const doubled = FIRST_BUSY_WAIT_SECONDS * 2 ** history.causes.filter((earlier) => earlier === "busy").length;
        return { cause, seconds: Math.min(LONGEST_BUSY_WAIT_SECONDS, doubled) * (0.95 + 0.1 * random) };
    }
    const backOff = exponential(history.causes.length, random);
    const asked = cause === "rate-limit" ? askedSeconds(outcome, now) : undefined;
    return { cause, seconds: asked === undefined ? backOff : asked + 0.1 + random };
}
function exponential(earlierTries, random) {
    const ceiling = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (earlierTries + 1));
    return FIRST_WAIT_SECONDS + random * (ceiling - FIRST_WAIT_SECONDS);
}
function causeOf(outcome) {
    if (outcome instanceof _transport_js__WEBPACK_IMPORTED_MODULE_1__/* .Disconnect */ .VB) {
        if (isUntrusted(outcome) || outcome.code === "TOO_LONG" || outcome.code.startsWith("ERR_INVALID_"))
            return undefined;
        return outcome.stage === "send" && outcome.code !== "TIMEOUT" ? "hang-up" : "connection";
    }
    const { status } = outcome;
    if (status === 429)
        return "rate-limit";
    if ([408, 500, 502, 503, 504].includes(status))
        return "server";
    if ((0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .isBusy */ .A5)(outcome))
        return "busy";
    if (status >= 400 && status < 500 && status !== 413 && (0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .readAnswer */ .JN)(outcome).form === "html")
        return "edge";
    return undefined;
}
function effectOf(outcome) {
    if (outcome instanceof _transport_js__WEBPACK_IMPORTED_MODULE_1__/* .Disconnect */ .VB) {
        if (outcome.stage === "connect")
            return "none";
        return outcome.stage === "send" ? "unlikely" : "possible";
    }
    if (outcome.status === 429 || (0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .isBusy */ .A5)(outcome))
        return "none";
    const isOpen = outcome.status < 300 || outcome.status === 408 || outcome.status >= 500;
    return outcome.bodySent && isOpen ? "possible" : "unlikely";
}
const UNTRUSTED = /^(?:ERR_TLS_CERT_ALTNAME_INVALID|CERT_.*|.*_CERT|.*_CERT_.*|UNABLE_TO_.*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED)$/;
function isUntrusted(error) {
    return UNTRUSTED.test(error.code);
}
function askedSeconds(answer, now) {
    const after = answer.headers["retry-after"]?.trim();
    const reset = [answer.headers["x-ratelimit-reset"] ?? ""].flat().join(",");
    const asked = reset.split(",").map((part) => /^\s*(\d+(?:\.\d+)?)\s*(?:;.*)?$/.exec(part)?.[1]);
    if (after !== undefined && /^\d+(?:\.\d+)?$/.test(after))
        asked.push(after);
    const seconds = asked.map(Number).filter(Number.isFinite);
    const date = after === undefined || /^[\d.]*$/.test(after) ? Number.NaN : Date.parse(after);
    if (!Number.isNaN(date))
        seconds.push(Math.max(0, (date - now.getTime()) / 1000));
    return seconds.length > 0 ? Math.max(...seconds) : undefined;
}


/***/ }),

/***/ 8080:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  VB: () => (/* binding */ Disconnect),
  cv: () => (/* binding */ exchange)
});

// UNUSED EXPORTS: readAnswerBody

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: ./lib/node_modules/@actions/http-client/lib/index.js + 2 modules
var lib = __webpack_require__(225);
// EXTERNAL MODULE: ./lib/src/text/units.js
var units = __webpack_require__(6647);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
;// CONCATENATED MODULE: ./lib/src/open-cloud/proxy.js
class ProxyError extends Error {
    title = "The proxy cannot be used";
}
function proxyFor(host, port, env) {
    const given = (env.https_proxy || env.HTTPS_PROXY || "").trim();
    if (given === "" || isExempt(host, port, env.no_proxy || env.NO_PROXY || ""))
        return undefined;
    const wrong = (why) => new ProxyError(`https_proxy ${why}, so Roblox was not called. Give the proxy's address as http://host:port or https://host:port.`);
    let url;
    try {
        url = new URL(/^[a-z][a-z\d+.-]*:\/\//i.test(given) ? given : `http://${given}`);
    }
    catch {
        throw wrong("is no address");
    }
    const tls = url.protocol === "https:";
    if (!tls && url.protocol !== "http:")
        throw wrong("names a proxy of another kind than HTTP");
    const authorization = credentialsOf(url);
    if (authorization === undefined) {
        throw wrong("has a % in its user name or password that begins no escape (write it as %25)");
    }
    return {
        tls,
        host: url.hostname.replace(/^\[|\]$/g, ""),
        port: Number(url.port) || (tls ? 443 : 80),
        ...(authorization === "" ? {} : { authorization }),
    };
}
function credentialsOf({ username, password }) {
    if (username === "" && password === "")
        return "";
    try {
        const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
        return `Basic ${Buffer.from(credentials).toString("base64")}`;
    }
    catch {
        return undefined;
    }
}
function isExempt(host, port, noProxy) {
    const names = [host.toLowerCase(), `${host.toLowerCase()}:${port}`];
    return noProxy
        .toLowerCase()
        .split(",")
        .map((entry) => entry.trim().replace(/^\*?\./, ""))
        .some((entry) => entry === "*" || (entry !== "" && names.some((name) => name === entry || name.endsWith(`.${entry}`))));
}

;// CONCATENATED MODULE: ./lib/src/open-cloud/connect.js




function connectTo(host, port) {
    const opened = [];
    let isDestroyed = false;
    const keep = (open) => {
        if (isDestroyed)
            open.destroy();
        opened.push(open);
        return open;
    };
    const connecting = async () => {
        const proxy = proxyFor(host, port, process.env);
        const socket = proxy && (await openTunnel(proxy, host, port, keep));
        const secure = keep((0,external_node_tls_.connect)({ host, port, servername: host, ALPNProtocols: ["http/1.1"], ...(socket ? { socket } : {}) }));
        secure.on("error", () => { });
        await new Promise((resolve, reject) => {
            secure
                .once("secureConnect", resolve)
                .once("error", reject)
                .once("close", () => reject(hungUp()));
        });
        return secure;
    };
    const ready = connecting();
    ready.catch(() => { });
    return {
        ready,
        destroy() {
            isDestroyed = true;
            for (const open of opened)
                open.destroy();
        },
    };
}
function openTunnel(proxy, host, port, keep) {
    const target = `${host}:${port}`;
    const options = {
        host: proxy.host,
        port: proxy.port,
        method: "CONNECT",
        path: target,
        agent: false,
        headers: { host: target, ...(proxy.authorization ? { "proxy-authorization": proxy.authorization } : {}) },
    };
    return new Promise((resolve, reject) => {
        const connect = keep(proxy.tls ? (0,external_node_https_.request)({ ...options, servername: serverNameOf(proxy.host) }) : (0,external_node_http_.request)(options));
        connect.once("error", reject).once("close", () => reject(hungUp()));
        connect.once("connect", ({ statusCode }, socket) => {
            if (statusCode === 200)
                return resolve(keep(socket));
            socket.destroy();
            reject(withCode(`the proxy refused the tunnel, statusCode=${statusCode}`));
        });
        connect.end();
    });
}
function serverNameOf(host) {
    return /^[\d.]+$|:/.test(host) ? "" : host;
}
function hungUp() {
    return withCode("socket hang up");
}
function withCode(message) {
    return Object.assign(new Error(message), { code: "ECONNRESET" });
}

;// CONCATENATED MODULE: ./lib/src/open-cloud/transport.js




const SEND_STALL_SECONDS = 60;
const ANSWER_START_SECONDS = 180;
const ANSWER_PAUSE_SECONDS = 30;
const MAX_ANSWER_BYTES = 1024 * 1024;
class Disconnect extends Error {
    stage;
    code;
    constructor(stage, code, message) {
        super(message);
        this.stage = stage;
        this.code = code;
    }
}
class ReceiveError extends Error {
    constructor(cause) {
        super("the answer could not be taken", { cause });
    }
}
class BodyStream extends external_node_stream_.Readable {
    #chunks;
    #connected;
    #taken;
    #abandon;
    #bytes = 0;
    constructor(chunks, connected, taken, abandon) {
        super();
        this.#chunks = chunks[Symbol.asyncIterator]();
        this.#connected = connected;
        this.#taken = taken;
        this.#abandon = abandon;
    }
    _read() {
        this.#connected
            .then(() => this.#chunks.next())
            .then(({ done, value }) => {
            if (this.destroyed)
                return;
            if (done) {
                this.push(null);
                return;
            }
            this.#bytes += value.length;
            this.#taken(this.#bytes);
            this.push(value);
        }, (error) => this.destroy(error));
    }
    _destroy(error, callback) {
        if (!this.readableEnded)
            this.#abandon(error);
        const closed = this.#chunks.return?.() ?? Promise.resolve();
        closed.then(() => callback(error), () => callback(error));
    }
}
function streamOf(body) {
    if (typeof body === "object")
        return body;
    const buffer = Buffer.from(body ?? "");
    return {
        contentType: "application/json",
        bytes: buffer.length,
        async *chunks() {
            if (buffer.length > 0)
                yield buffer;
        },
    };
}
function openClient(userAgent, connection) {
    const handler = {
        prepareRequest(options) {
            delete options.agent;
            options.defaultPort = 443;
            options.createConnection = (_options, done) => {
                connection.ready.then((socket) => done(null, socket), (error) => done(error, undefined));
                return undefined;
            };
        },
        canHandleAuthentication: () => false,
        handleAuthentication: () => Promise.reject(new Error("not handled")),
    };
    return new lib/* HttpClient */.Qq(userAgent, [handler], {
        allowRedirects: false,
        allowRetries: false,
        keepAlive: false,
        socketTimeout: 2 ** 31 - 1,
    });
}
function startWatchdog(onTimeout) {
    let stage = "connect";
    let timer;
    return {
        stage: () => stage,
        enter(next, seconds, silence) {
            stage = next;
            clearTimeout(timer);
            timer = setTimeout(() => onTimeout(new Disconnect(next, "TIMEOUT", silence)), seconds * 1000);
        },
        moved: (where) => stage === where && timer?.refresh(),
        stop: () => clearTimeout(timer),
    };
}
async function exchange(request) {
    const { url, method, signal } = request;
    if (url.protocol !== "https:")
        throw new Error(`only https is spoken here, not ${url.protocol}`);
    signal.throwIfAborted();
    let fail = () => { };
    const failed = new Promise((_, reject) => {
        fail = reject;
    });
    const watchdog = startWatchdog((error) => fail(error));
    const onAbort = () => fail(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    const source = streamOf(request.body);
    let bodySent = source.bytes === 0;
    let answeredEarly = false;
    let message;
    const connection = connectTo(url.hostname, Number(url.port) || 443);
    connection.ready.then((socket) => {
        watchdog.enter("send", SEND_STALL_SECONDS, `the server took no byte for ${SEND_STALL_SECONDS} s`);
        socket.once("close", () => setImmediate(() => message === undefined && fail(hungUp())));
    }, fail);
    const taken = (bytesSoFar) => {
        watchdog.moved("send");
        request.onProgress?.(bytesSoFar);
        if (bodySent || bytesSoFar < source.bytes)
            return;
        bodySent = true;
        request.onHandedOver?.();
    };
    const body = new BodyStream(source.chunks(), connection.ready, taken, (error) => {
        if (error)
            fail(error);
        connection.destroy();
    });
    body.on("error", () => { });
    body.once("end", () => {
        if (watchdog.stage() !== "send")
            return;
        watchdog.enter("wait", ANSWER_START_SECONDS, `no answer began within ${ANSWER_START_SECONDS} s`);
    });
    const headers = { ...request.headers };
    if (method !== "GET")
        headers["content-length"] = String(source.bytes);
    if (request.body !== undefined)
        headers["content-type"] ??= source.contentType;
    const client = openClient(request.userAgent, connection);
    const run = async () => {
        const response = await client.sendStream(method, url.href, body, headers);
        message = response.message;
        answeredEarly = !bodySent;
        const { statusCode: status = 0 } = message;
        const text = await readAnswerBody(message, request, status, {
            wait: () => watchdog.enter("answer", ANSWER_PAUSE_SECONDS, `the answer paused for ${ANSWER_PAUSE_SECONDS} s`),
            take: () => watchdog.stop(),
        });
        return { status, headers: message.headers, text, bodySent: !answeredEarly };
    };
    watchdog.enter("connect", SEND_STALL_SECONDS, `no connection within ${SEND_STALL_SECONDS} s`);
    try {
        return await Promise.race([run(), failed]);
    }
    catch (error) {
        throw asDisconnect(error, stageOf(watchdog.stage(), { bodySent, answeredEarly }));
    }
    finally {
        watchdog.stop();
        signal.removeEventListener("abort", onAbort);
        connection.destroy();
        body.destroy();
        message?.destroy();
        client.dispose();
    }
}
function stageOf(stage, { bodySent, answeredEarly }) {
    if (answeredEarly)
        return "send";
    return stage === "send" && bodySent ? "wait" : stage;
}
async function readAnswerBody(message, { receive, received, maxAnswerBytes: maxBytes = MAX_ANSWER_BYTES, }, status, { wait, take }) {
    const isRefusal = status < 200 || status >= 300;
    const limit = receive && isRefusal ? Math.min(maxBytes, MAX_ANSWER_BYTES) : maxBytes;
    const chunks = [];
    let bytes = 0;
    wait();
    for await (const chunk of message) {
        take();
        bytes += chunk.length;
        if (bytes <= limit) {
            if (receive && !isRefusal)
                await receive(chunk).catch(passOn);
            else
                chunks.push(chunk);
            wait();
            continue;
        }
        if (isRefusal)
            break;
        throw new Disconnect("answer", "TOO_LONG", `the answer is longer than ${(0,units/* thousands */.oh)(limit)} bytes`);
    }
    take();
    if (!isRefusal)
        await received?.().catch(passOn);
    return Buffer.concat(chunks).toString("utf8");
}
function passOn(error) {
    throw new ReceiveError(error);
}
function asDisconnect(error, stage) {
    if (error instanceof ReceiveError)
        return error.cause;
    const { code, message } = error;
    return code === undefined || error instanceof Disconnect
        ? error
        : new Disconnect(stage, String(code), String(message ?? ""));
}


/***/ }),

/***/ 8310:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gl: () => (/* binding */ workspace),
/* harmony export */   Px: () => (/* binding */ apiKeyHelp),
/* harmony export */   cI: () => (/* binding */ readRun),
/* harmony export */   hP: () => (/* binding */ whyNoSecrets),
/* harmony export */   mF: () => (/* binding */ caller)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5871);
/* harmony import */ var _cancel_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2479);


function readRun() {
    const { GITHUB_SERVER_URL: server = "https://github.com", GITHUB_REPOSITORY: repository = "" } = process.env;
    const { GITHUB_RUN_ID: id, GITHUB_RUN_ATTEMPT: attempt = "1" } = process.env;
    const repositoryUrl = repository === "" ? "" : `${server}/${repository}`;
    return {
        sha: process.env.GITHUB_SHA ?? "",
        ref: process.env.GITHUB_REF ?? "",
        repository,
        repositoryUrl,
        url: repositoryUrl && id ? `${repositoryUrl}/actions/runs/${id}${attempt === "1" ? "" : `/attempts/${attempt}`}` : "",
    };
}
const PUBLISH_ADVICE = {
    fork: "Use `dryRun: true` to check the file there, and publish after the merge.",
    dependabot: "Use `dryRun: true` to check the file there",
};
async function whyNoSecrets(advice = PUBLISH_ADVICE) {
    const { context } = await Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(413)]).then(__webpack_require__.bind(__webpack_require__, 2413)).catch(() => ({ context: undefined }));
    if (!context?.payload)
        return undefined;
    const pullRequest = context.payload.pull_request;
    if (context.actor === "dependabot[bot]") {
        return `This run comes from Dependabot, and GitHub gives it no Actions secrets. ${advice.dependabot}, or add the key to the repository's Dependabot secrets.`;
    }
    if (pullRequest && pullRequest.head?.repo?.full_name !== process.env.GITHUB_REPOSITORY) {
        return `This run comes from a fork's pull request, and GitHub gives those no secrets. ${advice.fork}`;
    }
    return undefined;
}
function workspace() {
    return process.env.GITHUB_WORKSPACE || process.cwd();
}
function userAgent() {
    const repository = process.env.GITHUB_ACTION_REPOSITORY || "publish-to-roblox";
    const ref = process.env.GITHUB_ACTION_REF || "local";
    return `${repository}/${ref}`.replace(/[^\w./-]/g, "_");
}
function apiKeyHelp() {
    const { GITHUB_ACTION_REPOSITORY: repository, GITHUB_ACTION_REF: ref, GITHUB_SERVER_URL: server } = process.env;
    const page = "docs/api-key.md";
    return repository && ref && server ? `${server}/${repository}/blob/${ref}/${page}` : page;
}
function caller() {
    return { userAgent: userAgent(), keyHelp: apiKeyHelp(), cancelled: _cancel_js__WEBPACK_IMPORTED_MODULE_1__/* .cancelled */ .KW, say: (line) => _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq(line) };
}


/***/ }),

/***/ 7724:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a2: () => (/* binding */ KEY_HINT),
/* harmony export */   aG: () => (/* binding */ readKeyedInputs),
/* harmony export */   di: () => (/* binding */ readCommonInputs),
/* harmony export */   eQ: () => (/* binding */ isId),
/* harmony export */   hc: () => (/* binding */ ADVICE),
/* harmony export */   i_: () => (/* binding */ InputReader),
/* harmony export */   lS: () => (/* binding */ readSharedInputs)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5871);
/* harmony import */ var _text_secret_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6942);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8310);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2511);




class InputError extends Error {
    title = "Wrong inputs";
}
const OTHER_NAMES = {
    robloxapikey: ["apiKey"],
    experienceid: ["universeId"],
    path: ["filePath", "scriptPath"],
    file: ["filePath", "scriptPath"],
    placefile: ["filePath"],
    luaufile: ["scriptPath"],
    maxretries: ["maxAttempts"],
    shouldpublish: ["versionType"],
};
const MEANINGS = {
    maxretries: " (all tries, the first included)",
    shouldpublish: " (Published or Saved)",
};
function plainName(name) {
    return name.toLowerCase().replace(/[-_ ]/g, "");
}
const MAX_SHOWN_CHARACTERS = 20;
const MAX_ID = 2n ** 63n - 1n;
const KEY_HINT = "Give the secret that holds the Open Cloud API key, as in `apiKey: ${{ secrets.ROBLOX_API_KEY }}`, or set the environment variable ROBLOX_API_KEY.";
class InputReader {
    #problems = [];
    #names = new Set();
    text(name, options) {
        this.#names.add(name);
        return _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getInput */ .V4(name, options);
    }
    secret(name, environmentVariable) {
        for (const { value } of misspelt([name]))
            this.#hide(value);
        const given = this.text(name) || (environmentVariable ? (process.env[environmentVariable] ?? "") : "");
        const value = given.trim();
        this.#hide(value);
        return value;
    }
    #hide(value) {
        if (value.trim() === "")
            return;
        const lines = value.split(/[\r\n]+/).filter((line) => line.trim() !== "");
        for (const form of new Set([...(0,_text_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .formsOf */ .XP)(value), ...lines]))
            _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setSecret */ .Pq(form);
        (0,_text_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .registerSecret */ .cl)(value);
    }
    apiKey() {
        const key = this.secret("apiKey", "ROBLOX_API_KEY");
        if (!/^[\x21-\x7e]*$/.test(key)) {
            this.problem("apiKey holds a line break, a space or another character that no API key has. Copy the key anew into the secret.");
        }
        return key;
    }
    id(name) {
        const value = this.text(name);
        if (value === "") {
            this.problem(`${name} is missing. Give the id as digits, as in \`${name}: \${{ vars.${constantCase(name)} }}\`.`);
        }
        else if (!isId(value)) {
            this.problem(`${name} is ${this.show(value)}, but must be a decimal id from 1 to 9223372036854775807.`);
        }
        return value;
    }
    optionalId(name) {
        return this.text(name) === "" ? "" : this.id(name);
    }
    oneOf(name, allowed, fallback) {
        const value = this.text(name) || fallback;
        const found = allowed.find((choice) => choice.toLowerCase() === value.toLowerCase());
        if (found)
            return found;
        const near = allowed.find((choice) => choice[0]?.toLowerCase() === value[0]?.toLowerCase());
        const choices = allowed.join(" or ");
        this.problem(`${name} is ${this.show(value)}, but must be ${choices}.${near ? ` Did you mean ${near}?` : ""}`);
        return fallback;
    }
    boolean(name) {
        const value = this.text(name).toLowerCase();
        if (value !== "" && value !== "true" && value !== "false") {
            this.problem(`${name} is ${this.show(this.text(name))}, but must be true or false.`);
        }
        return value === "true";
    }
    number(name, fallback, range) {
        const text = this.text(name);
        const value = text === "" ? fallback : Number(text);
        const written = range.decimals ? /^\d{1,6}(?:\.\d{1,6})?$/ : /^\d{1,6}$/;
        const enough = range.decimals ? value > range.least : value >= range.least;
        if (text !== "" && !(written.test(text) && enough && value <= range.most)) {
            const kind = range.decimals
                ? `a number above ${range.least} and at most ${range.most}`
                : `a whole number from ${range.least} to ${range.most}`;
            this.problem(`${name} is ${this.show(text)}, but must be ${kind}.`);
            return fallback;
        }
        return value;
    }
    show(value) {
        const hidden = (0,_text_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .redact */ .E$)(value);
        const escaped = JSON.stringify(hidden.slice(0, MAX_SHOWN_CHARACTERS)).replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
        return hidden.length > MAX_SHOWN_CHARACTERS ? `${escaped.slice(0, -1)}…"` : escaped;
    }
    problem(sentence) {
        this.#problems.push(sentence);
    }
    #refuseOtherSpellings() {
        const found = misspelt([...this.#names]);
        if (found.length === 0)
            return;
        const list = found.map(({ theirs, ours }) => `${ours}${MEANINGS[plainName(theirs)] ?? ""} instead of ${theirs}`);
        this.problem(`These inputs have other names here: write ${[...new Set(list)].join(", ")}.`);
    }
    finish() {
        this.#refuseOtherSpellings();
        if (process.env.NODE_TLS_REJECT_UNAUTHORIZED === "0") {
            this.problem("NODE_TLS_REJECT_UNAUTHORIZED is 0, so the API key would be sent to anybody who answers. Remove it; a proxy's own root certificate belongs into the file that NODE_EXTRA_CA_CERTS names.");
        }
        if (this.#problems.length > 0)
            throw new InputError((0,_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .linesOfError */ .jl)(this.#problems));
    }
}
function misspelt(names) {
    const right = new Set(names.map((name) => `INPUT_${name.toUpperCase()}`));
    return Object.keys(process.env).flatMap((variable) => {
        if (!variable.startsWith("INPUT_") || right.has(variable))
            return [];
        const plain = plainName(variable.slice("INPUT_".length));
        const theirs = plain === "shouldpublish" ? "shouldPublish" : variable.slice("INPUT_".length).toLowerCase();
        const ours = names.find((name) => plainName(name) === plain) ?? OTHER_NAMES[plain]?.find((name) => names.includes(name));
        if (ours === undefined)
            return [];
        const value = process.env[variable] ?? "";
        return value.trim() === "" ? [] : [{ theirs, ours, value }];
    });
}
function isId(value) {
    return /^[1-9]\d{0,18}$/.test(value) && BigInt(value) <= MAX_ID;
}
function constantCase(name) {
    return `ROBLOX_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}
function readCommonInputs(reader) {
    return {
        apiKey: reader.apiKey(),
        universeId: reader.id("universeId"),
        ...readLimits(reader),
    };
}
function readLimits(reader) {
    return {
        maxAttempts: reader.number("maxAttempts", 5, { least: 1, most: 20 }),
        timeoutMinutes: reader.number("timeoutMinutes", 15, { least: 0, most: 360, decimals: true }),
    };
}
function readSharedInputs(reader) {
    return { apiKey: reader.apiKey(), ...readLimits(reader) };
}
const ADVICE = {
    fork: "Leave the step out there, as in `if: github.event.pull_request.head.repo.full_name == github.repository`.",
    dependabot: "Leave the step out there, as in `if: github.actor != 'dependabot[bot]'`",
};
async function readKeyedInputs(reader) {
    const common = readCommonInputs(reader);
    if (common.apiKey === "")
        reader.problem(`apiKey is missing. ${(await (0,_context_js__WEBPACK_IMPORTED_MODULE_2__/* .whyNoSecrets */ .hP)(ADVICE)) ?? KEY_HINT}`);
    return common;
}


/***/ }),

/***/ 4703:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ sentence),
/* harmony export */   l: () => (/* binding */ capitalized)
/* harmony export */ });
function capitalized(text) {
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
function sentence(words) {
    return `${capitalized(words)}.`;
}


/***/ })

};
