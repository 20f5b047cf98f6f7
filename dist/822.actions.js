export const id = 822;
export const ids = [822];
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
/* harmony import */ var _answer_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3953);
/* harmony import */ var _body_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8967);
/* harmony import */ var _call_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9962);
/* harmony import */ var _explain_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6616);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1512);
/* harmony import */ var _pages_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2699);







/** A task answers with its script, and with its returned values. */
const MAX_ANSWER_BYTES = 8 * _facts_js__WEBPACK_IMPORTED_MODULE_5__/* .MAX_RESULT_BYTES */ .Xs;
/** Freed slots of a place return after about ten seconds, and creating on one version is limited to 5 a minute. */
const SLOT_PAUSE_SECONDS = 15;
const FIRST_POLL_SECONDS = 2;
/** Looking up is limited to 200 a minute for each key owner, or to 45 by the prose: room for three steps at a time. */
const LONGEST_POLL_SECONDS = 5;
const PAGE_PAUSE_SECONDS = 1.5;
/** A log has at most 450 KB, so more pages than this lead nowhere. */
const MAX_LOG_PAGES = 500;
/**
 * A task that is PROCESSING for this long beyond its own limit will not end: its script never began. A place takes up to 45 s
 * to load before the limit counts (both measured by users, documented nowhere).
 */
const START_SECONDS = 60;
/** Kept from the step's time for reading the log of a task that did not end. */
const LOG_RESERVE_SECONDS = 10;
/** Somebody's script, of which nobody knows what it does. */
const SCRIPT = {
    notDone: "the script was not run",
    titles: {
        input: "The input could not be sent",
        create: "The script was not run",
        end: "The end of the script is not known",
    },
    ifUncertain: "The script may be running all the same, so it was not started again: data stores are live, and two runs could meet there. Run the step again if the script may run twice.",
    repeatable: false,
};
/**
 * Makes an input for tasks of a universe: `POST /cloud/v2/universes/{u}/luau-execution-session-task-binary-inputs`
 * (OpenAPI, `Cloud_CreateLuauExecutionSessionTaskBinaryInput`; 5 a minute). It may be repeated: an input that nobody uses
 * is gone after 15 minutes.
 *
 * @param bytes at most 100 MiB.
 * @throws CallError
 */
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
            ifUncertain: `${sentence(notDone)} An input that nobody uses is gone after ${_facts_js__WEBPACK_IMPORTED_MODULE_5__/* .BINARY_MINUTES */ .MG} minutes.`,
            ifRefused: "Compare universeId with the Creator Dashboard.",
            limit: `${_facts_js__WEBPACK_IMPORTED_MODULE_5__/* .APIS */ .yc.createBinaryInput.perMinute} inputs a minute`,
        },
    });
}
function sentence(words) {
    return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}
/** @throws CallError */
async function sendBinaryInput(client, { address }, file, { titles, notDone } = SCRIPT) {
    await (0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .callRoblox */ .tH)(client, {
        method: "PUT",
        target: address,
        body: (0,_body_js__WEBPACK_IMPORTED_MODULE_2__/* .provenFile */ .HI)(file, "application/octet-stream"),
        // The same bytes at the same address.
        repeatable: true,
        read: (answer) => (0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .succeeded */ .gq)(answer) || undefined,
        words: {
            title: titles.input,
            doing: "sending the input",
            ifBrokenOff: notDone,
            ifUncertain: sentence(notDone),
            ifRefused: `The address that Roblox gave for the input is good for ${_facts_js__WEBPACK_IMPORTED_MODULE_5__/* .BINARY_MINUTES */ .MG} minutes and for exactly the announced bytes. Run the step again.`,
            limit: "no documented number of inputs",
        },
    });
}
/**
 * Fetches the buffer that a script returned, without the key. Roblox keeps it for 15 minutes after the task's end.
 *
 * @param address `outputAddress` of the task.
 * @param start called before each try: what was received before is worth nothing.
 * @param receive given the bytes as they come.
 * @throws CallError, also beyond 256 MiB; whatever `receive` throws.
 */
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
/**
 * Has a script run on a place version: `POST /cloud/v2/universes/{u}/places/{p}[/versions/{v}]/luau-execution-session-tasks`
 * (Open Cloud, "Luau execution"; scope `universe.place.luau-execution-session:write`; 5 a minute). A place may have ten
 * unfinished tasks; a free slot is waited for as long as the step has time.
 * Unless its purpose says otherwise, it is not repeated when its answer was lost: the script may be running already, and data
 * stores are live there.
 *
 * @param onFull told before each wait for a slot.
 * @throws CallError
 */
async function createTask(client, job, input, onFull, { titles, notDone, ifUncertain, repeatable } = SCRIPT) {
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
    for (;;) {
        try {
            return await (0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .callRoblox */ .tH)(client, {
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
                read(answer) {
                    if (isFull(answer))
                        throw new NoSlot((0,_explain_js__WEBPACK_IMPORTED_MODULE_4__/* .whatWasSaid */ .vt)(answer));
                    return readTask(answer, universeId, placeId);
                },
                words,
            });
        }
        catch (error) {
            if (!(error instanceof NoSlot))
                throw error;
            if (deadline.secondsLeft() <= SLOT_PAUSE_SECONDS) {
                throw new _call_js__WEBPACK_IMPORTED_MODULE_3__/* .CallError */ .RA(words.title, `${error.message}. A place may have ${_facts_js__WEBPACK_IMPORTED_MODULE_5__/* .MAX_UNFINISHED_TASKS */ .s_} unfinished tasks, and none of them ended within timeoutMinutes. Run fewer such jobs on this place at the same time, or raise timeoutMinutes.`, { effect: "none", attempts: 1, widespread: true, happened: error.message });
            }
            onFull(error.message);
            await deadline.sleep(SLOT_PAUSE_SECONDS);
        }
    }
}
class NoSlot extends Error {
}
/**
 * Ten unfinished tasks, which is no rate limit: the gateway marks those, and a free slot needs no try. To be wrong here
 * costs a pause.
 */
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
/**
 * Waits until the task is over, until it cannot end any more because it never started, or until the step has only the time
 * left that reading its log takes. A state that the
 * documents do not know counts as not over: a new one may well stand before the end.
 *
 * @param onChange told of each look-up's task when its state is another than before.
 * @returns the task as last seen.
 * @throws CallError when the task cannot be looked up.
 */
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
/**
 * Reads the whole log of a task, page by page, in its order: `GET /cloud/v2/{task}/logs?view=STRUCTURED`
 * (Open Cloud, "Luau execution"; 45 a minute). Roblox keeps its last 450 KB, for 24 hours.
 *
 * @param onPage given the messages of each page, so that those of the first pages are not lost with a later one.
 * @throws CallError when a page cannot be read; the deadline's reason between two pages.
 */
