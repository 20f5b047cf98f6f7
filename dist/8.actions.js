export const id = 8;
export const ids = [8];
export const modules = {

/***/ 3953:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A5: () => (/* binding */ isBusy),
/* harmony export */   JN: () => (/* binding */ readAnswer),
/* harmony export */   fC: () => (/* binding */ traceOf),
/* harmony export */   lj: () => (/* binding */ parseObject)
/* harmony export */ });
/* unused harmony export parseJson */
/* harmony import */ var _text_harmless_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1297);

/** JSON with whole numbers beyond 2^53 kept as their digits: Roblox's ids and version numbers are int64. */
function parseJson(text) {
    const keepDigits = (_key, value, context) => typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? "")
        ? context?.source
        : value;
    return JSON.parse(text.replace(/^\uFEFF/, ""), keepDigits);
}
/** The object that a text holds as JSON, or undefined. */
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
/**
 * Reads every form of body that Open Cloud and the edge in front of it are known to send: `{code,message}`,
 * `{errors:[{code,message}]}`, `{error,message}`, problem details (RFC 7807) with its `errors` map, text, and HTML, of
 * which only the title is kept.
 */
function readAnswer(answer) {
    const text = answer.text.trim();
    if (text === "")
        return { form: "nothing" };
    if (/^text\/html\b/i.test(answer.headers["content-type"] ?? "") || /^<(?:!doctype html|html)\b/i.test(text)) {
        const title = /<title[^>]*>([^<]+)/i.exec(text)?.[1] ?? /<h1[^>]*>([^<]+)/i.exec(text)?.[1];
        return { form: "html", ...message(title) };
    }
    const body = parseObject(text);
    if (!body)
        return { form: "text", ...message(text) };
    const first = Array.isArray(body.errors) ? body.errors[0] : undefined;
    const inner = typeof first === "object" && first !== null ? first : {};
    const code = [body.code, body.error, inner.code].find((value) => typeof value === "string" && /^\S+$/.test(value));
    // A sentence under `error` is a message (server management answers so).
    const said = [body.message, inner.message, detailsOf(body), first, body.error].find((value) => typeof value === "string" && value.trim() !== "" && value !== code);
    return { form: "json", ...(code ? { code: (0,_text_harmless_js__WEBPACK_IMPORTED_MODULE_0__/* .harmless */ .I)(String(code), 60) } : {}), ...message(said) };
}
/** Problem details: the title, then what its map of field errors holds. */
function detailsOf(body) {
    const { title, detail, errors } = body;
    const fields = typeof errors === "object" && errors !== null && !Array.isArray(errors)
        ? Object.entries(errors).map(([field, problems]) => `${field}: ${[problems].flat().join(" ")}`)
        : [];
    const parts = [title, detail, ...fields].filter((part) => typeof part === "string" && part !== "");
    return parts.length > 0 ? parts.join(" ") : undefined;
}
function message(text) {
    const line = typeof text === "string" ? (0,_text_harmless_js__WEBPACK_IMPORTED_MODULE_0__/* .harmless */ .I)(text) : "";
    return line === "" ? {} : { message: line };
}
/** The busy 409: somebody has the place open, or Roblox's side is busy. Its code alone does not tell. */
function isBusy(answer) {
    return answer.status === 409 && /\bbusy\b|\btry again\b/i.test(readAnswer(answer).message ?? "");
}
/** Ids with which Roblox's support can find the request: for a debug line. */
function traceOf(answer) {
    const { server, "x-roblox-edge": edge } = answer.headers;
    const trace = parseObject(answer.text)?.traceId;
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
/* harmony export */   gd: () => (/* binding */ quietly)
/* harmony export */ });
/* unused harmony export readKeyReport */
/* harmony import */ var _answer_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3953);
/* harmony import */ var _deadline_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5727);
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4330);



const PUBLISHING = { scope: "universe-places", operation: "write" };
/**
 * Asks Roblox about the key (`POST /api-keys/v1/introspect`; Open Cloud, "API keys", section on introspection).
 * The key travels in the body, as documented. One try; any trouble gives undefined.
 *
 * @param seconds the most that it may take.
 */
async function introspectKey(cloud, universeId, seconds, permission = PUBLISHING) {
    const answer = await quietly(seconds, (signal) => (0,_transport_js__WEBPACK_IMPORTED_MODULE_2__/* .exchange */ .cv)(cloud, {
        method: "POST",
        path: "/api-keys/v1/introspect",
        headers: { "content-type": "application/json" },
        anonymous: true,
        body: JSON.stringify({ apiKey: cloud.apiKey }),
        signal,
    }));
    if (answer?.status === 401 || answer?.status === 403)
        return "refused";
    if (answer?.status === 400 && /format/i.test((0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .readAnswer */ .JN)(answer).message ?? ""))
        return "malformed";
    return answer?.status === 200 ? readKeyReport(answer.text, universeId, permission) : undefined;
}
/** A look-up that can only improve a message: it gets little time, is tried once, and its own failure is silent. */
async function quietly(seconds, ask) {
    return (0,_deadline_js__WEBPACK_IMPORTED_MODULE_1__/* .within */ .ux)(seconds, ask).catch(() => undefined);
}
/**
 * Reads introspect's answer. The documentation shows ids as strings under plural names; numbers and singular names are
 * taken too, and both spellings of the expiry that have been seen.
 */
function readKeyReport(text, universeId, permission = PUBLISHING) {
    const body = (0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .parseObject */ .lj)(text);
    if (!body || typeof body.enabled !== "boolean")
        return undefined;
    const time = body.expirationTimeUtc ?? body.expirationUtcTime;
    const expires = typeof time === "string" ? new Date(time) : undefined;
    const scopes = Array.isArray(body.scopes) ? body.scopes : [];
    const asked = scopes.filter(isObject).filter((scope) => scope.name === permission.scope);
    const operations = asked.flatMap((scope) => list(scope.operations));
    const granting = asked.filter((scope) => list(scope.operations).includes(permission.operation));
    const ids = granting.map((scope) => scope.universeIds ?? scope.universeId);
    const universes = new Set(ids.flatMap(list));
    // Without any list of resources a scope has no such choice; a list of users or groups says nothing of universes.
    const unrestricted = granting.some((scope) => !Object.keys(scope).some((name) => /Ids?$/.test(name)));
    const reach = universes.has("*") || unrestricted
        ? "all"
        : universes.has(universeId)
            ? "this"
            : universes.size > 0
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
    return value === undefined || value === null ? [] : [value].flat().map(String);
}


/***/ }),

/***/ 9261:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ tryRepeatedly)
/* harmony export */ });
/* harmony import */ var _limiter_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2003);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3945);
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4330);



/**
 * Makes a call until it has an answer that another try would not change.
 *
 * @throws whatever `call` throws besides Disconnect: the deadline, a file that changed.
 */
