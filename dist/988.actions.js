export const id = 988;
export const ids = [988];
export const modules = {

/***/ 988:
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
// EXTERNAL MODULE: ./lib/src/text/harmless.js
var harmless = __webpack_require__(1297);
// EXTERNAL MODULE: ./lib/src/open-cloud/answer.js
var open_cloud_answer = __webpack_require__(3953);
// EXTERNAL MODULE: ./lib/src/open-cloud/call.js + 1 modules
var call = __webpack_require__(9962);
// EXTERNAL MODULE: ./lib/src/open-cloud/explain.js
var explain = __webpack_require__(6616);
// EXTERNAL MODULE: ./lib/src/open-cloud/facts.js
var facts = __webpack_require__(1512);
// EXTERNAL MODULE: ./lib/src/open-cloud/pages.js
var pages = __webpack_require__(2699);
;// CONCATENATED MODULE: ./lib/src/open-cloud/api/luau.js






/** A task answers with its script, and with its returned values. */
const MAX_ANSWER_BYTES = 8 * facts/* MAX_RESULT_BYTES */.Xs;
/** Freed slots of a place return after about ten seconds, and creating on one version is limited to 5 a minute. */
const SLOT_PAUSE_SECONDS = 15;
const FIRST_POLL_SECONDS = 2;
/** Looking up is limited to 200 a minute for each key owner, or to 45 by the prose: room for three steps at a time. */
const LONGEST_POLL_SECONDS = 5;
const PAGE_PAUSE_SECONDS = 1.5;
/** A log has at most 450 KB, so more pages than this lead nowhere. */
const MAX_LOG_PAGES = 500;
/** Kept from the step's time for reading the log of a task that did not end. */
const LOG_RESERVE_SECONDS = 10;
/**
 * Has a script run on a place version: `POST /cloud/v2/universes/{u}/places/{p}[/versions/{v}]/luau-execution-session-tasks`
 * (Open Cloud, "Luau execution"; scope `universe.place.luau-execution-session:write`; 5 a minute). A place may have ten
 * unfinished tasks; a free slot is waited for as long as the step has time.
 * It is not repeated when its answer was lost: the script may be running already, and data stores are live there.
 *
 * @param onFull told before each wait for a slot.
 * @throws CallError
 */
async function createTask(client, job, onFull) {
    const { deadline } = client;
    const { universeId, placeId, versionNumber, script, timeoutSeconds } = job;
    const version = versionNumber === "" ? "" : `/versions/${versionNumber}`;
    const { permission, perMinute } = version === "" ? facts/* APIS */.yc.createTask : facts/* APIS */.yc.createTaskOnVersion;
    const words = {
        title: "The script was not run",
        doing: "running a script",
        ifBrokenOff: "the script does not run",
        ifUncertain: "The script may be running all the same, so it was not started again: data stores are live, and two runs could meet there. Run the step again if the script may run twice.",
        ifRefused: "Compare universeId, placeId and versionNumber with the Creator Dashboard: the place must belong to the universe, and the version to the place.",
        limit: `${perMinute} tasks a minute on ${version === "" ? "newest versions" : "chosen versions"}`,
    };
    for (;;) {
        try {
            return await (0,call/* callRoblox */.tH)(client, {
                method: "POST",
                target: `/cloud/v2/universes/${universeId}/places/${placeId}${version}/luau-execution-session-tasks`,
                body: JSON.stringify({ script, timeout: `${timeoutSeconds}s` }),
                maxAnswerBytes: MAX_ANSWER_BYTES,
                permission,
                repeatable: false,
                read(answer) {
                    if (isFull(answer))
                        throw new NoSlot((0,explain/* whatWasSaid */.vt)(answer));
                    return readTask(answer, universeId, placeId);
                },
                words,
            });
        }
        catch (error) {
            if (!(error instanceof NoSlot))
                throw error;
            if (deadline.secondsLeft() <= SLOT_PAUSE_SECONDS) {
                throw new call/* CallError */.RA(words.title, `${error.message}. A place may have ${facts/* MAX_UNFINISHED_TASKS */.s_} unfinished tasks, and none of them ended within timeoutMinutes. Run fewer such jobs on this place at the same time, or raise timeoutMinutes.`, { effect: "none", attempts: 1, widespread: true, happened: error.message });
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
        (0,open_cloud_answer/* readAnswer */.JN)(answer).code === "RESOURCE_EXHAUSTED" &&
        headers["x-envoy-ratelimited"] === undefined &&
        !/^0\b/.test(String(headers["x-ratelimit-remaining"] ?? "")));
}
function isOver({ state }) {
    return state === "COMPLETE" || state === "FAILED" || state === "CANCELLED";
}
/**
 * Waits until the task is over, or until the step has only the time left that reading its log takes. A state that the
 * documents do not know counts as not over: a new one may well stand before the end.
 *
 * @param onChange told of each look-up's task when its state is another than before.
 * @returns the task as last seen.
 * @throws CallError when the task cannot be looked up.
 */
async function awaitTask(client, task, { universeId, placeId }, onChange) {
    const { deadline } = client;
    const reserve = Math.min(LOG_RESERVE_SECONDS, deadline.secondsLeft() / 10);
    let seen = task;
    for (let polls = 0; !isOver(seen); polls++) {
        const pause = Math.min(LONGEST_POLL_SECONDS, FIRST_POLL_SECONDS + polls);
        const left = deadline.secondsLeft() - reserve;
        if (left <= 0)
            break;
        await deadline.sleep(Math.min(pause, left));
        const before = seen.state;
        seen = await (0,call/* callRoblox */.tH)(client, {
            method: "GET",
            target: `/cloud/v2/${task.path}`,
            maxAnswerBytes: MAX_ANSWER_BYTES,
            permission: facts/* APIS */.yc.task.permission,
            repeatable: true,
            read: (answer) => readTask(answer, universeId, placeId),
            words: {
                title: "The end of the script is not known",
                doing: "looking up a task",
                ifBrokenOff: "nothing is known of the task",
                ifUncertain: "The task goes on in Roblox's cloud until it ends or its own limit is over.",
                ifRefused: "The task was created, but cannot be looked up.",
                limit: `${facts/* APIS */.yc.task.perMinute} look-ups a minute`,
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
        const read = await (0,call/* callRoblox */.tH)(client, {
            method: "GET",
            target: `/cloud/v2/${path}/logs?view=STRUCTURED&maxPageSize=${facts/* MAX_LOG_PAGE_MESSAGES */.RL}${next}`,
            maxAnswerBytes: MAX_ANSWER_BYTES,
            permission: facts/* APIS */.yc.taskLogs.permission,
            repeatable: true,
            read: readLogPage,
            words: {
                title: "The log could not be read",
                doing: "reading a log",
                ifBrokenOff: "nothing of the log was read",
                ifUncertain: "Roblox keeps it for 24 hours.",
                ifRefused: "There is no log to be read.",
                limit: `${facts/* APIS */.yc.taskLogs.perMinute} pages a minute`,
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
    if (!(0,call/* succeeded */.gq)(answer))
        return undefined;
    try {
        const body = JSON.parse(answer.text);
        return isObject(body) ? body : undefined;
    }
    catch {
        return undefined;
    }
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
    return {
        path,
        versionNumber: /^versions\/([1-9]\d*)\//.exec(path.slice(place.length))?.[1],
        state: (0,harmless/* harmless */.I)(body.state, 60),
        ...(error ? { error: { code: (0,harmless/* harmless */.I)(String(error.code ?? ""), 60), message: String(error.message ?? "") } } : {}),
        results: Array.isArray(results) ? results : [],
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
        text: String(message ?? ""),
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
    if (state === "PROCESSING") {
        return {
            title: "The script did not end in time",
            message: `The script was still running (PROCESSING) when ${over}. ${goesOn} Raise timeoutMinutes so that the queue and the script's own limit fit in, or lower timeoutSeconds.`,
        };
    }
    return {
        title: "The end of the script is not known",
        message: `Roblox last reported the state ${state === "" ? "(empty)" : state}, which its documentation does not explain, and it stayed so until ${over}. ${goesOn} ${pages/* STATUS_PAGE */.s} shows whether Roblox has trouble.`,
    };
}
function explainError(error, timeoutSeconds) {
    const { code = "", message = "" } = error ?? {};
    const quoted = (0,harmless/* harmless */.I)(message, 1000);
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
                message: `${said} The script was ended at its limit (timeoutSeconds: ${timeoutSeconds}, at most ${facts/* MAX_TIMEOUT_SECONDS */.Pe}). In a task there is no physics, there are no players, and the place's own scripts do not run: what waits for one of them waits for ever.`,
            };
        case "OUTPUT_SIZE_LIMIT_EXCEEDED":
            return {
                title: "The script returned too much",
                message: `${said} What a script returns may take 4 MB as JSON. Return less, such as counts, and print the rest (the log keeps its last 450 KB).`,
            };
        case "INTERNAL_ERROR":
            return {
                title: "Roblox could not run the script",
                message: `${said} That says nothing about the script. Run the job again; ${pages/* STATUS_PAGE */.s} shows whether Roblox has trouble.`,
            };
        default:
            return {
                title: "The task failed",
                message: `${said} That is no error that Roblox's documentation explains; the log above may tell more.`,
            };
    }
}

// EXTERNAL MODULE: ./lib/src/open-cloud/client.js
var open_cloud_client = __webpack_require__(9760);
// EXTERNAL MODULE: ./lib/src/runner/cancel.js
var cancel = __webpack_require__(2479);
// EXTERNAL MODULE: ./lib/src/runner/context.js
var context = __webpack_require__(8310);
// EXTERNAL MODULE: ./lib/src/runner/failure.js
var runner_failure = __webpack_require__(2511);
// EXTERNAL MODULE: ./lib/src/runner/outputs.js
var outputs = __webpack_require__(2023);
// EXTERNAL MODULE: ./lib/src/text/units.js
var units = __webpack_require__(6647);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/src/text/secret.js
var secret = __webpack_require__(6942);
;// CONCATENATED MODULE: ./lib/src/actions/run-luau/log.js






/** GitHub shows ten annotations of a kind for a step; one error is kept for the step's own. */
const MAX_WARNINGS = 10;
const MAX_ERRORS = 9;
const MAX_LINE_CHARACTERS = 4000;
const MAX_ANNOTATION_LINES = 30;
/** What Roblox calls the script of a task in its messages. */
const TASK_SCRIPT = "TaskScript";
/**
 * Prints a task's log as it would look in Studio's output, in its order. Warnings and errors become annotations, the
 * first of each kind only.
 *
 * @param scriptFile the task's own script in the repository.
 * @param told a text that the step's failure shows anyway: it needs no annotation of its own.
 */
function printLog(messages, scriptFile, told) {
    let warnings = 0;
    let errors = 0;
    for (const { type, text } of messages) {
        const properties = () => ({ title: titleOf(type, text, scriptFile), ...positionOf(text, scriptFile) });
        if (type === "WARNING" && warnings++ < MAX_WARNINGS)
            core/* warning */.$e(annotationText(text), properties());
        else if (type === "ERROR" && text !== told && errors++ < MAX_ERRORS)
            core/* error */.z3(annotationText(text), properties());
        else
            for (const line of linesOf(text))
                core/* info */.pq(outputLine(line));
    }
}
/** Writes all of a log into a file below `RUNNER_TEMP`: UTC time, kind and text of each message. */
async function writeLog(messages) {
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(process.env.RUNNER_TEMP || (0,external_node_os_.tmpdir)(), "run-luau-"));
    const path = (0,external_node_path_.join)(folder, "log.txt");
    const lines = messages.map(({ time, type, text }) => `${time} ${type.padEnd(7)} ${text}\n`);
    await (0,promises_.writeFile)(path, (0,secret/* redact */.E$)(lines.join("")));
    return path;
}
/**
 * Makes a line that a script printed fit for the step's log: it keeps its spaces, which are the shape of a test report,
 * and can be no workflow command.
 */
function outputLine(line) {
    const cut = line.length > MAX_LINE_CHARACTERS ? `${line.slice(0, MAX_LINE_CHARACTERS - 1)}…` : line;
    // A command needs its first characters together, so no two harmless words make one.
    const words = cut.toWellFormed().replaceAll("\t", "    ").split(/( +)/);
    const shown = words.map((word) => (word.startsWith(" ") ? word : (0,harmless/* harmless */.I)(word, MAX_LINE_CHARACTERS))).join("");
    // A secret may be spread over several words.
    return (0,secret/* redact */.E$)(shown).trimEnd();
}
/** Studio puts the script's full name and the line before the message of an error. */
function originOf(text) {
    const [, script, line] = /^(?=[\p{L}_])([^\s.:]+|[^.:\r\n]+(?:\.[^.:\r\n]+)+):(\d{1,7}):/u.exec(text) ?? [];
    return script === undefined ? undefined : { script, line: Number(line) };
}
/** The line of the repository that a message speaks of: known for the task's own script only. */
function positionOf(text, scriptFile) {
    const origin = originOf(text);
    if (origin?.script !== TASK_SCRIPT || scriptFile === undefined)
        return undefined;
    return { file: scriptFile, startLine: origin.line };
}
function titleOf(type, text, scriptFile) {
    const kind = type === "WARNING" ? "Warning" : "Error";
    const origin = originOf(text);
    if (!origin)
        return `${kind} from the script`;
    const name = origin.script === TASK_SCRIPT && scriptFile !== undefined ? scriptFile : origin.script;
    return `${kind} in ${(0,harmless/* harmless */.I)(name, 200)}:${origin.line}`;
}
function annotationText(text) {
    const lines = linesOf(text);
    const shown = lines.slice(0, MAX_ANNOTATION_LINES).map(outputLine);
    const more = lines.length - shown.length;
    return [...shown, ...(more > 0 ? [`… ${more} more lines in the output logs`] : [])].join("\n");
}
function linesOf(text) {
    return text.replace(/\r?\n$/, "").split(/\r\n|\r|\n/);
}

// EXTERNAL MODULE: ./lib/src/runner/inputs.js
var runner_inputs = __webpack_require__(7724);
;// CONCATENATED MODULE: ./lib/src/actions/run-luau/inputs.js







/** @throws InputError that names every wrong input. */
async function readInputs() {
    const reader = new runner_inputs/* InputReader */.i_();
    const inputs = {
        ...(await (0,runner_inputs/* readKeyedInputs */.aG)(reader)),
        placeId: reader.id("placeId"),
        versionNumber: readVersion(reader),
        ...(await readScript(reader)),
        timeoutSeconds: reader.number("timeoutSeconds", facts/* MAX_TIMEOUT_SECONDS */.Pe, { least: 1, most: facts/* MAX_TIMEOUT_SECONDS */.Pe }),
    };
    reader.finish();
    return inputs;
}
function readVersion(reader) {
    const version = core/* getInput */.V4("versionNumber");
    if (version !== "" && !(0,runner_inputs/* isId */.eQ)(version)) {
        reader.problem(`versionNumber is ${reader.show(version)}, but must be a version's number, or empty for the newest version.`);
    }
    return version;
}
async function readScript(reader) {
    // Untrimmed: Roblox counts the lines of an error from the first one of the script.
    const given = core/* getInput */.V4("script", { trimWhitespace: false });
    const scriptPath = core/* getInput */.V4("scriptPath");
    const nothing = { script: "", scriptFile: undefined };
    if (given.trim() !== "" && scriptPath !== "") {
        reader.problem("script stands together with scriptPath. Give one of them.");
        return nothing;
    }
    if (given.trim() === "" && scriptPath === "") {
        reader.problem("script and scriptPath are both missing. Give the Luau source as script, or its file as scriptPath, as in `scriptPath: tests/run-tests.luau`.");
        return nothing;
    }
    const script = scriptPath === "" ? given : await readScriptFile(reader, scriptPath);
    if (script === undefined)
        return nothing;
    const bytes = Buffer.byteLength(script);
    const name = scriptPath === "" ? "script" : "scriptPath";
    if (script.trim() === "")
        reader.problem(`${name} is a file without any Luau source.`);
    if (bytes > facts/* MAX_SCRIPT_BYTES */.bR) {
        reader.problem(`${name} has ${(0,units/* thousands */.oh)(bytes)} bytes, but Roblox takes scripts of up to 4 MB (${(0,units/* thousands */.oh)(facts/* MAX_SCRIPT_BYTES */.bR)} bytes).`);
    }
    return { script, scriptFile: scriptPath === "" ? undefined : inWorkspace(scriptPath) };
}
async function readScriptFile(reader, scriptPath) {
    try {
        // Luau takes a byte order mark for a character of the program.
        return (await (0,promises_.readFile)((0,external_node_path_.resolve)((0,context/* workspace */.Gl)(), scriptPath), "utf8")).replace(/^\uFEFF/, "");
    }
    catch (error) {
        const { code = "unknown error" } = error;
        const why = code === "ENOENT"
            ? "but there is no such file in the workspace. Usually the job has no actions/checkout step, or no step before this one made the file."
            : `but that file could not be read (${code}).`;
        reader.problem(`scriptPath is ${reader.show(scriptPath)}, ${why}`);
        return undefined;
    }
}
function inWorkspace(scriptPath) {
    const path = (0,external_node_path_.relative)((0,context/* workspace */.Gl)(), (0,external_node_path_.resolve)((0,context/* workspace */.Gl)(), scriptPath));
    return path.startsWith("..") || (0,external_node_path_.isAbsolute)(path) ? undefined : path.split(external_node_path_.sep).join("/");
}

;// CONCATENATED MODULE: ./lib/src/actions/run-luau/main.js










/** The action that runs a script on a place version in Roblox's cloud: the test gate. */
async function run(inputs) {
    const client = (0,open_cloud_client/* startClient */.eQ)(inputs, (0,context/* caller */.mF)());
    const created = await startTask(client, inputs);
    const began = performance.now();
    const task = await awaitTask(client, created, inputs, ({ state }) => {
        core/* info */.pq(`The task is ${state}`);
        core/* setOutput */.uH("state", state);
    });
    await reportLog(client, task, inputs);
    judge(task, inputs);
    const returned = reportResults(task);
    core/* info */.pq(`The script ended well in ${(0,units/* secondsText */.Hd)((performance.now() - began) / 1000)}${returned}`);
}
/** Sets the returned values as an output, and says what they are. The script has passed, so their trouble is a warning. */
function reportResults({ results }) {
    try {
        const json = (0,outputs/* jsonText */.s)(results);
        core/* setOutput */.uH("results", json);
        return results.length > 0 ? `, returned ${(0,harmless/* harmless */.I)(json)}` : "";
    }
    catch (error) {
        // Node gives up on thousands of tables inside each other.
        core/* warning */.$e(`The script returned values that cannot be written as JSON (${(0,harmless/* harmless */.I)(String(error))}), so the output results is not set. Return tables that are less deep.`, { title: "The returned values could not be written" });
        return "";
    }
}
/** Has the task created, and says from then on what a sudden end of this step leaves behind. */
async function startTask(client, inputs) {
    const { placeId, versionNumber, timeoutSeconds } = inputs;
    const limit = `until it ends or its limit of ${timeoutSeconds} s is over`;
    const leave = (sentence) => (0,cancel/* ifCancelled */.lC)({ say: () => `${sentence} ${limit}.` });
    leave("The task may have been created; then it goes on in Roblox's cloud");
    const which = versionNumber === "" ? "the newest version" : `version ${versionNumber}`;
    core/* info */.pq(`Running the script on ${which} of place ${placeId}, for at most ${timeoutSeconds} s`);
    const task = await createTask(client, inputs, (said) => {
        core/* info */.pq(`${said}. The place has ten unfinished tasks; waiting for one of them to end`);
    });
    leave("The task goes on in Roblox's cloud");
    const version = task.versionNumber === undefined ? "" : ` on version ${task.versionNumber}`;
    core/* info */.pq(`The task is created${version} and ${task.state}`);
    core/* setOutput */.uH("state", task.state);
    return task;
}
/** Prints and writes the log. Without it the step still knows how the script ended, so its trouble is a warning. */
async function reportLog(client, task, { scriptFile }) {
    const messages = [];
    await readLog(client, task, (page) => {
        for (const message of page)
            messages.push(message);
    }).catch((error) => core/* warning */.$e(error.message, { title: "The log could not be read to its end" }));
    printLog(messages, scriptFile, task.error?.message);
    try {
        core/* setOutput */.uH("logs", await writeLog(messages));
    }
    catch (error) {
        core/* warning */.$e(`The log stands above, but its file could not be written: ${(0,harmless/* harmless */.I)(String(error))}. The output logs is not set. Check RUNNER_TEMP and the space on the runner's disk.`, { title: "The log's file could not be written" });
    }
}
/** @throws StepFailure unless the script ended well. */
function judge(task, inputs) {
    const failure = explainTask(task, inputs, inputs.timeoutMinutes);
    if (!failure)
        return;
    const position = positionOf(task.error?.message ?? "", inputs.scriptFile);
    throw new runner_failure/* StepFailure */.pH(failure.title, failure.message, position);
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
