export const id = 557;
export const ids = [557];
export const modules = {

/***/ 6815:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ij: () => (/* binding */ createBinaryInput),
/* harmony export */   PQ: () => (/* binding */ fetchBinaryOutput),
/* harmony export */   PU: () => (/* binding */ isOver),
/* harmony export */   Ry: () => (/* binding */ explainTask),
/* harmony export */   UT: () => (/* binding */ createTask),
/* harmony export */   gr: () => (/* binding */ awaitTask),
/* harmony export */   s4: () => (/* binding */ sendBinaryInput),
/* harmony export */   x6: () => (/* binding */ readLog)
/* harmony export */ });
/* unused harmony exports readTask, readLogPage */
/* harmony import */ var _text_harmless_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1297);
/* harmony import */ var _text_sentence_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4703);
/* harmony import */ var _answer_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3953);
/* harmony import */ var _body_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8967);
/* harmony import */ var _call_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9962);
/* harmony import */ var _explain_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6616);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1512);
/* harmony import */ var _pages_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2699);








const MAX_ANSWER_BYTES = 8 * _facts_js__WEBPACK_IMPORTED_MODULE_5__/* .MAX_RESULT_BYTES */ .Xs;
const SLOT_PAUSE_SECONDS = 15;
const FIRST_POLL_SECONDS = 2;
const LONGEST_POLL_SECONDS = 5;
const PAGE_PAUSE_SECONDS = 1.5;
const MAX_LOG_TEXT_BYTES = 2 * _facts_js__WEBPACK_IMPORTED_MODULE_5__/* .MAX_LOG_BYTES */ .w5;
const MAX_PAGE_BYTES = 16 * _facts_js__WEBPACK_IMPORTED_MODULE_5__/* .MAX_LOG_BYTES */ .w5;
const MAX_LOG_PAGES = 500;
const START_SECONDS = 60;
const LOG_RESERVE_SECONDS = 10;
const SCRIPT = {
    notDone: "the script was not run",
    titles: {
        input: "The input could not be sent",
        create: { what: "the script was", done: "run" },
        end: "The end of the script is not known",
    },
    ifUncertain: "The script may be running all the same, so it was not started again: data stores are live, and two runs could meet there. Run the step again if the script may run twice.",
    repeatable: false,
};
async function createBinaryInput(client, universeId, bytes, { titles, notDone } = SCRIPT) {
    return (0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .callRoblox */ .tH)(client, {
        method: "POST",
        target: `/cloud/v2/universes/${universeId}/luau-execution-session-task-binary-inputs`,
        body: JSON.stringify({ size: bytes }),
        permission: _facts_js__WEBPACK_IMPORTED_MODULE_5__/* .APIS */ .yc.createBinaryInput.permission,
        repeatable: true,
        read: (answer) => readBinaryInput(answer, universeId),
        words: {
            title: titles.input,
            doing: "making the input of a task",
            ifBrokenOff: notDone,
            ifUncertain: `${(0,_text_sentence_js__WEBPACK_IMPORTED_MODULE_6__/* .sentence */ .e)(notDone)} An input that nobody uses is gone after ${_facts_js__WEBPACK_IMPORTED_MODULE_5__/* .BINARY_MINUTES */ .MG} minutes.`,
            ifRefused: "Compare universeId with the Creator Dashboard.",
            limit: `${_facts_js__WEBPACK_IMPORTED_MODULE_5__/* .APIS */ .yc.createBinaryInput.perMinute} inputs a minute`,
        },
    });
}
async function sendBinaryInput(client, { address }, file, { titles, notDone } = SCRIPT) {
    await (0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .callRoblox */ .tH)(client, {
        method: "PUT",
        target: address,
        body: (0,_body_js__WEBPACK_IMPORTED_MODULE_2__/* .provenFile */ .HI)(file, "application/octet-stream"),
        repeatable: true,
        read: (answer) => (0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .succeeded */ .gq)(answer) || undefined,
        words: {
            title: titles.input,
            doing: "sending the input",
            ifBrokenOff: notDone,
            ifUncertain: (0,_text_sentence_js__WEBPACK_IMPORTED_MODULE_6__/* .sentence */ .e)(notDone),
            ifRefused: `The address that Roblox gave for the input is good for ${_facts_js__WEBPACK_IMPORTED_MODULE_5__/* .BINARY_MINUTES */ .MG} minutes and for exactly the announced bytes. Run the step again.`,
            limit: "no documented number of inputs",
        },
    });
}
async function fetchBinaryOutput(client, address, start, receive) {
    await (0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .callAndCount */ .Hp)(client, {
        method: "GET",
        target: address,
        repeatable: true,
        receive,
        maxAnswerBytes: _facts_js__WEBPACK_IMPORTED_MODULE_5__/* .MAX_BINARY_OUTPUT_BYTES */ .Zq,
        read: (answer) => (0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .succeeded */ .gq)(answer) || undefined,
        words: {
            title: "The output could not be fetched",
            doing: "fetching the output",
            ifBrokenOff: "nothing was written to outputPath",
            ifUncertain: "Nothing was written to outputPath. The script itself ended well.",
            ifRefused: `The script ended well, and Roblox keeps its output for ${_facts_js__WEBPACK_IMPORTED_MODULE_5__/* .BINARY_MINUTES */ .MG} minutes. Run the step again if the script may run twice.`,
            limit: "no documented number of outputs",
        },
    }, { onAttempt: start });
}
async function createTask(client, job, input, watch = {}, { titles, notDone, ifUncertain, repeatable } = SCRIPT) {
    const { deadline } = client;
    const { universeId, placeId, versionNumber, script, timeoutSeconds, wantsOutput } = job;
    const version = versionNumber === "" ? "" : `/versions/${versionNumber}`;
    const { permission, perMinute } = version === "" ? _facts_js__WEBPACK_IMPORTED_MODULE_5__/* .APIS */ .yc.createTask : _facts_js__WEBPACK_IMPORTED_MODULE_5__/* .APIS */ .yc.createTaskOnVersion;
    const words = {
        title: titles.create,
        doing: "running a script",
        ifBrokenOff: notDone,
        ifUncertain,
        ifRefused: "Compare universeId, placeId and versionNumber with the Creator Dashboard: the place must belong to the universe, and the version to the place.",
        limit: `${perMinute} tasks a minute on ${version === "" ? "newest versions" : "chosen versions"}`,
    };
    let effect = "none";
    for (;;) {
        const { value: made } = await (0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .callAndCount */ .Hp)(client, {
            method: "POST",
            target: `/cloud/v2/universes/${universeId}/places/${placeId}${version}/luau-execution-session-tasks`,
            body: JSON.stringify({
                script,
                timeout: `${timeoutSeconds}s`,
                ...(input ? { binaryInput: input.path } : {}),
                ...(wantsOutput ? { enableBinaryOutput: true } : {}),
            }),
            maxAnswerBytes: MAX_ANSWER_BYTES,
            permission,
            repeatable,
            read: (answer) => (isFull(answer) ? new NoSlot((0,_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .whatWasSaid */ .vt)(answer)) : readTask(answer, universeId, placeId)),
            words,
        }, {
            mayHaveWorked: effect === "possible",
            onEffect(now) {
                effect = now;
                watch.onEffect?.(now);
            },
        });
        if (!(made instanceof NoSlot))
            return made;
        if (deadline.secondsLeft() <= SLOT_PAUSE_SECONDS) {
            const perhaps = effect === "possible" ? ` As for an earlier attempt, whose answer was lost: ${ifUncertain}` : "";
            throw new _call_js__WEBPACK_IMPORTED_MODULE_3__/* .CallError */ .RA((0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .titleOf */ .Gg)(words.title, effect), `${made.said}. A place may have ${_facts_js__WEBPACK_IMPORTED_MODULE_5__/* .MAX_UNFINISHED_TASKS */ .s_} unfinished tasks, and none of them ended within timeoutMinutes.${perhaps} Run fewer such jobs on this place at the same time, or raise timeoutMinutes.`, { effect, attempts: 1, widespread: true, happened: made.said });
        }
        client.say(`${made.said}. The place has ten unfinished tasks; waiting for one of them to end`);
        await deadline.sleep(SLOT_PAUSE_SECONDS);
    }
}
class NoSlot {
    said;
    constructor(said) {
        this.said = said;
    }
}
function isFull(answer) {
    const { status, headers } = answer;
    return (status === 429 &&
        (0,_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .readAnswer */ .JN)(answer).code === "RESOURCE_EXHAUSTED" &&
        headers["x-envoy-ratelimited"] === undefined &&
        !/^0\b/.test(String(headers["x-ratelimit-remaining"] ?? "")));
}
function isOver({ state }) {
    return state === "COMPLETE" || state === "FAILED" || state === "CANCELLED";
}
async function awaitTask(client, task, { universeId, placeId, timeoutSeconds }, onChange, { titles } = SCRIPT) {
    const { deadline } = client;
    const reserve = Math.min(LOG_RESERVE_SECONDS, deadline.secondsLeft() / 10);
    const patienceMs = (timeoutSeconds + START_SECONDS) * 1000;
    let seen = task;
    let processingSince;
    for (let polls = 0; !isOver(seen); polls++) {
        const pause = Math.min(LONGEST_POLL_SECONDS, FIRST_POLL_SECONDS + polls);
        const left = deadline.secondsLeft() - reserve;
        if (left <= 0)
            break;
        processingSince = seen.state === "PROCESSING" ? (processingSince ?? performance.now()) : undefined;
        if (processingSince !== undefined && performance.now() - processingSince > patienceMs) {
            return { ...seen, neverStarted: true };
        }
        await deadline.sleep(Math.min(pause, left));
        const before = seen.state;
        seen = await (0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .callRoblox */ .tH)(client, {
            method: "GET",
            target: `/cloud/v2/${task.path}`,
            maxAnswerBytes: MAX_ANSWER_BYTES,
            permission: _facts_js__WEBPACK_IMPORTED_MODULE_5__/* .APIS */ .yc.task.permission,
            repeatable: true,
            read: (answer) => readTask(answer, universeId, placeId),
            words: {
                title: titles.end,
                doing: "looking up a task",
                ifBrokenOff: "nothing is known of the task",
                ifUncertain: "The task goes on in Roblox's cloud until it ends or its own limit is over.",
                ifRefused: "The task was created, but cannot be looked up.",
                limit: `${_facts_js__WEBPACK_IMPORTED_MODULE_5__/* .APIS */ .yc.task.perMinute} look-ups a minute`,
            },
        });
        if (seen.state !== before)
            onChange(seen);
    }
    return seen;
}
async function readLog(client, { path }, onPage) {
    let left = MAX_LOG_TEXT_BYTES;
    let token = "";
    for (let page = 0; page < MAX_LOG_PAGES; page++) {
        if (page > 0)
            await client.deadline.sleep(PAGE_PAUSE_SECONDS);
        const next = token === "" ? "" : `&pageToken=${encodeURIComponent(token)}`;
        const read = await (0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .callRoblox */ .tH)(client, {
            method: "GET",
            target: `/cloud/v2/${path}/logs?view=STRUCTURED&maxPageSize=${_facts_js__WEBPACK_IMPORTED_MODULE_5__/* .MAX_LOG_PAGE_MESSAGES */ .RL}${next}`,
            maxAnswerBytes: MAX_PAGE_BYTES,
            permission: _facts_js__WEBPACK_IMPORTED_MODULE_5__/* .APIS */ .yc.taskLogs.permission,
            repeatable: true,
            read: readLogPage,
            words: {
                title: "The log could not be read",
                doing: "reading a log",
                ifBrokenOff: "nothing of the log was read",
                ifUncertain: "Roblox keeps it for 24 hours.",
                ifRefused: "There is no log to be read.",
                limit: `${_facts_js__WEBPACK_IMPORTED_MODULE_5__/* .APIS */ .yc.taskLogs.perMinute} pages a minute`,
            },
        });
        const kept = firstMessages(read.messages, left);
        onPage(kept.messages);
        if (kept.left < 0)
            return true;
        if (read.nextPageToken === "" || read.nextPageToken === token)
            return false;
        left = kept.left;
        token = read.nextPageToken;
    }
    return true;
}
function firstMessages(messages, bytes) {
    const kept = [];
    let left = bytes;
    for (const message of messages) {
        const text = message.text.slice(0, left);
        kept.push({ ...message, text });
        left -= Buffer.byteLength(message.text) + 1;
        if (left < 0)
            break;
    }
    return { messages: kept, left };
}
function bodyOf(answer) {
    if (!(0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .succeeded */ .gq)(answer))
        return undefined;
    try {
        const body = JSON.parse(answer.text);
        return isObject(body) ? body : undefined;
    }
    catch {
        return undefined;
    }
}
function readBinaryInput(answer, universeId) {
    const body = bodyOf(answer);
    const path = typeof body?.path === "string" ? body.path.replace(/^\//, "") : "";
    const isOfUniverse = path.startsWith(`universes/${universeId}/luau-execution-session-task-binary-inputs/`);
    const address = (0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .handedOut */ .r)(body?.uploadUri);
    return isOfUniverse && /^[\w/-]+$/.test(path) && address ? { path, address } : undefined;
}
function readTask(answer, universeId, placeId) {
    const body = bodyOf(answer);
    const path = typeof body?.path === "string" ? body.path.replace(/^\//, "") : "";
    const place = `universes/${universeId}/places/${placeId}/`;
    if (!body || typeof body.state !== "string" || !path.startsWith(place) || !/^[\w/-]+$/.test(path))
        return undefined;
    const error = isObject(body.error) ? body.error : undefined;
    const results = isObject(body.output) ? body.output.results : undefined;
    const outputAddress = (0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .handedOut */ .r)(body.binaryOutputUri);
    return {
        path,
        versionNumber: /^versions\/([1-9]\d*)\//.exec(path.slice(place.length))?.[1],
        state: (0,_text_harmless_js__WEBPACK_IMPORTED_MODULE_0__/* .harmless */ .I)(body.state, 60),
        ...(error ? { error: { code: (0,_text_harmless_js__WEBPACK_IMPORTED_MODULE_0__/* .harmless */ .I)((0,_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(error.code), 60), message: (0,_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(error.message) } } : {}),
        results: Array.isArray(results) ? results : [],
        ...(outputAddress ? { outputAddress } : {}),
    };
}
function readLogPage(answer) {
    const body = bodyOf(answer);
    if (!body)
        return undefined;
    const { luauExecutionSessionTaskLogs: logs, nextPageToken } = body;
    const messages = (Array.isArray(logs) ? logs : []).filter(isObject).flatMap((log) => {
        const { structuredMessages: structured, messages: plain } = log;
        if (Array.isArray(structured) && structured.length > 0)
            return structured.filter(isObject).map(readMessage);
        return Array.isArray(plain) ? plain.map((text) => readMessage({ message: text })) : [];
    });
    return { messages, nextPageToken: typeof nextPageToken === "string" ? nextPageToken : "" };
}
function readMessage({ message, createTime, messageType }) {
    const known = ["INFO", "WARNING", "ERROR"];
    return {
        type: known.find((type) => type === messageType) ?? "OUTPUT",
        text: (0,_answer_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(message),
        time: typeof createTime === "string" ? createTime : "",
    };
}
function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
function explainTask(task, { timeoutSeconds }, timeoutMinutes) {
    const { state, error } = task;
    if (state === "COMPLETE")
        return undefined;
    if (state === "CANCELLED") {
        return {
            title: "The task was cancelled",
            message: "Roblox reports the task as CANCELLED, so the script did not end by itself. Run the job again.",
        };
    }
    if (state === "FAILED")
        return explainError(error, timeoutSeconds);
    const over = `the step's time was over (timeoutMinutes: ${timeoutMinutes})`;
    const goesOn = `The task goes on in Roblox's cloud until it ends or its own limit (timeoutSeconds: ${timeoutSeconds}) is over.`;
    if (state === "QUEUED") {
        return {
            title: "The script did not start in time",
            message: `The task was still waiting in Roblox's queue (QUEUED) when ${over}. It may run yet. Raise timeoutMinutes, or run fewer such jobs on this place at the same time.`,
        };
    }
    if (task.neverStarted) {
        const version = task.versionNumber === undefined ? "the version" : `version ${task.versionNumber}`;
        return {
            title: "The script never started",
            message: `The task has been PROCESSING for ${START_SECONDS} s longer than its own limit (timeoutSeconds: ${timeoutSeconds}), without an end or an error, so the step no longer waits for it. That is seen where a place does not load in a server. Open ${version} of the place in Studio, press Play and read its output; a version that is known to load can be tried with versionNumber. More time would not help.`,
        };
    }
    if (state === "PROCESSING") {
        return {
            title: "The script did not end in time",
            message: `The script was still running (PROCESSING) when ${over}. ${goesOn} Raise timeoutMinutes so that the queue and the script's own limit fit in, or lower timeoutSeconds.`,
        };
    }
    return {
        title: "The end of the script is not known",
        message: `Roblox last reported the state ${state === "" ? "(empty)" : state}, which its documentation does not explain, and it stayed so until ${over}. ${goesOn} ${_pages_js__WEBPACK_IMPORTED_MODULE_7__/* .STATUS_PAGE */ .s} shows whether Roblox has trouble.`,
    };
}
function explainError(error, timeoutSeconds) {
    const { code = "", message = "" } = error ?? {};
    const quoted = (0,_text_harmless_js__WEBPACK_IMPORTED_MODULE_0__/* .harmless */ .I)(message, 1000);
    const named = code === "" ? "" : ` (${code})`;
    const said = quoted === "" ? `Roblox gave no reason${named}.` : `Roblox said "${quoted}"${named}.`;
    switch (code) {
        case "SCRIPT_ERROR":
            return {
                title: "The script failed",
                message: `${said} The script ended in an error; what it printed before stands in the log above and in the output logs.`,
            };
        case "DEADLINE_EXCEEDED":
            return {
                title: "The script ran for too long",
                message: `${said} The script was ended at its limit (timeoutSeconds: ${timeoutSeconds}, at most ${_facts_js__WEBPACK_IMPORTED_MODULE_5__/* .MAX_TIMEOUT_SECONDS */ .Pe}). In a task there is no physics, there are no players, and the place's own scripts do not run: what waits for one of them waits for ever.`,
            };
        case "OUTPUT_SIZE_LIMIT_EXCEEDED":
            return {
                title: "The script returned too much",
                message: `${said} What a script returns may take 4 MB as JSON. Return less, such as counts, and print the rest (the log keeps its last 450 KB).`,
            };
        case "INTERNAL_ERROR":
            return {
                title: "Roblox could not run the script",
                message: `${said} That says nothing about the script. Run the job again; ${_pages_js__WEBPACK_IMPORTED_MODULE_7__/* .STATUS_PAGE */ .s} shows whether Roblox has trouble.`,
            };
        default:
            return {
                title: "The task failed",
                message: `${said} That is no error that Roblox's documentation explains; the log above may tell more.`,
            };
    }
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