async function tryRepeatedly(shared, attempting, call) {
    const { limiter, cloud } = shared;
    const { deadline } = cloud;
    const patience = shared.patience ?? deadline;
    const causes = [];
    let earlierMayHaveWorked = false;
    const turn = limiter?.turn();
    try {
        await turn?.begin(patience);
        for (let attempt = 1;; attempt++) {
            attempting.onAttempt?.(attempt);
            const outcome = await call().catch((error) => {
                if (error instanceof _transport_js__WEBPACK_IMPORTED_MODULE_2__/* .Disconnect */ .VB)
                    return error;
                throw error;
            });
            turn?.over(outcome instanceof _transport_js__WEBPACK_IMPORTED_MODULE_2__/* .Disconnect */ .VB ? undefined : outcome);
            const history = { causes, hangUps: shared.hangUps, repeatable: attempting.repeatable };
            const retry = (0,_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .retryAfter */ .P9)(outcome, history, Math.random(), new Date());
            if (retry?.cause === "hang-up")
                shared.hangUps += 1;
            const settled = { outcome, attempts: attempt, earlierMayHaveWorked };
            if (!retry || attempt >= attempting.maxAttempts)
                return settled;
            if (attempting.mayGoOn && !(await attempting.mayGoOn(retry, shared.hangUps)))
                return settled;
            const left = deadline.secondsLeft();
            if (retry.seconds >= left)
                return { ...settled, noTimeFor: { seconds: retry.seconds, left } };
            attempting.onWait(outcome, retry, attempt + 1);
            // A busy place is its own trouble; anything else may be everybody's, and a queue of them helps nobody.
            if (retry.cause === "busy")
                turn?.leave();
            try {
                await patience.sleep(retry.seconds);
                await turn?.begin(patience);
            }
            catch (error) {
                // There is no other try, and what the last one met is the reason.
                if (!(error instanceof _limiter_js__WEBPACK_IMPORTED_MODULE_0__/* .NoTurnError */ .Pf) && !deadline.signal.aborted)
                    return settled;
                const seconds = error instanceof _limiter_js__WEBPACK_IMPORTED_MODULE_0__/* .NoTurnError */ .Pf ? error.seconds : retry.seconds;
                return { ...settled, noTimeFor: { seconds, left: deadline.secondsLeft() } };
            }
            causes.push(retry.cause);
            earlierMayHaveWorked ||= (0,_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .mayHaveBeenCarriedOut */ .ox)(outcome);
        }
    }
    finally {
        turn?.leave();
    }
}


/***/ }),

/***/ 5727:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   db: () => (/* binding */ startDeadline),
/* harmony export */   j3: () => (/* binding */ DeadlineError),
/* harmony export */   l_: () => (/* binding */ withSignal),
/* harmony export */   ux: () => (/* binding */ within)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);

/** The time for the whole step is over. */
class DeadlineError extends Error {
    constructor(minutes) {
        super(`the step's time is over (timeoutMinutes: ${minutes})`);
    }
}
function startDeadline(minutes) {
    const controller = new AbortController();
    const { signal } = controller;
    const end = performance.now() + minutes * 60_000;
    // Not AbortSignal.timeout: its timer cannot be sped up from outside, as the transcripts do. Unreferenced, since a
    // step that has ended must not be kept alive by the time it did not use.
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
/** The same deadline, but for what may be broken off before it; waits end with it as well. */
function withSignal({ signal: end, secondsLeft }, signal) {
    return endingWith(AbortSignal.any([end, signal]), secondsLeft);
}
/**
 * Gives something its own time limit. It settles on time even if what it is given ignores the signal.
 *
 * @throws Error with `no answer within … s`; whatever `ask` throws.
 */
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
/* harmony export */   $Q: () => (/* binding */ DASHBOARD),
/* harmony export */   Rw: () => (/* binding */ detailOf),
/* harmony export */   SP: () => (/* binding */ explainFailure),
/* harmony export */   X9: () => (/* binding */ triesText),
/* harmony export */   Yy: () => (/* binding */ reasonOfDisconnect),
/* harmony export */   _P: () => (/* binding */ unusable),
/* harmony export */   pw: () => (/* binding */ explainEnd),
/* harmony export */   sc: () => (/* binding */ STATUS_PAGE),
/* harmony export */   u: () => (/* binding */ whatBroke),
/* harmony export */   vd: () => (/* binding */ day),
/* harmony export */   vt: () => (/* binding */ whatWasSaid),
/* harmony export */   zq: () => (/* binding */ reasonOfRefusedKey)
/* harmony export */ });
/* unused harmony export describeKey */
/* harmony import */ var _text_harmless_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1297);
/* harmony import */ var _text_units_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6647);
/* harmony import */ var _answer_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3953);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3945);
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4330);