async function readLog(client, { path }, onPage) {
    let token = "";
    for (let page = 0; page < MAX_LOG_PAGES; page++) {
        if (page > 0)
            await client.deadline.sleep(PAGE_PAUSE_SECONDS);
        const next = token === "" ? "" : `&pageToken=${encodeURIComponent(token)}`;
        const read = await (0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .callRoblox */ .tH)(client, {
            method: "GET",
            target: `/cloud/v2/${path}/logs?view=STRUCTURED&maxPageSize=${_facts_js__WEBPACK_IMPORTED_MODULE_5__/* .MAX_LOG_PAGE_MESSAGES */ .RL}${next}`,
            maxAnswerBytes: MAX_ANSWER_BYTES,
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
        onPage(read.messages);
        if (read.nextPageToken === "" || read.nextPageToken === token)
            break;
        token = read.nextPageToken;
    }
}
/** Numbers stay as JavaScript reads them: Luau's own are no more exact. */
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
/** An input in an answer; undefined when it is none, or not one of this universe. */
function readBinaryInput(answer, universeId) {
    const body = bodyOf(answer);
    const path = typeof body?.path === "string" ? body.path.replace(/^\//, "") : "";
    const isOfUniverse = path.startsWith(`universes/${universeId}/luau-execution-session-task-binary-inputs/`);
    // Which host keeps inputs is not documented.
    const address = (0,_call_js__WEBPACK_IMPORTED_MODULE_3__/* .handedOut */ .r)(body?.uploadUri);
    return isOfUniverse && /^[\w/-]+$/.test(path) && address ? { path, address } : undefined;
}
/** A task in an answer; undefined when it is none, or not one of this place. */
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
/** A page of a log: structured messages, or plain ones, which then all are output. */
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
/** Why a task did not pass, as title and paragraph; undefined for one that is `COMPLETE`. Pure. */
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
        message: `Roblox last reported the state ${state === "" ? "(empty)" : state}, which its documentation does not explain, and it stayed so until ${over}. ${goesOn} ${_pages_js__WEBPACK_IMPORTED_MODULE_6__/* .STATUS_PAGE */ .s} shows whether Roblox has trouble.`,
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
                message: `${said} That says nothing about the script. Run the job again; ${_pages_js__WEBPACK_IMPORTED_MODULE_6__/* .STATUS_PAGE */ .s} shows whether Roblox has trouble.`,
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

/** Of one quoted sentence, and of the sentences of one message, more than this helps nobody. */
const MAX_PROSE_CHARACTERS = 1200;
const MAX_PROSE_LINES = 30;
/** Sentences of this program that may quote others: what stands between backticks is code, and known pages are links. */
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
/**
 * One line of text as nothing but text, in Markdown as well as in HTML: each character that could mean something to
 * either is written as its number, and a zero-width space keeps GitHub from making mentions, references, addresses,
 * emoji and formulas of the rest.
 */
function plain(line) {
    return numbered(line.replace(/[@#$]|:(?=\S)|\bwww\./gi, "$&\u200b"));
}
/** Inside `<code>`, GitHub makes nothing of mentions and the like, and the text can be copied as it is. */
function code(text, maxLength) {
    return `<code>${numbered((0,_text_harmless_js__WEBPACK_IMPORTED_MODULE_0__/* .harmless */ .I)(text, maxLength))}</code>`;
}
function numbered(line) {
    return line.replace(/[!-/:-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`);
}


/***/ }),

/***/ 2685:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ maskAddress)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5871);
/* harmony import */ var _text_secret_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6942);


/** Whoever has an address that Roblox handed out can read or write what lies there. Its host is no secret. */
function maskAddress({ pathname, search }) {
    _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setSecret */ .Pq(pathname + search);
    (0,_text_secret_js__WEBPACK_IMPORTED_MODULE_1__/* .registerSecret */ .cl)(pathname + search);
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




/**
 * Sets outputs of the step: texts as they are, anything else as JSON. Outputs are shown by whatever uses them, so that no
 * secret may stand in one.
 *
 * @param known what is true whether or not they can be written, in whole sentences: it must not be lost with them.
 * @throws StepFailure when the runner's file cannot be written.
 */
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
/** A value as JSON, without secrets in its texts and names. */
function jsonText(value) {
    return JSON.stringify(value, (_name, part) => {
        if (typeof part === "string")
            return (0,_text_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .redact */ .E$)(part);
        if (typeof part !== "object" || part === null || Array.isArray(part))
            return part;
        return Object.fromEntries(Object.entries(part).map(([name, held]) => [(0,_text_secret_js__WEBPACK_IMPORTED_MODULE_2__/* .redact */ .E$)(name), held]));
    });
}


/***/ })

};