const DASHBOARD = "Creator Dashboard → All tools → API Keys (https://create.roblox.com/dashboard/credentials)";
const STATUS_PAGE = "https://status.roblox.com";
const SAFE_TO_REPEAT = "Running the step again is safe: Roblox has been seen to answer identical bytes with the existing version.";
const EARLIER_ATTEMPT = "An earlier attempt may have gone through although its answer was lost: the place's version history tells.";
/** Puts the end of an upload that did not succeed into words. Pure: looking things up is the caller's part. */
function explainFailure(settled, asked, evidence) {
    const { outcome, earlierMayHaveWorked } = settled;
    const { why, next, widespread = false, } = outcome instanceof _transport_js__WEBPACK_IMPORTED_MODULE_3__/* .Disconnect */ .VB
        ? reasonOfDisconnect(outcome, evidence.key)
        : reasonOfAnswer(outcome, asked, evidence);
    const happened = outcome instanceof _transport_js__WEBPACK_IMPORTED_MODULE_3__/* .Disconnect */ .VB ? whatBroke(outcome) : whatWasSaid(outcome);
    const earlier = earlierMayHaveWorked && !(0,_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .mayHaveBeenCarriedOut */ .ox)(outcome) ? ` ${EARLIER_ATTEMPT}` : "";
    return {
        title: `Place ${asked.placeId} was not published`,
        message: `${happened}${triesText(settled)} ${why}${earlier} ${next}`,
        widespread,
    };
}
/** How many tries it took, the full stop, and why there was not another one. */
function triesText({ attempts, noTimeFor }) {
    const tries = attempts > 1 ? ` after ${attempts} attempts` : "";
    const late = noTimeFor
        ? ` Another try would have to wait ${Math.ceil(noTimeFor.seconds)} s, but only ${Math.floor(noTimeFor.left)} s of timeoutMinutes are left.`
        : "";
    return `${tries}.${late}`;
}
/** `Roblox said "…" (HTTP 409)`: the server's own words come first. */
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
/** What Node or this program says of a broken exchange. Where several addresses were tried, Node gives a code and no message. */
function detailOf({ code, message }) {
    const ours = code === "TIMEOUT" || code === "TOO_LONG";
    return (0,_text_harmless_js__WEBPACK_IMPORTED_MODULE_0__/* .harmless */ .I)(ours || message.includes(code) ? message : `${code}: ${message}`.replace(/: $/, ""));
}
/** `The connection broke … (ECONNRESET)`. */
function whatBroke(disconnect) {
    const { stage, code } = disconnect;
    const detail = detailOf(disconnect);
    switch (stage) {
        case "connect":
            return `No connection to apis.roblox.com (${detail})`;
        case "send":
            return code === "TIMEOUT"
                ? `The upload stalled (${detail})`
                : `The server hung up during the upload: it may have refused the key, the permissions or the size (${detail})`;
        case "wait":
            return `The file was sent, but no answer came (${detail})`;
        case "answer":
            return `The file was sent, but the answer broke off (${detail})`;
    }
}
/** What a broken connection means for an upload; up to the first byte, for any call. */
function reasonOfDisconnect(disconnect, key) {
    if ((0,_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .isUntrusted */ .fb)(disconnect)) {
        return {
            why: "This machine does not trust the certificate that it was shown, so nothing was sent.",
            next: "Where a proxy of your own looks into TLS connections, let NODE_EXTRA_CA_CERTS name the file with its root certificate; anywhere else somebody may be listening.",
            widespread: true,
        };
    }
    switch (disconnect.stage) {
        case "connect":
            return {
                why: "The runner could not reach Roblox: its network, its proxy (https_proxy, no_proxy) or a firewall is in the way, or Roblox is down.",
                next: `Look at ${STATUS_PAGE}, then run the job again.`,
                widespread: true,
            };
        case "send": {
            const plain = disconnect.code === "TIMEOUT" ? undefined : unusable(key);
            if (plain)
                return { ...plain, widespread: true };
            return {
                why: "This attempt published nothing: the file was not sent whole.",
                next: `Check that the key has universe-places write on this experience in the ${DASHBOARD}, and the file's size; otherwise it is the network, and running the job again may do.`,
            };
        }
        default:
            return {
                why: "The place may have been published all the same; its version history in the Creator Dashboard tells.",
                next: SAFE_TO_REPEAT,
            };
    }
}
function reasonOfAnswer(answer, asked, evidence) {
    const { status } = answer;
    if (status >= 200 && status < 300) {
        return answer.bodySent
            ? {
                why: "That is no version number, so it is not known whether the place was published.",
                next: `Look at the place's version history in the Creator Dashboard before you run this again; if the version is missing, look at ${STATUS_PAGE}.`,
            }
            : {
                why: "It answered before the whole file had been sent, so nothing can have been published.",
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
    if ((0,_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .isBusy */ .A5)(answer)) {
        return {
            why: "The place is probably open in Roblox Studio or in a Team Create session; now and then Roblox itself is busy.",
            next: `Close the place in Studio and end the Team Create session, then run the job again. ${SAFE_TO_REPEAT}`,
        };
    }
    if ((0,_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .readAnswer */ .JN)(answer).form === "html" && status < 500 && status !== 413) {
        return {
            why: "The page comes from the edge in front of the API, so it says nothing about the key or the file.",
            next: `Run the job again later; ${STATUS_PAGE} shows whether Roblox has trouble.`,
        };
    }
    switch (status) {
        case 400:
            return {
                why: "Roblox did not accept the file's content: it is damaged, goes on after its end, or holds what Roblox cannot read.",
                next: "Open the file in Roblox Studio to see whether it loads, build it again, and leave checkFile at strict so that damage is found before the upload.",
            };
        case 401:
            return { ...reasonOfRefusedKey(asked, evidence.key), widespread: true };
        case 403:
            return reasonOfForbidden(asked, evidence.key);
        case 404:
        case 409:
            return reasonOfWrongPlace(status, asked, evidence.owner);
        case 413:
            return {
                why: `The file (${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_4__/* .thousands */ .oh)(asked.bytes)} bytes) is larger than Roblox takes.`,
                next: "Make the place smaller; an .rbxlx file shrinks a lot when it is built as .rbxl.",
            };
        case 429:
            return {
                why: "The owner of the key has used up its 30 uploads a minute, which count over all keys of that owner.",
                next: "Run fewer publishing jobs at the same time, or raise timeoutMinutes so that the wait fits.",
                widespread: true,
            };
        case 408:
        case 500:
        case 502:
        case 503:
        case 504:
            return {
                why: "Roblox's side failed.",
                next: `The place may have been published all the same; its version history tells. ${SAFE_TO_REPEAT} ${STATUS_PAGE} shows whether Roblox has trouble.`,
            };
        default:
            return {
                why: "That is not an answer that the documentation of this call knows.",
                next: `Read Roblox's words above; ${STATUS_PAGE} shows whether Roblox has trouble.`,
            };
    }
}
/** Disabled or expired: what a key report alone is enough to say, before or after an upload. */
function unusable(key) {
    if (typeof key !== "object")
        return undefined;
    if (key.expired) {
        const when = key.expires ? ` on ${day(key.expires)}` : "";
        return { why: `The key expired${when}.`, next: `Give it a new expiration date in the ${DASHBOARD}.` };
    }
    if (!key.enabled)
        return { why: "The key is disabled.", next: `Switch it on in the ${DASHBOARD}.` };
    return undefined;
}
/** What a 401 means, whatever the key was used for. */
function reasonOfRefusedKey(asked, key, scope = "universe-places") {
    const plain = unusable(key);
    const help = `All states of a key and their remedies: ${asked.keyHelp}`;
    if (plain)
        return { why: plain.why, next: `${plain.next} ${help}` };
    if (key === "refused") {
        return {
            why: "Roblox does not accept this key from this address: the key is wrong, deleted or regenerated, or its IP allow-list leaves this runner out (GitHub-hosted runners have no fixed address).",
            next: `Compare the secret with the key, and look at the key's accepted IP addresses, in the ${DASHBOARD}. ${help}`,
        };
    }
    if (key === "malformed") {
        return {
            why: "What was given is no Open Cloud API key by its form: it was cut off when it was copied, or it is another secret.",
            next: `Copy the key anew from the ${DASHBOARD} into the secret; it is shown only when it is made. ${help}`,
        };
    }
    const known = key ? ` Roblox reports it as ${describeKey(key, asked.universeId, scope)}.` : "";
    return {
        why: `The key was refused.${known} What remains, likeliest first: its IP allow-list leaves this runner out (GitHub-hosted runners have no fixed address); it was auto-expired after 60 days without use, revoked or moderated; the account that made it was moderated.`,
        next: `Look at the key's status and its accepted IP addresses in the ${DASHBOARD}. ${help}`,
    };
}
/** All that may be said of a key in a log: not its name, its owner or the ids of other universes. */
function describeKey({ operations, reach, universes }, universeId, scope = "universe-places") {
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
    const help = `How to set the key up: ${asked.keyHelp}`;
    const plain = unusable(key);
    if (plain)
        return { why: plain.why, next: `${plain.next} ${help}`, widespread: true };
    if (key === "refused" || key === "malformed")
        return { ...reasonOfRefusedKey(asked, key), widespread: true };
    if (key?.listsScopes && !key.operations.includes("write")) {
        const has = key.operations.length > 0 ? `only ${key.operations.join(", ")}` : "nothing";
        return {
            why: `The key has ${has} on universe-places; publishing needs write.`,
            next: `Add the operation Write of the API system universe-places to the key in the ${DASHBOARD}. ${help}`,
            widespread: true,
        };
    }
    if (key?.reach === "others") {
        const universes = key.universes === 1 ? "one universe" : `${key.universes} universes`;
        return {
            why: `The key may publish, but not to universe ${asked.universeId}: it is restricted to ${universes}, and this is not among them.`,
            next: `Add the experience to the key's universe-places permission in the ${DASHBOARD}, or correct universeId. ${help}`,
            widespread: true,
        };
    }
    const known = key ? `The key itself looks right: ${describeKey(key, asked.universeId)}. ` : "";
    return {
        why: `${known}Publishing to this place is not allowed, likeliest because the key lacks universe-places write on this experience, because its owner may not edit it (group role), or because the publishing requirements of the account are not met.`,
        next: `Check the key in the ${DASHBOARD} and publish once from Studio with the same account, which names what is missing. ${help}`,
    };
}
function reasonOfWrongPlace(status, { universeId, placeId }, owner) {
    if (owner !== undefined && owner !== universeId) {
        return {
            why: `Place ${placeId} belongs to universe ${owner}, not to ${universeId}.`,
            next: `Set universeId to ${owner}, or correct placeId.`,
        };
    }
    if (owner === universeId) {
        return {
            why: `Place ${placeId} does belong to universe ${universeId}, so the ids are right.`,
            next: "Read Roblox's words above; run the job again later, and check the place's status in the Creator Dashboard.",
        };
    }
    return {
        why: status === 404 ? "The place or the universe does not exist." : "The place is probably not part of the universe.",
        next: "Compare both ids with the Creator Dashboard: universeId is on the experience's overview (… → Copy Universe ID), placeId on the place's page (… → Copy Place ID). A place must exist before it can be published to.",
    };
}
/** A date as people write it in every country. */
function day(date) {
    return date.toISOString().slice(0, 10);
}
/**
 * The end of an upload that no answer and no broken connection explains: the deadline, or a defect of this program.
 *
 * @param fate what is known of the place: nothing was begun, the upload was under way, or it may have gone through.
 */
function explainEnd(error, fate) {
    const said = error instanceof Error ? error.message : String(error);
    const sentence = `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
    if (fate === "perhaps") {
        return `${sentence} The file had been sent, so the place may have been published all the same; its version history tells. ${SAFE_TO_REPEAT}`;
    }
    const before = fate === "begun" ? " The upload was broken off before its last bytes, so nothing was published." : "";
    return `${sentence}${before} Raise timeoutMinutes if Roblox or the line is slow.`;
}


/***/ }),

/***/ 2003:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ch: () => (/* binding */ UPLOADS_PER_WINDOW),
/* harmony export */   Pf: () => (/* binding */ NoTurnError),
/* harmony export */   V$: () => (/* binding */ WINDOW_SECONDS),
/* harmony export */   zm: () => (/* binding */ createLimiter)
/* harmony export */ });
/* unused harmony exports UPLOADS_AT_ONCE, secondsUntilNextStart, limitOf, pauseOf */
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8474);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3945);


/** Place publishing: 30 requests a minute for each owner of API keys (Open Cloud, "Create place version"). */
const UPLOADS_PER_WINDOW = 30;
const WINDOW_SECONDS = 60;
/** Uploads side by side: enough for 30 a minute while each takes up to 8 s; more would only share the same line. */
const UPLOADS_AT_ONCE = 4;
/** What a 429 asks for is in whole seconds, perhaps rounded down. */
const ROUNDED_OFF_SECONDS = 1;
/**
 * How many seconds the next upload has to wait.
 *
 * Each earlier one counts from its start until a minute after its end. Roblox has counted it somewhere in between, so
 * however long a connection took to come about, no more than `limit` can arrive there in any minute: a minute between
 * the starts alone would let a late arrival and the next window's early ones meet.
 *
 * @param ends when the earlier uploads ended (now, for those under way), in seconds of any clock, in any order.
 */
function secondsUntilNextStart(ends, limit, notBefore, now) {
    const mustBeOver = ends.toSorted((one, other) => one - other)[ends.length - limit];
    const free = mustBeOver === undefined ? now : mustBeOver + WINDOW_SECONDS;
    return Math.max(0, free - now, notBefore - now);
}
/** What `x-ratelimit-limit` states: its first number (`40, 45;w=60`); without a readable one, the documented limit. */
function limitOf(header) {
    const stated = /^\s*(\d{1,6})\b/.exec([header ?? ""].flat()[0] ?? "")?.[1];
    return stated === undefined ? UPLOADS_PER_WINDOW : Math.max(1, Number(stated));
}
/**
 * How many seconds an answer wants nothing to begin: what a 429 asks for (a whole window when it does not say), or the
 * rest of the window when an answer says that it is used up (`x-ratelimit-remaining: 0`). Other jobs of the same key
 * owner can bring both about.
 */
function pauseOf({ status, headers }, now) {
    const asked = (0,_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .askedSeconds */ .UN)({ headers }, now);
    if (status === 429)
        return (asked ?? WINDOW_SECONDS) + ROUNDED_OFF_SECONDS;
    const remaining = [headers["x-ratelimit-remaining"] ?? ""].flat().join(",").split(",");
    const usedUp = remaining.some((part) => part.trim() === "0");
    return usedUp ? Math.min(asked ?? 0, WINDOW_SECONDS) : 0;
}
/** The rate limit would make this call wait for longer than the step has. */
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
        tries = tries.filter(({ endedAt = at }) => at - endedAt < WINDOW_SECONDS);
        const ends = tries.map(({ endedAt = at }) => endedAt);
        return secondsUntilNextStart(ends, limit, notBefore, at);
    };
    const hasRoom = (turn) => held === 0 && (inside.size < atOnce || (turn !== undefined && inside.has(turn)));
    /** Not at once: whoever had the answer may first have to stop all others because of it. */
    const announce = () => setImmediate(() => changes.emit("change"));
    /** Does `then` in the same breath as the last look, so that no two uploads see the same room. */
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
            let current = { endedAt: 0 }; // none yet
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

/***/ 3945:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bp: () => (/* binding */ MAX_HANG_UP_RETRIES),
/* harmony export */   P9: () => (/* binding */ retryAfter),
/* harmony export */   UN: () => (/* binding */ askedSeconds),
/* harmony export */   fb: () => (/* binding */ isUntrusted),
/* harmony export */   ox: () => (/* binding */ mayHaveBeenCarriedOut)
/* harmony export */ });
/* harmony import */ var _answer_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3953);
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4330);


const FIRST_WAIT_SECONDS = 1;
const LONGEST_WAIT_SECONDS = 30;
const FIRST_BUSY_WAIT_SECONDS = 20;
const LONGEST_BUSY_WAIT_SECONDS = 160;
/** Hang-ups while the body goes out that are tried again in one step: each may be a refusal that was not read. */
const MAX_HANG_UP_RETRIES = 2;
/**
 * Whether and when to try again after an answer or a broken exchange; undefined when another try would not help.
 *
 * Repeating an upload is taken as safe even after its last byte went out: two teams observed that Roblox answers
 * identical bytes with the number of the existing version. At worst a second version with the same content appears.
 *
 * @param random a number from 0 up to 1.
 */
function retryAfter(outcome, history, random, now) {
    const cause = causeOf(outcome);
    if (cause === undefined)
        return undefined;
    if (cause === "hang-up" && history.hangUps >= MAX_HANG_UP_RETRIES)
        return undefined;
    if (!history.repeatable && !certainlyNotCarriedOut(outcome))
        return undefined;
    if (cause === "busy") {
        const doubled = FIRST_BUSY_WAIT_SECONDS * 2 ** history.causes.filter((earlier) => earlier === "busy").length;
        return { cause, seconds: Math.min(LONGEST_BUSY_WAIT_SECONDS, doubled) * (0.95 + 0.1 * random) };
    }
    const backOff = exponential(history.causes.length, random);
    const asked = cause === "rate-limit" ? askedSeconds(outcome, now) : undefined;
    return { cause, seconds: asked === undefined ? backOff : asked + 0.1 + random };
}
/** Full jitter above the shortest wait: from 1 s to 2, 4, 8, 16, 30 s. */
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
/** The whole body was sent, and no answer says that it had no effect. */
function mayHaveBeenCarriedOut(outcome) {
    if (outcome instanceof _transport_js__WEBPACK_IMPORTED_MODULE_1__/* .Disconnect */ .VB)
        return outcome.stage === "wait" || outcome.stage === "answer";
    return outcome.bodySent && (outcome.status === 408 || outcome.status >= 500);
}
/** No connection was made, or the server itself says that it did not let the call in. */
function certainlyNotCarriedOut(outcome) {
    if (outcome instanceof _transport_js__WEBPACK_IMPORTED_MODULE_1__/* .Disconnect */ .VB)
        return outcome.stage === "connect";
    return outcome.status === 429 || (0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .isBusy */ .A5)(outcome);
}
/** OpenSSL's and Node's codes for a certificate that this machine does not trust. */
const UNTRUSTED = /^(?:ERR_TLS_CERT_ALTNAME_INVALID|CERT_.*|.*_CERT|.*_CERT_.*|UNABLE_TO_.*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED)$/;
function isUntrusted(error) {
    return UNTRUSTED.test(error.code);
}
/**
 * What a 429 asks for: the larger of `retry-after` (seconds or a date) and the largest number of `x-ratelimit-reset`,
 * which is a list such as `22, 0`. Roblox documents both headers (Open Cloud, Rate limits).
 */
function askedSeconds(answer, now) {
    const after = answer.headers["retry-after"]?.trim();
    const reset = [answer.headers["x-ratelimit-reset"] ?? ""].flat().join(",");
    const asked = reset.split(",").map((part) => /^\s*(\d+(?:\.\d+)?)\s*(?:;.*)?$/.exec(part)?.[1]);
    if (after !== undefined && /^\d+(?:\.\d+)?$/.test(after))
        asked.push(after);
    const seconds = asked.filter((number) => number !== undefined).map(Number);
    const date = after === undefined || /^[\d.]*$/.test(after) ? Number.NaN : Date.parse(after);
    if (!Number.isNaN(date))
        seconds.push(Math.max(0, (date - now.getTime()) / 1000));
    return seconds.length > 0 ? Math.max(...seconds) : undefined;
}


/***/ }),

/***/ 4330:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VB: () => (/* binding */ Disconnect),
/* harmony export */   cv: () => (/* binding */ exchange)
/* harmony export */ });
/* unused harmony exports API_ORIGIN, SEND_STALL_SECONDS, ANSWER_START_SECONDS, ANSWER_PAUSE_SECONDS, MAX_ANSWER_BYTES */
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7075);
/* harmony import */ var _actions_http_client__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4942);
/* harmony import */ var _text_secret_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6942);
/* harmony import */ var _text_units_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6647);




/** The only host that is ever contacted. */
const API_ORIGIN = "https://apis.roblox.com";
/** No connection, or no byte taken by the socket while the body is sent, for this long ends a try. */
const SEND_STALL_SECONDS = 60;
/** No answer begun within this time after the last byte ends a try. */
const ANSWER_START_SECONDS = 180;
/** A pause of this length inside an answer ends a try. */
const ANSWER_PAUSE_SECONDS = 30;
/** A longer answer is not read on: what this program asks for is far smaller. */
const MAX_ANSWER_BYTES = 1024 * 1024;
/** An exchange that ended without a complete answer. */
class Disconnect extends Error {
    stage;
    /** Node's or OpenSSL's code, or `TIMEOUT` for one of the limits above, or `TOO_LONG`. */
    code;
    constructor(stage, code, message) {
        super(message);
        this.stage = stage;
        this.code = code;
    }
}
/**
 * http-client pipes the body into its request and shows that request to nobody else. Being piped is the one moment at
 * which it can be seen, and the request is needed: to know when all is sent, and to end it.
 */
class Body extends node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable {
    #chunks;
    #on;
    #bytesLeft;
    constructor(body, on) {
        super();
        this.#chunks = body.chunks()[Symbol.asyncIterator]();
        this.#on = on;
        this.#bytesLeft = body.bytes;
    }
    pipe(destination, options) {
        this.#on.request(destination);
        return super.pipe(destination, options);
    }
    _read() {
        this.#on.taken();
        this.#chunks.next().then(({ done, value }) => {
            if (this.destroyed)
                return;
            if (done) {
                this.push(null);
                return;
            }
            this.#bytesLeft -= value.length;
            // Said before the block is passed on: the server may answer before this side hears that it was sent.
            if (this.#bytesLeft <= 0)
                this.#on.handedOver();
            this.push(value);
        }, (error) => this.destroy(error));
    }
    _destroy(error, callback) {
        const closed = this.#chunks.return?.() ?? Promise.resolve();
        closed.then(() => callback(error), () => callback(error));
    }
}
function bodyOf(body) {
    if (typeof body === "object")
        return body;
    const buffer = Buffer.from(body ?? "");
    return {
        bytes: buffer.length,
        async *chunks() {
            if (buffer.length > 0)
                yield buffer;
        },
    };
}
/** http-client with all that it would do by itself switched off, and an end that leaves nothing open. */
function openClient(userAgent) {
    let agent;
    let connectRequest;
    const watchAgent = {
        prepareRequest(options) {
            agent = options.agent;
            const connect = agent.request;
            if (!connect)
                return;
            // The tunnel agent keeps its CONNECT request to itself, and a proxy that never answers would outlive us.
            agent.request = (...parameters) => {
                connectRequest = connect(...parameters);
                return connectRequest;
            };
        },
        canHandleAuthentication: () => false,
        handleAuthentication: () => Promise.reject(new Error("not handled")),
    };
    const client = new _actions_http_client__WEBPACK_IMPORTED_MODULE_1__/* .HttpClient */ .Qq(userAgent, [watchAgent], {
        // It would send the key along to whatever host a redirect names.
        allowRedirects: false,
        allowRetries: false,
        keepAlive: false,
        // Its own silence limit never fails a half-read answer: the watchdog is the limit.
        socketTimeout: 2 ** 31 - 1,
    });
    return {
        client,
        close() {
            connectRequest?.destroy();
            client.dispose();
            // dispose() knows only direct agents; the tunnel agent's sockets would keep the process alive.
            if (Array.isArray(agent?.sockets))
                for (const socket of [...agent.sockets])
                    socket.destroy?.();
        },
    };
}
/** Each stage of an exchange has its own limit: how long may pass until something moves. */
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
/**
 * One HTTP/1.1 exchange with Open Cloud on a connection of its own (pooled connections lose uploads at Roblox's edge).
 * It always settles, and whatever it opened is closed when it does, so that nothing keeps the process alive.
 *
 * @returns the complete answer, whatever its status, with every form of the key replaced.
 * @throws Disconnect when there is no complete answer; the deadline's or signal's reason when that came first; what
 *   the body threw when it could not be read.
 */
async function exchange(cloud, request) {
    const { deadline, apiKey } = cloud;
    const signal = request.signal ? AbortSignal.any([deadline.signal, request.signal]) : deadline.signal;
    signal.throwIfAborted();
    let fail = () => { };
    const failed = new Promise((_, reject) => {
        fail = reject;
    });
    const watchdog = startWatchdog((error) => fail(error));
    const onAbort = () => fail(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    const source = bodyOf(request.body);
    let bodySent = source.bytes === 0;
    let answeredEarly = false;
    let clientRequest;
    let message;
    const body = new Body(source, {
        request(outgoing) {
            clientRequest = outgoing;
            outgoing.once("socket", (socket) => {
                socket.once("secureConnect", () => watchdog.enter("send", SEND_STALL_SECONDS, `the server took no byte for ${SEND_STALL_SECONDS} s`));
            });
            outgoing.once("finish", () => {
                if (watchdog.stage() !== "send")
                    return;
                watchdog.enter("wait", ANSWER_START_SECONDS, `no answer began within ${ANSWER_START_SECONDS} s`);
            });
        },
        taken: () => watchdog.moved("send"),
        handedOver() {
            bodySent = true;
            source.onHandedOver?.();
        },
    });
    body.once("error", (error) => {
        // Before the stream closes: http-client ends the request then, and it must not look finished.
        clientRequest?.destroy();
        fail(error);
    });
    const headers = { ...request.headers };
    if (request.method === "POST")
        headers["content-length"] = String(source.bytes);
    if (!request.anonymous)
        headers["x-api-key"] = apiKey;
    const { client, close } = openClient(cloud.userAgent);
    const run = async () => {
        const response = await client.sendStream(request.method, API_ORIGIN + request.path, body, headers);
        message = response.message;
        answeredEarly = !bodySent;
        watchdog.enter("answer", ANSWER_PAUSE_SECONDS, `the answer paused for ${ANSWER_PAUSE_SECONDS} s`);
        const maxBytes = request.maxAnswerBytes ?? MAX_ANSWER_BYTES;
        const text = await readText(message, maxBytes, () => watchdog.moved("answer"));
        return {
            status: message.statusCode ?? 0,
            headers: redactHeaders(message.headers, apiKey),
            text: (0,_text_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .redact */ .E)(text, apiKey),
            bodySent: !answeredEarly,
        };
    };
    watchdog.enter("connect", SEND_STALL_SECONDS, `no connection within ${SEND_STALL_SECONDS} s`);
    try {
        return await Promise.race([run(), failed]);
    }
    catch (error) {
        throw asDisconnect(error, stageOf(watchdog.stage(), { bodySent, answeredEarly }), apiKey);
    }
    finally {
        watchdog.stop();
        signal.removeEventListener("abort", onAbort);
        body.destroy();
        message?.destroy();
        clientRequest?.destroy();
        close();
    }
}
/**
 * What a broken exchange proves: half of an answer to half of a body is a hang-up during the upload; and once the last
 * byte was handed over the server may have it, whether or not this side has heard so yet.
 */
function stageOf(stage, { bodySent, answeredEarly }) {
    if (answeredEarly)
        return "send";
    return stage === "send" && bodySent ? "wait" : stage;
}
async function readText(message, maxBytes, onBytes) {
    const chunks = [];
    let bytes = 0;
    for await (const chunk of message) {
        onBytes();
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes <= maxBytes)
            continue;
        // The beginning of a refusal is enough to explain it; half of a success is none.
        if ((message.statusCode ?? 0) >= 300)
            break;
        throw new Disconnect("answer", "TOO_LONG", `the answer is longer than ${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_3__/* .thousands */ .oh)(maxBytes)} bytes`);
    }
    return Buffer.concat(chunks).toString("utf8");
}
function redactHeaders(headers, secret) {
    const entries = Object.entries(headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.map((item) => (0,_text_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .redact */ .E)(item, secret)) : (0,_text_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .redact */ .E)(value ?? "", secret),
    ]);
    return Object.fromEntries(entries);
}
/** Network errors carry a code; what has none is ours (the deadline, the file) and is passed on as it is. */
function asDisconnect(error, stage, secret) {
    const { code, message } = error;
    return code === undefined ? error : new Disconnect(stage, code, (0,_text_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .redact */ .E)(message ?? "", secret));
}


/***/ }),

/***/ 8310:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gl: () => (/* binding */ workspace),
/* harmony export */   N1: () => (/* binding */ userAgent),
/* harmony export */   Px: () => (/* binding */ apiKeyHelp),
/* harmony export */   cI: () => (/* binding */ readRun),
/* harmony export */   hP: () => (/* binding */ whyNoSecrets),
/* harmony export */   mF: () => (/* binding */ caller)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3340);

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
/** What to do in a run without secrets, when the step is the publish action's. */
const PUBLISH_ADVICE = {
    fork: "Use `dryRun: true` to check the file there, and publish after the merge.",
    dependabot: "Use `dryRun: true` to check the file there",
};
/** Why this run was given no secrets, when that is why the key is missing, and what to do instead. */
async function whyNoSecrets(advice = PUBLISH_ADVICE) {
    // Loaded only here: the package would cost every start its time.
    const { context } = await __webpack_require__.e(/* import() */ 413).then(__webpack_require__.bind(__webpack_require__, 2413));
    const pullRequest = context.payload.pull_request;
    if (context.actor === "dependabot[bot]") {
        return `This run comes from Dependabot, and GitHub gives it no Actions secrets. ${advice.dependabot}, or add the key to the repository's Dependabot secrets.`;
    }
    if (pullRequest !== undefined && pullRequest.head?.repo?.full_name !== process.env.GITHUB_REPOSITORY) {
        return `This run comes from a fork's pull request, and GitHub gives those no secrets. ${advice.fork}`;
    }
    return undefined;
}
/** Where relative paths begin. */
function workspace() {
    return process.env.GITHUB_WORKSPACE || process.cwd();
}
/** Names this program to Roblox. The ref is part of a header, where not every character may stand. */
function userAgent() {
    const repository = process.env.GITHUB_ACTION_REPOSITORY || "publish-to-roblox";
    const ref = process.env.GITHUB_ACTION_REF || "local";
    return `${repository}/${ref}`.replace(/[^\w./-]/g, "_");
}
/** Where the page about keys of the running version is to be read. */
function apiKeyHelp() {
    const { GITHUB_ACTION_REPOSITORY: repository, GITHUB_ACTION_REF: ref, GITHUB_SERVER_URL: server } = process.env;
    const page = "docs/api-key.md";
    return repository && ref && server ? `${server}/${repository}/blob/${ref}/${page}` : page;
}
/** How this step calls Roblox and tells what happens meanwhile: what a client of Open Cloud needs to know of the runner. */
function caller() {
    return { userAgent: userAgent(), keyHelp: apiKeyHelp(), say: (line) => _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq(line) };
}


/***/ }),

/***/ 7724:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a2: () => (/* binding */ KEY_HINT),
/* harmony export */   aG: () => (/* binding */ readKeyedInputs),
/* harmony export */   di: () => (/* binding */ readCommonInputs),
/* harmony export */   eQ: () => (/* binding */ isId),
/* harmony export */   i_: () => (/* binding */ InputReader)
/* harmony export */ });
/* unused harmony export InputError */
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3340);
/* harmony import */ var _text_secret_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6942);
/* harmony import */ var _context_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8310);



/** One or several inputs are missing or wrong; the message names them all. */
class InputError extends Error {
    title = "Wrong inputs";
}
/** Spellings that other publishing actions use, and what they are called here. */
const PEER_SPELLINGS = {
    "api-key": "apiKey",
    "universe-id": "universeId",
    "place-id": "placeId",
    path: "filePath",
    "place-file": "filePath",
    file: "filePath",
    "version-type": "versionType",
    "max-retries": "maxAttempts (all tries, the first included)",
    shouldPublish: "versionType (Published or Saved)",
};
const MAX_SHOWN_CHARACTERS = 20;
const MAX_ID = 2n ** 63n - 1n;
/** What to do about a missing key. */
const KEY_HINT = 
// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub, not of JavaScript
"Give the secret that holds the Open Cloud API key, as in `apiKey: ${{ secrets.ROBLOX_API_KEY }}`, or set the environment variable ROBLOX_API_KEY.";
/** Reads inputs one after the other and remembers what is wrong with them, so that one error can name it all. */
class InputReader {
    #problems = [];
    /** Known from the first read on, so that no message can show it. */
    #secrets = [];
    /** Every secret is registered with the runner before anything else is looked at. */
    secret(name, environmentVariable) {
        const given = _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getInput */ .V4(name) || (environmentVariable ? (process.env[environmentVariable] ?? "") : "");
        const value = given.trim();
        if (value === "")
            return "";
        // A secret of several lines is shown line by line by whatever prints it.
        const lines = value.split(/[\r\n]+/).filter((line) => line.trim() !== "");
        for (const form of new Set([...(0,_text_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .formsOf */ .X)(value), ...lines]))
            _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setSecret */ .Pq(form);
        this.#secrets.push(value);
        return value;
    }
    /** The key, masked; empty when none was given. */
    apiKey() {
        // A key under another action's name is no less secret for being refused.
        this.secret("api-key");
        const key = this.secret("apiKey", "ROBLOX_API_KEY");
        // Anything else cannot travel in a header, and a line break is a sign of two secrets in one.
        if (!/^[\x21-\x7e]*$/.test(key)) {
            this.problem("apiKey holds a line break, a space or another character that no API key has. Copy the key anew into the secret.");
        }
        return key;
    }
    id(name) {
        const value = _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getInput */ .V4(name);
        if (value === "") {
            this.problem(`${name} is missing. Give the id as digits, as in \`${name}: \${{ vars.${constantCase(name)} }}\`.`);
        }
        else if (!isId(value)) {
            this.problem(`${name} is ${this.show(value)}, but must be a decimal id from 1 to 9223372036854775807.`);
        }
        return value;
    }
    oneOf(name, allowed, fallback) {
        const value = _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getInput */ .V4(name) || fallback;
        const found = allowed.find((choice) => choice.toLowerCase() === value.toLowerCase());
        if (found)
            return found;
        const near = allowed.find((choice) => choice[0]?.toLowerCase() === value[0]?.toLowerCase());
        const choices = allowed.join(" or ");
        this.problem(`${name} is ${this.show(value)}, but must be ${choices}.${near ? ` Did you mean ${near}?` : ""}`);
        return fallback;
    }
    boolean(name) {
        const value = _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getInput */ .V4(name).toLowerCase();
        if (value !== "" && value !== "true" && value !== "false") {
            this.problem(`${name} is ${this.show(_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getInput */ .V4(name))}, but must be true or false.`);
        }
        return value === "true";
    }
    /** A number from `least` (or above it, for decimals) to `most`. */
    number(name, fallback, range) {
        const text = _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getInput */ .V4(name);
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
    /** For a message: at most 20 characters, control characters escaped, never a secret. */
    show(value) {
        const hidden = this.#secrets.reduce(_text_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .redact */ .E, value);
        const escaped = JSON.stringify(hidden.slice(0, MAX_SHOWN_CHARACTERS)).replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
        return hidden.length > MAX_SHOWN_CHARACTERS ? `${escaped.slice(0, -1)}…"` : escaped;
    }
    problem(sentence) {
        this.#problems.push(sentence);
    }
    /** Names other actions' spellings of inputs that this action knows, all in one. */
    refusePeerSpellings() {
        const used = Object.entries(PEER_SPELLINGS).filter(([name]) => _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getInput */ .V4(name) !== "");
        if (used.length > 0) {
            const list = used.map(([theirs, name]) => `${name} instead of ${theirs}`).join(", ");
            this.problem(`These inputs have other names here: write ${list}.`);
        }
    }
    /** @throws InputError when anything was wrong. */
    finish() {
        // The runner sets this variable's meaning for all of Node: with it, the key would go to whoever answers.
        if (process.env.NODE_TLS_REJECT_UNAUTHORIZED === "0") {
            this.problem("NODE_TLS_REJECT_UNAUTHORIZED is 0, so the API key would be sent to anybody who answers. Remove it; a proxy's own root certificate belongs into the file that NODE_EXTRA_CA_CERTS names.");
        }
        if (this.#problems.length > 0)
            throw new InputError(this.#problems.join("\n"));
    }
}
function isId(value) {
    return /^[1-9]\d{0,18}$/.test(value) && BigInt(value) <= MAX_ID;
}
function constantCase(name) {
    return `ROBLOX_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}
/** The inputs that every action of this repository has. The key is masked before anything else is looked at. */
function readCommonInputs(reader) {
    return {
        apiKey: reader.apiKey(),
        universeId: reader.id("universeId"),
        maxAttempts: reader.number("maxAttempts", 5, { least: 1, most: 20 }),
        timeoutMinutes: reader.number("timeoutMinutes", 15, { least: 0, most: 360, decimals: true }),
    };
}
/** What to do in a run without secrets, when the step can do nothing without a key. */
const ADVICE = {
    fork: "Leave the step out there, as in `if: github.event.pull_request.head.repo.full_name == github.repository`.",
    dependabot: "Leave the step out there, as in `if: github.actor != 'dependabot[bot]'`",
};
/** The inputs that all actions share, for those that can do nothing without a key. */
async function readKeyedInputs(reader) {
    const common = readCommonInputs(reader);
    if (common.apiKey === "")
        reader.problem(`apiKey is missing. ${(await (0,_context_js__WEBPACK_IMPORTED_MODULE_1__/* .whyNoSecrets */ .hP)(ADVICE)) ?? KEY_HINT}`);
    return common;
}


/***/ }),

/***/ 6942:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ redact),
/* harmony export */   X: () => (/* binding */ formsOf)
/* harmony export */ });
/** How one character of a secret may be written by a server that echoes it: as it is, or escaped for a URL, JSON or HTML. */
function spellings(character) {
    const code = character.charCodeAt(0);
    const hex = code.toString(16).padStart(2, "0");
    const letters = [...hex].map((digit) => `[${digit}${digit.toUpperCase()}]`).join("");
    const literal = character.replace(/[^A-Za-z0-9]/, "\\$&");
    return `(?:\\\\?${literal}|%${letters}|\\\\u00${letters}|&#0*${code};|&#[xX]0*${letters};)`;
}
/**
 * The part of a text's base64 form that stays the same whatever stands before and behind it, for each of the three
 * positions that the text can have within base64's groups of three bytes.
 */
function base64Cores(text) {
    return [0, 1, 2].map((offset) => {
        const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]).toString("base64");
        const whole = encoded.replace(/=+$/, "");
        const tail = (offset + text.length) % 3 === 0 ? 0 : 1;
        return whole.slice(offset === 0 ? 0 : offset + 1, whole.length - tail);
    });
}
/** Shorter pieces than this occur by chance, and hiding them would eat ordinary text. */
const SHORTEST_BASE64_CORE = 12;
/** The forms of a secret that the runner should mask as well: as given, URL-encoded, JSON-escaped and base64. */
function formsOf(secret) {
    const forms = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), ...longCores(secret)];
    return [...new Set(forms)];
}
function longCores(secret) {
    return base64Cores(secret).filter((core) => core.length >= SHORTEST_BASE64_CORE);
}
/** As many characters tell whether a text may hold a form of the secret at all. */
const TELLING_CHARACTERS = 8;
function patternsOf(secret) {
    const cores = longCores(secret);
    const urlSafe = cores.map((core) => core.replaceAll("+", "-").replaceAll("/", "_"));
    const forms = [...new Set([secret, ...cores, ...urlSafe])];
    const pattern = (texts) => texts.map((text) => [...text].map(spellings).join("")).join("|");
    let whole;
    return {
        secret,
        start: new RegExp(pattern(forms.map((form) => form.slice(0, TELLING_CHARACTERS)))),
        whole() {
            whole ??= new RegExp(pattern(forms), "g");
            return whole;
        },
    };
}
/** A process has one key, whose patterns are made once. */
let latest;
/**
 * Replaces a secret in a text that came from elsewhere, however it is escaped, with `***`.
 * An empty secret hides nothing.
 */
function redact(text, secret) {
    if (secret === "")
        return text;
    if (latest?.secret !== secret)
        latest = patternsOf(secret);
    return latest.start.test(text) ? text.replace(latest.whole(), "***") : text;
}


/***/ }),

/***/ 6647:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hd: () => (/* binding */ secondsText),
/* harmony export */   i3: () => (/* binding */ placesText),
/* harmony export */   ix: () => (/* binding */ megabytes),
/* harmony export */   oh: () => (/* binding */ thousands),
/* harmony export */   pV: () => (/* binding */ bytesText)
/* harmony export */ });
/** 18552 as "18,552". Not toLocaleString, whose first call loads locale data and costs a step some 25 ms. */
function thousands(n) {
    return String(n).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
/** `37,150 bytes`, or `104.9 MB (104,857,600 bytes)` where a number alone is hard to take in. Decimal megabytes. */
function bytesText(bytes) {
    const exact = `${thousands(bytes)} bytes`;
    return bytes < 1_000_000 ? exact : `${megabytes(bytes)} (${exact})`;
}
function megabytes(bytes) {
    return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
/** `0.4 s`, `12 s`, `3 min 20 s`. */
function secondsText(seconds) {
    if (seconds < 10)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    return whole < 120 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
const MOST_LISTED = 5;
/** `place 1818`, `places 1818, 1819 and 1820`, `places 1, 2, 3, 4, 5 and 295 more`. */
function placesText(placeIds) {
    const [only] = placeIds;
    if (placeIds.length === 1)
        return `place ${only}`;
    const more = placeIds.length - MOST_LISTED;
    const shown = more > 0 ? placeIds.slice(0, MOST_LISTED) : placeIds.slice(0, -1);
    return `places ${shown.join(", ")} and ${more > 0 ? `${more} more` : placeIds.at(-1)}`;
}


/***/ })

};
