export const id = 232;
export const ids = [232];
export const modules = {

/***/ 8232:
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
var open_cloud_deadline = __webpack_require__(5727);
// EXTERNAL MODULE: ./lib/src/runner/annotations.js
var annotations = __webpack_require__(7775);
// EXTERNAL MODULE: ./lib/src/runner/cancel.js
var cancel = __webpack_require__(2479);
// EXTERNAL MODULE: ./lib/src/runner/context.js
var context = __webpack_require__(8310);
// EXTERNAL MODULE: ./lib/src/runner/failure.js
var runner_failure = __webpack_require__(2511);
// EXTERNAL MODULE: ./lib/src/runner/outputs.js
var outputs = __webpack_require__(2023);
// EXTERNAL MODULE: ./lib/src/place-file/inspect.js
var inspect = __webpack_require__(863);
// EXTERNAL MODULE: ./lib/src/place-file/place.js
var place_file_place = __webpack_require__(7372);
// EXTERNAL MODULE: ./lib/src/text/harmless.js
var harmless = __webpack_require__(1297);
// EXTERNAL MODULE: ./lib/src/text/units.js
var units = __webpack_require__(6647);
// EXTERNAL MODULE: ./lib/src/open-cloud/api/places.js
var api_places = __webpack_require__(2202);
// EXTERNAL MODULE: ./lib/src/open-cloud/call.js + 1 modules
var open_cloud_call = __webpack_require__(9962);
;// CONCATENATED MODULE: ./lib/src/actions/publish/record.js


function startRecord(inputs) {
    return {
        inputs,
        places: inputs.targets.map((target) => ({ target, state: { status: "notTried" } })),
        remarks: [],
        findings: [],
    };
}
function markChecked(place) {
    place.state = { status: "checked" };
}
function refuse(place, error) {
    place.state = { status: "failed", error, effect: "none", attempts: 0 };
}
function beginAttempt(place, attempts) {
    const { state } = place;
    if (state.status === "notTried") {
        place.state = { status: "sending", attempts, effect: "none", bytesSent: 0, beganAt: performance.now() };
    }
    else if (state.status === "sending")
        place.state = { ...state, attempts, bytesSent: 0 };
}
function note(place, news) {
    if (place.state.status === "sending")
        place.state = { ...place.state, ...news };
}
function goThrough(place, versionType, versionNumber) {
    const { state } = place;
    if (state.status !== "sending")
        return;
    const status = versionType === "Published" ? "published" : "saved";
    place.state = { status, versionNumber, attempts: state.attempts, seconds: secondsSince(state.beganAt) };
}
function fail(place, error) {
    const { state } = place;
    if (state.status !== "sending")
        return;
    const { effect, attempts } = state;
    place.state = { status: "failed", error, effect, attempts, seconds: secondsSince(state.beganAt) };
}
function record_cancel(place) {
    const { state } = place;
    if (state.status !== "sending")
        return;
    const { effect, attempts } = state;
    const error = effect === "possible"
        ? "The step was cancelled after the file had been sent: the place may have been published."
        : "The step was cancelled: nothing was published.";
    place.state = { status: "cancelled", error, effect, attempts, seconds: secondsSince(state.beganAt) };
}
function secondsSince(at) {
    return (performance.now() - at) / 1000;
}
function outcomeOf({ state }) {
    switch (state.status) {
        case "notTried":
        case "checked":
            return { status: state.status };
        case "sending":
            return { status: "notTried", attempts: state.attempts };
        case "published":
        case "saved":
            return state;
        case "failed":
        case "cancelled": {
            const { attempts, effect: _, ...rest } = state;
            return { ...rest, status: "failed", ...(attempts > 0 ? { attempts } : {}) };
        }
    }
}
function mayHaveWorked({ state }) {
    return "effect" in state && state.effect === "possible";
}
function titleFor(places) {
    const missing = places.filter((place) => !wentThrough(place));
    const [only] = missing;
    const unknown = missing.filter(mayHaveWorked).length;
    if (places.length === 1 && only) {
        return (0,open_cloud_call/* titleOf */.Gg)((0,api_places/* publishingOf */.F2)(only.target.placeId), unknown > 0 ? "possible" : "none");
    }
    const undone = missing.length - unknown;
    const some = (count) => ({
        what: `${count} of ${places.length} places ${count === 1 ? "was" : "were"}`,
        done: "published",
    });
    if (undone === 0)
        return (0,open_cloud_call/* titleOf */.Gg)(some(unknown), "possible");
    return `${(0,open_cloud_call/* titleOf */.Gg)(some(undone), "none")}${unknown === 0 ? "" : `, and of ${unknown} more that is not known`}`;
}
function notTriedText({ places, whyNotTried }) {
    const count = (status) => places.filter((place) => outcomeOf(place).status === status).length;
    const notTried = count("notTried");
    if (notTried === 0 || whyNotTried === undefined)
        return undefined;
    return `${notTried}${count("failed") > 0 ? " more" : ""} ${notTried === 1 ? "was" : "were"} not tried: ${whyNotTried}`;
}
function versionOf({ state }) {
    return state.status === "published" || state.status === "saved" ? state.versionNumber : undefined;
}
function wentThrough(place) {
    return versionOf(place) !== undefined;
}
function placeUrl(placeId) {
    return `https://www.roblox.com/games/${placeId}`;
}
function resultsOf({ inputs, places }) {
    return places.map((place) => {
        const { target, inspection } = place;
        const { status, versionNumber, attempts, seconds, error } = outcomeOf(place);
        return {
            universeId: inputs.universeId,
            placeId: target.placeId,
            filePath: target.filePath,
            versionType: inputs.versionType,
            status,
            versionNumber,
            sha256: inspection?.sha256,
            bytes: inspection?.sha256 === undefined ? undefined : inspection.bytes,
            attempts,
            seconds: seconds === undefined ? undefined : Math.round(seconds * 10) / 10,
            error,
            place: inspection?.place,
        };
    });
}
function outputsOf({ places }) {
    const [place] = places;
    if (places.length !== 1 || !place)
        return {};
    const { state } = place;
    if (state.status === "checked")
        return { sha256: place.inspection?.sha256 ?? "" };
    if (state.status !== "published" && state.status !== "saved")
        return {};
    const { versionNumber, attempts } = state;
    return {
        versionNumber,
        placeUrl: placeUrl(place.target.placeId),
        sha256: place.inspection?.sha256 ?? "",
        attempts: String(attempts),
    };
}
function fateOf({ places }) {
    const through = places.flatMap((place) => {
        const version = versionOf(place);
        const how = place.state.status === "saved" ? "saved" : "live";
        return version === undefined ? [] : [`place ${place.target.placeId} is ${how} as version ${version}`];
    });
    const perhaps = places
        .filter(({ state }) => state.status === "sending" && state.effect === "possible")
        .map(({ target }) => `place ${target.placeId} may have been published (its file had been sent): look at its version history`);
    const known = [...through, ...perhaps];
    if (known.length === 0)
        return "Nothing was published.";
    const others = known.length < places.length ? ["no other place is known to have been published"] : [];
    const text = [...known, ...others].join("; ");
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

;// CONCATENATED MODULE: ./lib/src/actions/publish/check-files.js








const LATE_ADVICE = "A place of 100 MB takes a second or two: raise timeoutMinutes, or look at what else keeps the runner or its disk busy.";
async function checkFiles(step, signal) {
    const { inputs, places, findings } = step;
    const paths = new Map(inputs.targets.map(({ path, filePath }) => [path, filePath]));
    const inspections = new Map();
    try {
        for (const [path, filePath] of paths) {
            const inspection = await (0,inspect/* inspectPlaceFile */.Y9)(path, inputs.checkFile, signal);
            inspections.set(path, inspection);
            findings.push(...reportFile((0,harmless/* harmless */.I)(filePath), inspection));
        }
    }
    catch (error) {
        if (!signal.aborted)
            throw error;
    }
    const refusals = new Set();
    for (const place of places) {
        const inspection = inspections.get(place.target.path);
        if (!inspection)
            continue;
        place.inspection = inspection;
        const reasons = inspection.findings
            .filter(({ severity }) => severity === "refusal")
            .map((finding) => reasonText(finding, place.target.path));
        reasons.push(...whyAnotherFile(inputs.expectedSha256, inspection));
        if (reasons.length === 0)
            continue;
        const error = reasons.join(" ");
        refuse(place, error);
        refusals.add(`${(0,harmless/* harmless */.I)(place.target.filePath)}: ${error}`);
    }
    if (inspections.size < paths.size) {
        step.whyNotTried = "the check of the files did not end in time.";
        const files = `${inspections.size} of ${paths.size} ${paths.size === 1 ? "file" : "files"}`;
        throw new runner_failure/* StepFailure */.pH("The check did not end in time, nothing was sent", (0,runner_failure/* linesOfError */.jl)([...refusals], [`Only ${files} had been checked: ${signal.reason.message}. ${LATE_ADVICE}`]));
    }
    if (refusals.size === 0)
        return;
    step.whyNotTried = "nothing is sent unless every file is good.";
    const files = refusals.size === 1 ? "The place file was" : `${refusals.size} place files were`;
    throw new runner_failure/* StepFailure */.pH(`${files} refused, nothing was sent`, (0,runner_failure/* linesOfError */.jl)([...refusals]));
}
function whyAnotherFile(expected, { sha256 }) {
    if (expected === "" || sha256 === undefined || sha256 === expected)
        return [];
    return [
        `This is not the file that was expected: its sha256 is ${sha256}, and expectedSha256 is ${expected}. It was built again or changed since it was tested: hand the tested file itself over, as an artifact, or correct expectedSha256.`,
    ];
}
function reasonText({ code, message }, path) {
    if (code !== "missing")
        return message;
    return (`${message} It was looked for at ${(0,harmless/* harmless */.I)(path)} (the workspace is ${(0,harmless/* harmless */.I)((0,context/* workspace */.Gl)())}). ` +
        "Usually the job has no actions/checkout step, or no step before this one built or downloaded the file.");
}
function reportFile(filePath, { bytes, sha256, contentType, place, findings }) {
    if (sha256 !== undefined) {
        core/* startGroup */.Oh(`Place file ${filePath}: ${(0,units/* bytesText */.pV)(bytes)}`);
        for (const line of place ? (0,place_file_place/* describePlace */.df)(place, bytes) : [])
            core/* info */.pq((0,harmless/* harmless */.I)(line, 2000));
        core/* info */.pq(`sha256 ${sha256}, sent as ${contentType}`);
        core/* endGroup */.N4();
    }
    return findings.flatMap(({ severity, title, message }) => severity === "refusal" ? [] : [{ severity, title, message: `${filePath}: ${message}` }]);
}

// EXTERNAL MODULE: ./lib/src/open-cloud/api/keys.js
var keys = __webpack_require__(4410);
// EXTERNAL MODULE: ./lib/src/open-cloud/facts.js
var facts = __webpack_require__(1512);
;// CONCATENATED MODULE: ./lib/src/actions/publish/check-key.js






const LOOK_UP_SECONDS = 10;
const SECONDS_AFTER_CHECK = 3;
const SOON_DAYS = 14;
const DAY_MS = 86_400_000;
async function checkKeyBeside(client, { inputs, remarks }, work) {
    const { apiKey, universeId, dryRun } = inputs;
    if (apiKey === "") {
        await work();
        (0,annotations/* annotate */.f)(remarks, {
            severity: "notice",
            title: "The key was not checked",
            message: `This dry run was given no API key (forks' pull requests get none), so whether a key may publish to universe ${universeId} was not checked.`,
        });
        return;
    }
    const giveUp = new AbortController();
    const { keyHelp } = client;
    const asked = (0,keys/* introspectKey */.Hp)((0,open_cloud_client/* until */.TG)(client, giveUp.signal), facts/* APIS */.yc.publish.permission, LOOK_UP_SECONDS);
    let timer;
    try {
        await work();
        timer = setTimeout(() => giveUp.abort(new Error("the files are checked")), SECONDS_AFTER_CHECK * 1000);
        const key = await asked;
        if (typeof key !== "object")
            core/* debug */.Yz(`Roblox's word on the key: ${key ?? "none that could be read"}`);
        const { failure, remarks: said } = judgeKey(key, { ...inputs, keyHelp, dryRun, now: new Date() });
        for (const remark of said)
            (0,annotations/* annotate */.f)(remarks, remark);
        if (failure)
            throw new runner_failure/* StepFailure */.pH("The API key cannot be used, nothing was sent", failure);
    }
    finally {
        clearTimeout(timer);
        giveUp.abort();
    }
}
function judgeKey(key, question) {
    const { universeId, versionNotes, dryRun, keyHelp, now } = question;
    const remarks = [];
    const warn = (title, message) => remarks.push({ severity: "warning", title, message });
    if (typeof key !== "object") {
        if (key !== undefined && dryRun) {
            warn("The key was not accepted", `Roblox does not accept this key from this runner's address. ${keyHelp}`);
        }
        return { remarks };
    }
    const bad = (0,keys/* unusable */._P)(key);
    if (bad)
        return { failure: `${bad.why} ${bad.next} ${keyHelp}`, remarks };
    if (key.expires && key.expires.getTime() - now.getTime() < SOON_DAYS * DAY_MS) {
        warn("The API key expires soon", `The API key expires on ${(0,keys/* day */.vd)(key.expires)}; from then on this step fails. Give it a new expiration date in the Creator Dashboard (https://create.roblox.com/dashboard/credentials).`);
    }
    const lacksWrite = key.listsScopes && !key.operations.includes("write");
    if (lacksWrite || key.reach === "others") {
        const lack = lacksWrite ? "universe-places write" : `universe ${universeId} among its experiences`;
        warn("The API key may not publish here", `By what Roblox says of the key, it lacks ${lack}, so the upload will probably be refused. ${keyHelp}`);
    }
    else if (key.reach === "all" && versionNotes === "") {
        remarks.push({
            severity: "notice",
            title: "The API key reaches every experience",
            message: `The API key is good for every experience of its owner. Restrict it to universe ${universeId}, so that it can do less harm when it leaks. ${keyHelp}`,
        });
    }
    return { remarks };
}

// EXTERNAL MODULE: ./lib/node_modules/@actions/http-client/lib/index.js + 2 modules
var lib = __webpack_require__(225);
;// CONCATENATED MODULE: ./lib/src/actions/publish/github.js



const CALL_SECONDS = 5;
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
async function connect(token, { repository }) {
    if (token === "")
        throw new Error("githubToken is empty.");
    const [{ getOctokit }, { Agent, fetch, ProxyAgent }] = await Promise.all([
        Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(413)]).then(__webpack_require__.bind(__webpack_require__, 2413)),
        __webpack_require__.e(/* import() */ 752).then(__webpack_require__.t.bind(__webpack_require__, 6752, 19)),
    ]);
    const uri = (0,lib/* getProxyUrl */.s_)(process.env.GITHUB_API_URL || "https://api.github.com");
    const limit = { timeout: CALL_SECONDS * 1000 };
    const bounds = { maxResponseSize: MAX_ANSWER_BYTES };
    const dispatcher = uri
        ? new ProxyAgent({ uri, proxyTls: limit, requestTls: limit, ...bounds })
        : new Agent({ connect: limit, ...bounds });
    const octokit = getOctokit(token, {
        request: { fetch: (url, options) => fetch(url, { ...options, dispatcher }) },
    });
    const [owner, repo] = repository.split("/");
    const ask = async (route, parameters) => {
        const { data } = await (0,open_cloud_deadline/* within */.ux)(CALL_SECONDS, (signal) => octokit.request(route, { owner, repo, ...parameters, request: { signal } }));
        return data;
    };
    return {
        get: (route, parameters) => ask(`GET ${route}`, parameters),
        post: async (route, parameters) => (await ask(`POST ${route}`, parameters)) ?? {},
        close: () => dispatcher.destroy(),
    };
}
function describe(error) {
    const { message, status, response } = error;
    const said = (0,harmless/* harmless */.I)(message).replace(/\.$/, "");
    return `${said}${response ? ` (HTTP ${status})` : ""}.`;
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/src/runner/inputs.js
var runner_inputs = __webpack_require__(7724);
;// CONCATENATED MODULE: ./lib/src/actions/publish/place-lines.js

const MAX_PLACES = 10_000;
const MAX_LINE_CHARACTERS = 4200;
const NEVER_IN_A_PATH = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const BACKSLASHES = "in double quotes a backslash begins an escape, so write the path in single quotes or without any";
async function parsePlaces(text, show) {
    const { isMap, isScalar, parseDocument } = await __webpack_require__.e(/* import() */ 815).then(__webpack_require__.t.bind(__webpack_require__, 8815, 19));
    const targets = [];
    const problems = [];
    const lineOf = new Map();
    const lines = [...text.split(/\r\n?|\n/).entries()].map(([index, line]) => [index, line.trim()]);
    const filled = lines.filter(([, content]) => content !== "" && !content.startsWith("#"));
    if (filled.length > MAX_PLACES)
        problems.push(`${filled.length} places are more than ${MAX_PLACES}`);
    for (const [index, content] of filled.slice(0, MAX_PLACES)) {
        const problem = readLine(content, index + 1);
        if (problem !== undefined)
            problems.push(`line ${index + 1}: ${problem}`);
    }
    if (targets.length === 0 && problems.length === 0)
        problems.push("it holds nothing but comments");
    return { targets, problems };
    function readLine(content, line) {
        if (content.length > MAX_LINE_CHARACTERS) {
            return `${show(content)} has ${content.length} characters, more than any path may have (${MAX_LINE_CHARACTERS})`;
        }
        const { contents, errors, warnings } = parseDocument(content, { schema: "failsafe", prettyErrors: false });
        if (errors.some(({ code }) => code === "BAD_DQ_ESCAPE"))
            return BACKSLASHES;
        const [pair, another] = isMap(contents) && !contents.flow ? contents.items : [];
        const { key, value } = pair ?? {};
        const plain = isScalar(key) && isScalar(value) && !value.anchor && !value.tag && !value.type?.startsWith("BLOCK");
        if (!plain || another || errors.length > 0 || warnings.length > 0) {
            return /^["']?\d+["']?:\S/.test(content)
                ? `${show(content)} needs a space after the colon`
                : `${show(content)} is not of the form \`placeId: path\` (a path with signs that mean something in YAML goes into single quotes)`;
        }
        const placeId = String(key.value);
        const filePath = String(value.value);
        if (!(0,runner_inputs/* isId */.eQ)(placeId))
            return `${show(placeId)} is no place id (a decimal number from 1 to 9223372036854775807)`;
        if (filePath === "")
            return `place ${placeId} has no path behind it`;
        if (NEVER_IN_A_PATH.test(filePath))
            return `the path of place ${placeId} holds a control character: ${BACKSLASHES}`;
        const first = lineOf.get(placeId);
        if (first !== undefined)
            return `place ${placeId} stands in line ${first} already`;
        lineOf.set(placeId, line);
        targets.push({ placeId, filePath });
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/src/actions/publish/inputs.js





const AUTO = "auto";
async function readInputs() {
    const reader = new runner_inputs/* InputReader */.i_();
    const githubToken = reader.secret("githubToken");
    const common = (0,runner_inputs/* readCommonInputs */.di)(reader);
    const dryRun = reader.boolean("dryRun");
    if (common.apiKey === "" && !dryRun)
        reader.problem(`apiKey is missing. ${(await (0,context/* whyNoSecrets */.hP)()) ?? runner_inputs/* KEY_HINT */.a2}`);
    const inputs = {
        ...common,
        targets: await readTargets(reader),
        versionType: reader.oneOf("versionType", ["Published", "Saved"], "Published"),
        checkFile: reader.oneOf("checkFile", ["strict", "warn", "off"], "strict"),
        dryRun,
        versionNotes: reader.text("versionNotes"),
        deploymentEnvironment: (0,harmless/* harmless */.I)(reader.text("deploymentEnvironment"), 255),
        verify: reader.boolean("verify"),
        githubToken,
        expectedSha256: readSha256(reader),
        lastVersionNumber: readLastVersion(reader),
        inOrder: reader.boolean("inOrder"),
    };
    if (reader.text("places") !== "") {
        for (const name of ["expectedSha256", "lastVersionNumber"]) {
            if (inputs[name] !== "")
                reader.problem(`${name} is about one place, so it cannot be given together with places. Leave it out.`);
        }
    }
    if (inputs.lastVersionNumber === AUTO && inputs.deploymentEnvironment === "") {
        reader.problem("lastVersionNumber is auto, which goes by the last GitHub Deployment, but deploymentEnvironment is missing. Name the environment that this place is deployed to, or give lastVersionNumber as a number.");
    }
    reader.finish();
    return inputs;
}
async function readTargets(reader) {
    const places = reader.text("places", { trimWhitespace: false });
    const filePath = reader.text("filePath");
    const resolved = (path) => ((0,external_node_path_.isAbsolute)(path) ? path : (0,external_node_path_.resolve)((0,context/* workspace */.Gl)(), path));
    if (places.trim() !== "") {
        if (reader.text("placeId") !== "" || filePath !== "") {
            reader.problem("places cannot be given together with placeId or filePath. Give either places, for several places, or placeId and filePath, for one.");
        }
        const { targets, problems } = await parsePlaces(places, (value) => reader.show(value));
        for (const problem of problems)
            reader.problem(`places: ${problem}.`);
        return targets.map((target) => ({ ...target, path: resolved(target.filePath) }));
    }
    const placeId = reader.id("placeId");
    if (filePath === "") {
        reader.problem("filePath is missing. Give the place file that an earlier step built, as in `filePath: game.rbxl`.");
    }
    else if (filePath.includes("\0")) {
        reader.problem(`filePath is ${reader.show(filePath)}, but no path can hold a NUL character.`);
    }
    return [{ placeId, filePath, path: resolved(filePath) }];
}
function readSha256(reader) {
    const value = reader.text("expectedSha256");
    if (value !== "" && !/^[0-9a-f]{64}$/i.test(value)) {
        reader.problem(`expectedSha256 is ${reader.show(value)}, but must be 64 hexadecimal digits.`);
    }
    return value.toLowerCase();
}
function readLastVersion(reader) {
    const value = reader.text("lastVersionNumber");
    if (value.toLowerCase() === AUTO)
        return AUTO;
    if (value !== "" && !(0,runner_inputs/* isId */.eQ)(value)) {
        reader.problem(`lastVersionNumber is ${reader.show(value)}, but must be the number of the newest version that the place may have, or auto.`);
    }
    return value;
}

;// CONCATENATED MODULE: ./lib/src/actions/publish/deployment.js





const MAX_DESCRIPTION_CHARACTERS = 140;
const MAX_PLACES_IN_PAYLOAD = 100;
function deploymentRequest({ inputs, places }, run) {
    const { universeId, versionType, deploymentEnvironment: environment } = inputs;
    return {
        ref: run.sha,
        environment,
        auto_merge: false,
        required_contexts: [],
        transient_environment: false,
        production_environment: versionType === "Published" && environment.toLowerCase() === "production",
        description: shorten(`${versionType} to Roblox universe ${universeId}`),
        payload: { universeId, placeIds: places.slice(0, MAX_PLACES_IN_PAYLOAD).map(({ target }) => target.placeId) },
    };
}
function deploymentsUrl(run, environment) {
    const segment = encodeURIComponent(environment).replace(/[()]/g, (character) => (character === "(" ? "%28" : "%29"));
    return `${run.repositoryUrl}/deployments/${segment}`;
}
function openDeployment(record, run) {
    const { inputs, remarks } = record;
    let connection;
    let created = Promise.resolve(undefined);
    let inProgress = Promise.resolve();
    let finished;
    const warn = (error) => (0,annotations/* annotate */.f)(remarks, {
        severity: "warning",
        title: "The GitHub Deployment was not recorded",
        message: `${describe(error)} ${inputs.githubToken === "" ? "Leave the input out, or give a token with the permission" : "The job needs the permission"} \`deployments: write\`. This has no effect on Roblox${inputs.lastVersionNumber === AUTO ? ", but the next step with `lastVersionNumber: auto` will not know this version" : ""}.`,
    });
    async function create() {
        connection = connect(inputs.githubToken, run);
        const { post } = await connection;
        const { id } = await post("/repos/{owner}/{repo}/deployments", deploymentRequest(record, run));
        if (typeof id !== "number")
            throw new Error("GitHub's answer holds no deployment");
        return id;
    }
    async function setState(state) {
        const deployment_id = await created;
        if (deployment_id === undefined || !connection)
            return;
        const { post } = await connection;
        const [first] = record.places;
        await post("/repos/{owner}/{repo}/deployments/{deployment_id}/statuses", {
            deployment_id,
            state,
            description: shorten(describeState(state, record)),
            environment_url: placeUrl(first?.target.placeId ?? ""),
            log_url: run.url,
        });
    }
    return {
        async begin() {
            if (inputs.deploymentEnvironment === "")
                return;
            created = create().catch((error) => {
                warn(error);
                return undefined;
            });
            if ((await created) === undefined)
                return;
            record.deployment = inputs.deploymentEnvironment;
            inProgress = setState("in_progress").catch(warn);
        },
        finish(state) {
            finished ??= (async () => {
                await inProgress;
                await setState(state ?? (record.places.every(wentThrough) ? "success" : "failure")).catch(warn);
                await connection?.then(({ close }) => close()).catch(() => { });
            })();
            return finished;
        },
    };
}
function describeState(state, { inputs, places }) {
    if (state === "in_progress")
        return `Sending to Roblox universe ${inputs.universeId}`;
    const [only] = places;
    const through = places.filter(wentThrough);
    if (state !== "error" && places.length === 1 && only) {
        return through.length === 1
            ? `Place ${only.target.placeId}: version ${versionOf(only)}, ${inputs.versionType}`
            : titleFor(places);
    }
    const outcome = state === "error"
        ? "The step was ended before it was done"
        : `${through.length} of ${places.length} places: ${inputs.versionType}`;
    return through.reduce((text, place) => {
        const longer = `${text}; place ${place.target.placeId}: version ${versionOf(place)}`;
        return longer.length <= MAX_DESCRIPTION_CHARACTERS ? longer : text;
    }, outcome);
}
function recordedVersion(description, placeId) {
    for (const [, place, version] of description.matchAll(/(?:^P|; p)lace (\d+): version ([1-9]\d{0,18})(?=[,;]|$)/g)) {
        if (place === placeId)
            return version;
    }
    return undefined;
}
function shorten(text) {
    return (0,harmless/* harmless */.I)(text, MAX_DESCRIPTION_CHARACTERS);
}

;// CONCATENATED MODULE: ./lib/src/actions/publish/side-by-side.js
const AT_ONCE = 4;
async function sideBySide(items, work) {
    const queue = [...items];
    const worker = async () => {
        for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
            if (!(await work(item)))
                queue.length = 0;
        }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

;// CONCATENATED MODULE: ./lib/src/actions/publish/dry-run.js








const dry_run_LOOK_UP_SECONDS = 5;
const ALL_LOOK_UPS_SECONDS = 15;
async function finishDryRun(client, { inputs, places, remarks }) {
    const { universeId } = inputs;
    for (const place of places)
        markChecked(place);
    const owners = new Map();
    await (0,open_cloud_deadline/* within */.ux)(ALL_LOOK_UPS_SECONDS, (signal) => {
        const brief = (0,open_cloud_client/* until */.TG)(client, signal);
        return sideBySide(places, async ({ target: { placeId } }) => {
            owners.set(placeId, await (0,api_places/* universeOfPlace */.CH)(brief, placeId, dry_run_LOOK_UP_SECONDS));
            return true;
        });
    }).catch(() => { });
    const placeIds = places.map(({ target }) => target.placeId);
    for (const [owner, theirs] of Map.groupBy(placeIds, (placeId) => owners.get(placeId))) {
        const who = (0,units/* placesText */.i3)(theirs);
        const belong = theirs.length === 1 ? "belongs" : "belong";
        if (owner === undefined)
            core/* info */.pq(`Whether ${who} ${belong} to universe ${universeId} could not be looked up`);
        else if (owner === universeId)
            core/* info */.pq(`As it should be, ${who} ${belong} to universe ${universeId}`);
        else {
            (0,annotations/* annotate */.f)(remarks, {
                severity: "warning",
                title: "Another universe",
                message: `According to Roblox, ${who} ${belong} to universe ${owner}, not to ${universeId}. Set universeId to ${owner}, or correct the place id.`,
            });
        }
    }
    core/* info */.pq("Dry run: nothing was uploaded");
}

// EXTERNAL MODULE: ./lib/src/open-cloud/answer.js
var open_cloud_answer = __webpack_require__(3953);
;// CONCATENATED MODULE: ./lib/src/open-cloud/api/history.js





const NOTES = { what: "the version notes were", done: "written" };
const MAX_ATTEMPTS = 3;
const ALL_SECONDS = 10;
async function writeNotes(client, placeId, version, notes) {
    let effect = "none";
    try {
        await (0,open_cloud_deadline/* within */.ux)(ALL_SECONDS, (signal) => (0,open_cloud_call/* callAndCount */.Hp)({ ...(0,open_cloud_client/* until */.TG)(client, signal), maxAttempts: MAX_ATTEMPTS, say() { } }, {
            method: "POST",
            target: `/place-version-history-api/v1/${placeId}/version/${version}/notes`,
            body: JSON.stringify(notes),
            permission: facts/* APIS */.yc.versionNotes.permission,
            repeatable: true,
            quiet: true,
            read: (answer) => ((0,open_cloud_call/* succeeded */.gq)(answer) ? true : undefined),
            words: {
                title: NOTES,
                doing: "writing notes",
                limit: `${facts/* APIS */.yc.versionNotes.perMinute} notes a minute`,
                ifUncertain: "The notes may have been written.",
                ifBrokenOff: "no notes were written",
                ifRefused: "",
            },
        }, {
            onEffect(now) {
                effect = now;
            },
        }));
        return undefined;
    }
    catch (error) {
        if (error instanceof open_cloud_call/* CallError */.RA)
            return refusalOf(error);
        return { reason: `It took too long: ${error.message}.`, effect, widespread: true };
    }
}
function refusalOf({ happened, answer, effect, }) {
    const said = `${happened}.`;
    if (!answer)
        return { reason: said, effect, widespread: true };
    const { status } = answer;
    if (status !== 401 && status !== 403)
        return { reason: said, effect, widespread: status === 429 };
    const why = /all resources/i.test((0,open_cloud_answer/* readAnswer */.JN)(answer).message ?? "")
        ? "This key is restricted to certain experiences, and Roblox takes notes only from a key that is not. Either lift that restriction, which lets the key reach every experience of its owner, or leave versionNotes out."
        : "Notes need universe.place:write, on a key that is not restricted by experience.";
    return { reason: `${said} ${why}`, effect, widespread: true };
}

;// CONCATENATED MODULE: ./lib/src/open-cloud/api/live.js




async function forecastVersions(client, universeId, signal) {
    const { permission } = facts/* APIS */.yc.restartsForecast;
    const target = `/server-management/v1/universes/${universeId}/restarts:forecast`;
    return look(client, { target, permission, read: readForecast }, signal);
}
function readForecast({ status, text }) {
    if (status !== 200)
        return undefined;
    const forecasts = (0,open_cloud_answer/* parseObject */.lj)(text)?.placeForecasts ?? {};
    const versions = Object.entries(forecasts)
        .map(([placeId, forecast]) => [placeId, (0,open_cloud_answer/* textOf */.b6)(forecast?.latestPlaceVersion)])
        .filter(([, version]) => /^\d{1,19}$/.test(version));
    return new Map(versions);
}
async function isPublishedVersion(client, placeId, version, signal) {
    const { permission } = facts/* APIS */.yc.assetVersion;
    const target = `/assets/v1/assets/${placeId}/versions/${version}`;
    const read = ({ status, text }) => (status === 200 ? (0,open_cloud_answer/* parseObject */.lj)(text)?.published === true : undefined);
    return look(client, { target, permission, read }, signal);
}
async function look(client, call, signal) {
    const words = { title: "", doing: "looking", limit: "", ifUncertain: "", ifBrokenOff: "", ifRefused: "" };
    try {
        const once = { ...(0,open_cloud_client/* until */.TG)(client, signal), maxAttempts: 1 };
        return { value: await (0,open_cloud_call/* callRoblox */.tH)(once, { ...call, method: "GET", repeatable: true, quiet: true, words }) };
    }
    catch (error) {
        signal.throwIfAborted();
        client.deadline.signal.throwIfAborted();
        if (!(error instanceof open_cloud_call/* CallError */.RA))
            throw error;
        const { scope, operations } = call.permission;
        const status = error.answer?.status ?? 0;
        const needs = status === 401 || status === 403 ? `; it needs ${scope}:${operations.join(", ")}` : "";
        return { trouble: error.happened + needs, final: status >= 400 && status < 500 && status !== 404 };
    }
}

;// CONCATENATED MODULE: ./lib/src/actions/publish/follow-up.js









const VERIFY_SECONDS = 10;
const LOOK_EVERY_SECONDS = 2;
async function followUp(client, record, run) {
    const { versionNotes, verify } = record.inputs;
    await Promise.all([
        versionNotes === "" ? undefined : sendNotes(client, record, notesOf(versionNotes, run)),
        verify ? lookWhetherLive(client, record) : undefined,
    ]);
}
function notesOf(versionNotes, run) {
    if (versionNotes.trim().toLowerCase() !== "auto") {
        const [title = "", ...rest] = versionNotes.trim().split(/\r?\n/);
        return { title: title.trim(), description: rest.join("\n").trim() };
    }
    const ref = run.ref.replace(/^refs\/(?:heads|tags)\//, "");
    const lines = [`Commit ${run.repositoryUrl}/commit/${run.sha}`, `Ref ${run.ref}`, `Run ${run.url}`];
    return { title: `${run.repository}@${run.sha.slice(0, 7)} (${ref})`, description: lines.join("\n") };
}
async function sendNotes(client, { places, remarks }, notes) {
    const through = places.filter(wentThrough);
    const unwritten = new Map(through.map((place) => [place, { reason: "", effect: "none" }]));
    await sideBySide(through, async (place) => {
        const refusal = await writeNotes(client, place.target.placeId, versionOf(place) ?? "", notes);
        if (!refusal) {
            unwritten.delete(place);
            core/* info */.pq(`Notes written to version ${versionOf(place)} of place ${place.target.placeId}`);
            return true;
        }
        unwritten.set(place, refusal);
        return !refusal.widespread;
    });
    for (const effect of ["none", "possible"]) {
        const some = [...unwritten].filter(([, refusal]) => (refusal.effect === "possible") === (effect === "possible"));
        if (some.length === 0)
            continue;
        const notes = { ...NOTES, what: `the version notes of ${(0,units/* placesText */.i3)(idsOf(some.map(([place]) => place)))} were` };
        const reasons = new Set(some.map(([, { reason }]) => reason).filter((reason) => reason !== ""));
        (0,annotations/* annotate */.f)(remarks, {
            severity: "warning",
            title: (0,open_cloud_call/* titleOf */.Gg)(NOTES, effect),
            message: `${(0,open_cloud_call/* titleOf */.Gg)(notes, effect)}. ${[...reasons].slice(0, 3).join(" ")}`,
        });
    }
}
async function lookWhetherLive(client, { inputs, places, remarks }) {
    const unseen = new Set(places.filter(({ state }) => state.status === "published"));
    if (unseen.size === 0)
        return;
    let why = "";
    let isOlderRunning = false;
    const end = performance.now() + VERIFY_SECONDS * 1000;
    await (0,open_cloud_deadline/* within */.ux)(VERIFY_SECONDS, async (signal) => {
        for (;;) {
            const troubles = await follow_up_look(client, inputs.universeId, unseen, signal);
            why = troubles.text;
            isOlderRunning = troubles.isOlderRunning;
            if (unseen.size === 0 || troubles.final || performance.now() + LOOK_EVERY_SECONDS * 1000 > end)
                return;
            await client.deadline.sleep(LOOK_EVERY_SECONDS);
        }
    }).catch((error) => {
        why ||= `${error.message}.`;
    });
    if (unseen.size === 0)
        return;
    const outcome = isOlderRunning ? "and no server runs it yet" : "but it was not seen live";
    (0,annotations/* annotate */.f)(remarks, {
        severity: "notice",
        title: isOlderRunning ? "Not running yet" : "Not seen live",
        message: `Roblox took the new version of ${(0,units/* placesText */.i3)(idsOf(unseen))}, ${outcome}. ${why}`.trim(),
    });
}
async function follow_up_look(client, universeId, unseen, signal) {
    const seen = (place, version) => {
        unseen.delete(place);
        place.seenLive = version;
        core/* info */.pq(`Place ${place.target.placeId} is seen live as version ${version}`);
    };
    const forecast = await forecastVersions(client, universeId, signal);
    const older = new Map();
    if ("value" in forecast) {
        for (const place of unseen) {
            const version = forecast.value.get(place.target.placeId);
            if (version === undefined)
                continue;
            if (BigInt(version) >= BigInt(versionOf(place) ?? "0"))
                seen(place, version);
            else
                older.set(place, version);
        }
    }
    const states = [];
    await sideBySide(unseen, async (place) => {
        const state = await isPublishedVersion(client, place.target.placeId, versionOf(place) ?? "", signal);
        states.push(state);
        if ("trouble" in state)
            return !state.final;
        if (state.value)
            seen(place, versionOf(place) ?? "");
        return true;
    });
    const refused = states.find((state) => "trouble" in state);
    const behind = [...older].filter(([place]) => unseen.has(place));
    const isOlderRunning = behind.length > 0 && behind.length === unseen.size;
    const text = [
        "trouble" in forecast
            ? `The forecast of restarts did not tell: ${forecast.trouble}.`
            : isOlderRunning
                ? `By the forecast of restarts the running servers have ${behind.length === 1 ? `version ${behind[0]?.[1]}` : "earlier versions"}, and keep it until they end or are restarted; servers that start now get the new one.`
                : "The forecast of restarts does not show it: it names places with running servers only, and the newest version that one of them runs.",
        refused
            ? `The list of asset versions did not tell: ${refused.trouble}.`
            : "Its asset version is not marked as published.",
    ].join(" ");
    return { text, isOlderRunning, final: "trouble" in forecast && forecast.final && refused?.final === true };
}
function idsOf(places) {
    return [...places].map(({ target }) => target.placeId);
}

// EXTERNAL MODULE: ./lib/src/open-cloud/api/versions.js
var api_versions = __webpack_require__(7631);
// EXTERNAL MODULE: ./lib/src/text/sentence.js
var sentence = __webpack_require__(4703);
;// CONCATENATED MODULE: ./lib/src/actions/publish/last-deployed.js


const PAGE_SIZE = 100;
const MAX_PAGES = 10;
async function lastDeployed(github, { environment, universeId, placeId }, signal) {
    async function* all(route, parameters) {
        for (let page = 1; page <= MAX_PAGES; page++) {
            signal.throwIfAborted();
            const items = await github.get(route, { ...parameters, per_page: PAGE_SIZE, page });
            if (!Array.isArray(items))
                throw new Error("GitHub's answer holds no list");
            yield* items.map((item) => Object(item));
            if (items.length < PAGE_SIZE)
                return;
        }
        throw new Error(`None of the newest ${(0,units/* thousands */.oh)(PAGE_SIZE * MAX_PAGES)} records a version of place ${placeId}`);
    }
    for await (const { id, payload } of all("/repos/{owner}/{repo}/deployments", { environment })) {
        if (!isAbout(payload, universeId, placeId))
            continue;
        const statuses = all("/repos/{owner}/{repo}/deployments/{deployment_id}/statuses", { deployment_id: id });
        for await (const { description } of statuses) {
            const version = recordedVersion(String(description ?? ""), placeId);
            if (version !== undefined)
                return version;
        }
    }
    return undefined;
}
function isAbout(payload, universeId, placeId) {
    const known = Object(payload);
    return known.universeId === universeId && Array.isArray(known.placeIds) && known.placeIds.includes(placeId);
}

;// CONCATENATED MODULE: ./lib/src/actions/publish/guard.js













const LOOK_BACK_SECONDS = 5;
async function lastAllowed({ inputs }, run, signal) {
    const { lastVersionNumber, deploymentEnvironment, githubToken } = inputs;
    if (lastVersionNumber !== AUTO)
        return lastVersionNumber || undefined;
    const placeId = placeOf(inputs);
    const environment = (0,harmless/* harmless */.I)(deploymentEnvironment);
    const title = (0,open_cloud_call/* titleOf */.Gg)((0,api_places/* publishingOf */.F2)(placeId), "none");
    try {
        const last = await askGitHub(inputs, run, signal);
        core/* info */.pq(last === undefined
            ? `No Deployment to ${environment} has recorded a version of place ${placeId} yet, so lastVersionNumber (auto) holds nothing back this time`
            : `The last Deployment to ${environment} recorded version ${last} of place ${placeId}`);
        return last;
    }
    catch (error) {
        if (signal.aborted) {
            throw new runner_failure/* StepFailure */.pH(title, `${(0,sentence/* capitalized */.l)(signal.reason.message)} while GitHub was asked for the last Deployment to ${environment}, so nothing was sent. Raise timeoutMinutes, or give lastVersionNumber as a number.`);
        }
        const permission = githubToken === ""
            ? "Leave githubToken out, or give a token with the permission"
            : "The job needs the permission `deployments: read`, and to record this publish";
        throw new runner_failure/* StepFailure */.pH(title, `${describe(error)} So it is not known which version the last Deployment to ${environment} recorded (lastVersionNumber: auto), and nothing was sent. ${permission} \`deployments: write\`. If GitHub has trouble, run the job again later, or give lastVersionNumber as a number.`);
    }
}
async function lookBack({ inputs }, run, signal) {
    const { deploymentEnvironment, lastVersionNumber, targets } = inputs;
    if (deploymentEnvironment === "" || lastVersionNumber !== "" || targets.length > 1)
        return undefined;
    try {
        const number = await (0,open_cloud_deadline/* within */.ux)(LOOK_BACK_SECONDS, (over) => askGitHub(inputs, run, AbortSignal.any([signal, over])));
        const what = `since the last Deployment to ${(0,harmless/* harmless */.I)(deploymentEnvironment)}, which recorded version ${number}`;
        return number === undefined ? undefined : { number, what };
    }
    catch (error) {
        core/* debug */.Yz(`The last Deployment is not known: ${describe(error)}`);
        return undefined;
    }
}
async function askGitHub(inputs, run, signal) {
    const { deploymentEnvironment: environment, universeId, githubToken } = inputs;
    const github = await connect(githubToken, run);
    try {
        return await lastDeployed(github, { environment, universeId, placeId: placeOf(inputs) }, signal);
    }
    finally {
        await github.close();
    }
}
async function newestAllowed(client, inputs, last) {
    if (last === undefined)
        return undefined;
    const placeId = placeOf(inputs);
    const title = (0,open_cloud_call/* titleOf */.Gg)((0,api_places/* publishingOf */.F2)(placeId), "none");
    const { value: versions = [] } = await (0,api_versions/* listVersions */.yO)(client, placeId, { title, certain: "nothing was sent" }).next();
    const newest = versions?.[0]?.number;
    if (newest === undefined) {
        throw new runner_failure/* StepFailure */.pH(title, `Roblox's list of versions of place ${placeId} is empty, so it is not known whether there is a newer one than ${last}, and nothing was sent. Look at the place's version history in the Creator Dashboard; leave lastVersionNumber out for a place that has no version yet.`);
    }
    const isAuto = inputs.lastVersionNumber === AUTO;
    if (BigInt(newest) > BigInt(last)) {
        const known = isAuto
            ? `the last Deployment to ${(0,harmless/* harmless */.I)(inputs.deploymentEnvironment)} recorded ${last} (lastVersionNumber: auto)`
            : `lastVersionNumber is ${last}`;
        const next = isAuto
            ? `then run this once with lastVersionNumber set to ${newest}`
            : `then set lastVersionNumber to ${newest}`;
        throw new runner_failure/* StepFailure */.pH(title, `The newest version of place ${placeId} is ${newest}, and ${known}: somebody has made a newer version since, probably a builder who saved in Studio, or another job. Publishing would put this file over it, so nothing was sent. Look at version ${newest} in the place's version history (Creator Dashboard); take its changes over into what you build, ${next}.`);
    }
    core/* info */.pq(`The newest version of place ${placeId} is ${newest}, not newer than ${isAuto ? "that" : `lastVersionNumber (${last})`}`);
    return { number: newest, what: `while this step was sending place ${placeId}` };
}
function warnOfOthers({ places, remarks }, known) {
    const [place] = places;
    const version = place && versionOf(place);
    if (version === undefined || known === undefined)
        return;
    const others = (0,api_versions/* madeBetween */.o$)(known.number, version);
    if (!others)
        return;
    (0,annotations/* annotate */.f)(remarks, {
        severity: "warning",
        title: "Others made versions in between",
        message: `${others.text} made by others ${known.what}, and version ${version} now lies over ${others.several ? "them" : "it"}. Look at the version history of place ${place?.target.placeId} in the Creator Dashboard: what was saved there is not in what was published.`,
    });
}
function placeOf({ targets }) {
    return targets[0]?.placeId ?? "";
}

// EXTERNAL MODULE: ./lib/src/open-cloud/limiter.js
var open_cloud_limiter = __webpack_require__(2003);
;// CONCATENATED MODULE: ./lib/src/actions/publish/send.js











const PROGRESS_EVERY_SECONDS = 5;
const SMALL_BYTES = 1_000_000;
const UPLOADS_PER_WINDOW = facts/* APIS */.yc.publish.perMinute;
async function sendPlaces(client, record) {
    const { places, inputs } = record;
    const { deadline } = client;
    const stopping = new AbortController();
    const limiter = client.limiter ?? (0,open_cloud_limiter/* createLimiter */.zm)();
    const sending = { ...client, limiter, noMoreTries: stopping.signal };
    const waiting = (0,open_cloud_deadline/* withSignal */.l_)(deadline, stopping.signal);
    const stop = (why) => {
        record.whyNotTried ??= why;
        stopping.abort(new Error("no more is begun"));
    };
    const leastSeconds = Math.floor((places.length - 1) / UPLOADS_PER_WINDOW) * facts/* WINDOW_SECONDS */.V$;
    if (places.length > 1) {
        const pace = leastSeconds > 0
            ? `; Roblox takes ${UPLOADS_PER_WINDOW} a minute, so this needs at least ${(0,units/* secondsText */.Hd)(leastSeconds)}`
            : "";
        core/* info */.pq(`Sending ${places.length} places of universe ${inputs.universeId} as ${inputs.versionType}${pace}`);
    }
    const progress = watchProgress(record, limiter);
    const uploads = [];
    try {
        if (leastSeconds > deadline.secondsLeft()) {
            const needed = `${places.length} places take at least ${(0,units/* secondsText */.Hd)(leastSeconds)} at Roblox's ${UPLOADS_PER_WINDOW} uploads a minute`;
            throw new Error(`${needed}, but only ${(0,units/* secondsText */.Hd)(deadline.secondsLeft())} are left`);
        }
        for (const place of places) {
            await limiter.free(waiting);
            const upload = sendPlace(sending, record, place, stop);
            uploads.push(upload);
            if (!inputs.inOrder)
                continue;
            await upload;
            if (wentThrough(place))
                continue;
            stop(`place ${place.target.placeId} comes before them, and was not published (inOrder).`);
            break;
        }
    }
    catch (error) {
        stop(notBegun(error));
    }
    await Promise.all(uploads);
    progress.stop();
    if (places.length > 1)
        for (const line of closingTable(places))
            core/* info */.pq(line);
    if (!places.every(wentThrough))
        throw failureOf(record);
}
function notBegun(error) {
    const said = error instanceof Error ? error.message : String(error);
    return `${said.charAt(0).toUpperCase()}${said.slice(1)}. Raise timeoutMinutes if Roblox or the line is slow.`;
}
async function sendPlace(client, { inputs, places }, place, stop) {
    const { placeId, path, filePath } = place.target;
    const { universeId, versionType } = inputs;
    const several = places.length > 1;
    const say = (line) => core/* info */.pq(several ? `[${placeId}] ${line}` : line);
    const { bytes = 0, sha256 = "", contentType = "application/octet-stream" } = place.inspection ?? {};
    try {
        const upload = { universeId, placeId, versionType, path, bytes, sha256, contentType };
        const { value: versionNumber, attempts } = await (0,api_places/* uploadPlace */.vy)({ ...client, say }, upload, {
            onAttempt(attempt) {
                const what = several
                    ? `${(0,harmless/* harmless */.I)(filePath)} (${(0,units/* bytesText */.pV)(bytes)})`
                    : `place ${placeId} of universe ${universeId} as ${versionType}`;
                if (attempt === 1)
                    say(`Sending ${what}`);
                beginAttempt(place, attempt);
            },
            onEffect: (effect) => note(place, { effect }),
            onProgress: (bytesSent) => note(place, { bytesSent }),
            onAnswer: (answer) => core/* debug */.Yz(`Place ${placeId}: HTTP ${answer.status}, ${(0,open_cloud_answer/* traceOf */.fC)(answer)}`),
        });
        goThrough(place, versionType, versionNumber);
        const took = (0,units/* secondsText */.Hd)(outcomeOf(place).seconds ?? 0);
        const tries = attempts > 1 ? `, ${attempts} attempts` : "";
        say(`${versionType} version ${versionNumber} in ${took}${tries}: ${placeUrl(placeId)}`);
    }
    catch (error) {
        const failure = error instanceof open_cloud_call/* CallError */.RA ? error : undefined;
        const message = failure?.message ?? (error instanceof Error ? error.message : String(error));
        const ends = !failure || failure.widespread;
        if (failure?.attempts === 0)
            return stop(message);
        if (place.state.status === "cancelled")
            return;
        if (place.state.status === "notTried")
            beginAttempt(place, 1);
        fail(place, message);
        if (several)
            say(`${mayHaveWorked(place) ? "Not known" : "Failed"}: ${message}`);
        if (!ends)
            return;
        const isOver = client.deadline.signal.aborted;
        stop(isOver
            ? notBegun(client.deadline.signal.reason)
            : `what happened to place ${placeId} would have happened to them as well.`);
    }
}
function failureOf(record) {
    const { places, whyNotTried = "" } = record;
    const title = titleFor(places);
    const [only] = places;
    if (places.length === 1 && only)
        return new runner_failure/* StepFailure */.pH(title, outcomeOf(only).error ?? whyNotTried);
    const failed = places.map((place) => ({ ...place, ...outcomeOf(place) })).filter(({ status }) => status === "failed");
    const reasons = failed.map(({ target, error }) => `Place ${target.placeId} (${(0,harmless/* harmless */.I)(target.filePath)}): ${error}`);
    const rest = notTriedText(record);
    return new runner_failure/* StepFailure */.pH(title, (0,runner_failure/* linesOfError */.jl)(reasons, rest === undefined ? [] : [rest]));
}
function closingTable(places) {
    const rows = places.map((place) => {
        const { status, versionNumber = "", attempts, seconds } = outcomeOf(place);
        return [
            place.target.placeId,
            mayHaveWorked(place) ? "not known" : status === "notTried" ? "not tried" : status,
            versionNumber,
            attempts === undefined ? "" : String(attempts),
            seconds === undefined ? "" : seconds.toFixed(1),
            (0,harmless/* harmless */.I)(place.target.filePath),
        ];
    });
    const table = [["place", "status", "version", "tries", "seconds", "file"], ...rows];
    const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
    const isText = (column) => column === 1 || column === 5;
    return table.map((row) => row
        .map((cell, column) => (isText(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join("  ")
        .trimEnd());
}
function watchProgress({ places }, limiter) {
    const total = places.reduce((sum, { inspection }) => sum + (inspection?.bytes ?? 0), 0);
    const sentOf = (place) => {
        if (wentThrough(place))
            return place.inspection?.bytes ?? 0;
        return place.state.status === "sending" ? place.state.bytesSent : 0;
    };
    let before = 0;
    let pauseSaid = false;
    const timer = setInterval(() => {
        const sent = places.reduce((sum, place) => sum + sentOf(place), 0);
        const pause = places.some(({ state }) => state.status === "notTried") ? limiter.secondsToWait() : 0;
        const progress = places.length > 1 ? [doneText(places)] : [];
        if (sent > before && sent < total) {
            const percent = Math.floor((100 * sent) / total);
            const speed = (0,units/* megabytes */.ix)((sent - before) / PROGRESS_EVERY_SECONDS);
            if (total > SMALL_BYTES)
                progress.push(`${(0,units/* megabytes */.ix)(sent)} of ${(0,units/* megabytes */.ix)(total)} sent (${percent} %), ${speed}/s`);
            if (progress.length > 0)
                core/* info */.pq(progress.join(", "));
        }
        else if (pause > 0 && !pauseSaid) {
            core/* info */.pq(`${progress.join()}, the next begins in ${(0,units/* secondsText */.Hd)(pause)}: Roblox's uploads a minute are used up`);
            pauseSaid = true;
        }
        if (pause === 0)
            pauseSaid = false;
        before = sent;
    }, PROGRESS_EVERY_SECONDS * 1000);
    return { stop: () => clearInterval(timer) };
}
function doneText(places) {
    const failed = places.filter(({ state }) => state.status === "failed").length;
    return `${places.filter(wentThrough).length} of ${places.length} places done${failed > 0 ? `, ${failed} failed` : ""}`;
}

// EXTERNAL MODULE: ./lib/src/runner/markdown.js
var markdown = __webpack_require__(4612);
// EXTERNAL MODULE: ./lib/src/runner/summary.js
var summary = __webpack_require__(7457);
;// CONCATENATED MODULE: ./lib/src/actions/publish/summary.js








const MAX_SUMMARY_BYTES = 900 * 1024;
const MAX_ROWS = 500;
const MAX_REASONS = 30;
const MAX_FILES = 50;
const MAX_PATH_CHARACTERS = 80;
const MAX_REASON_CHARACTERS = 1200;
async function writeSummary(record) {
    if (!record || record.summarised || !process.env.GITHUB_STEP_SUMMARY)
        return;
    record.summarised = true;
    await (0,summary/* addToSummary */.Dg)(() => summaryOf(record, (0,context/* readRun */.cI)(), (0,context/* apiKeyHelp */.Px)()));
}
function summaryOf(record, run, keyHelp) {
    const sections = [
        `### ${heading(record)}`,
        circumstances(record, run),
        table(record),
        reasons(record, keyHelp),
        remarks(record, keyHelp),
    ].filter((section) => section !== "");
    const bytesLeft = MAX_SUMMARY_BYTES - Buffer.byteLength(sections.join("\n\n"));
    return `${[...sections, summary_facts(record, bytesLeft)].join("\n\n").trim()}\n`;
}
function toldOf(place) {
    return mayHaveWorked(place) ? "unknown" : outcomeOf(place).status;
}
const SYMBOLS = {
    published: "✅",
    saved: "✅",
    checked: "☑️",
    failed: "❌",
    unknown: "❓",
    notTried: "➖",
};
const WORDS = {
    published: "Published",
    saved: "Saved",
    checked: "Checked",
    failed: "Failed",
    unknown: "Not known",
    notTried: "Not tried",
};
function heading({ inputs, places, failure }) {
    const [only] = places;
    const count = (told) => places.filter((place) => toldOf(place) === told).length;
    const { dryRun, versionType } = inputs;
    if (dryRun && !failure) {
        return `☑️ Dry run: ${places.length === 1 ? "the place file is" : `${(0,units/* thousands */.oh)(places.length)} places are`} checked, nothing was uploaded`;
    }
    if (places.length === 1 && only) {
        const link = placeLink(only);
        const { status, versionNumber } = outcomeOf(only);
        if (status === "published")
            return `✅ Place ${link} is published as version ${versionNumber}`;
        if (status === "saved")
            return `✅ Place ${link} is saved as version ${versionNumber}, not live`;
        return `❌ ${failure?.title ?? "Nothing was published"}`;
    }
    const through = places.filter(wentThrough).length;
    const done = versionType === "Published" ? "published" : "saved";
    if (through === places.length)
        return `✅ ${(0,units/* thousands */.oh)(through)} places ${done}`;
    if (through === 0 && count("failed") + count("unknown") === 0)
        return `❌ ${failure?.title ?? "Nothing was published"}`;
    const rest = ["failed", "unknown", "notTried"]
        .filter((told) => count(told) > 0)
        .map((told) => `, ${(0,units/* thousands */.oh)(count(told))} ${WORDS[told].toLowerCase()}`);
    return `❌ ${(0,units/* thousands */.oh)(through)} of ${(0,units/* thousands */.oh)(places.length)} places ${done}${rest.join("")}`;
}
function circumstances({ inputs, deployment }, run) {
    const { universeId } = inputs;
    const parts = [
        `Universe [${universeId}](https://create.roblox.com/dashboard/creations/experiences/${universeId}/overview)`,
        `version type ${inputs.versionType}`,
    ];
    if (run.sha !== "" && run.repositoryUrl !== "") {
        const ref = run.ref.replace(/^refs\/(?:heads\/|tags\/)?/, "");
        const on = ref === "" ? "" : ` on ${(0,markdown/* code */.aY)(ref)}`;
        parts.push(`commit [${(0,markdown/* code */.aY)(run.sha.slice(0, 7))}](${run.repositoryUrl}/commit/${run.sha})${on}`);
    }
    if (run.url !== "")
        parts.push(`[workflow run](${run.url})`);
    if (deployment !== undefined) {
        parts.push(`deployment to [${(0,markdown/* plain */.pj)(deployment)}](${deploymentsUrl(run, deployment)})`);
    }
    return parts.join(" · ");
}
function table({ places }) {
    const isFailed = (place) => outcomeOf(place).status === "failed";
    const failedFirst = [...places.filter(isFailed), ...places.filter((place) => !isFailed(place))];
    const sorted = places.length > MAX_ROWS ? failedFirst : places;
    const rows = sorted.slice(0, MAX_ROWS).map((place) => {
        const { target, inspection, seenLive } = place;
        const { versionNumber, attempts, seconds } = outcomeOf(place);
        const told = toldOf(place);
        const { sha256 } = inspection ?? {};
        const live = seenLive === undefined ? "" : `<br>seen live as version ${seenLive}`;
        return [
            `${unbroken(`${SYMBOLS[told]} ${WORDS[told]}`)}${live}`,
            placeLink(place),
            (0,markdown/* code */.aY)(target.filePath, MAX_PATH_CHARACTERS),
            versionNumber ?? "",
            sha256 === undefined ? "" : unbroken(size(inspection?.bytes ?? 0)),
            inspection?.place ? (0,units/* thousands */.oh)(inspection.place.instances) : "",
            sha256 === undefined ? "" : (0,markdown/* code */.aY)(sha256.slice(0, 12)),
            attempts === undefined ? "" : String(attempts),
            seconds === undefined ? "" : unbroken((0,units/* secondsText */.Hd)(seconds)),
        ];
    });
    const columns = ["Status", "Place", "File", "Version", "Size", "Instances", "SHA-256", "Tries", "Time"];
    const isRight = [false, false, false, true, true, true, false, true, true];
    const kept = columns.map((_, at) => rows.some((row) => row[at] !== ""));
    const line = (cells) => `| ${cells.filter((_, at) => kept[at]).join(" | ")} |`;
    const more = places.length - rows.length;
    return [
        line(columns),
        line(isRight.map((right) => (right ? "--:" : "---"))),
        ...rows.map(line),
        ...(more > 0 ? ["", `The output \`results\` holds ${(0,units/* thousands */.oh)(more)} more places.`] : []),
    ].join("\n");
}
function reasons(record, keyHelp) {
    const { places, failure } = record;
    const failed = places.flatMap((place) => {
        const { error } = outcomeOf(place);
        return error === undefined ? [] : [{ target: place.target, error, symbol: SYMBOLS[toldOf(place)] }];
    });
    const text = (message) => (0,markdown/* prose */.CS)(message, keyHelp);
    if (failed.length === 0)
        return failure ? `> ${text(failure.message)}` : "";
    if (places.length === 1)
        return `> ${text(failed[0]?.error ?? "")}`;
    const lines = failed
        .slice(0, MAX_REASONS)
        .map(({ target, error, symbol }) => `* ${symbol} **Place ${target.placeId}** (${(0,markdown/* code */.aY)(target.filePath, MAX_PATH_CHARACTERS)}): ${text(error)}`);
    const more = failed.length - MAX_REASONS;
    const rest = notTriedText(record);
    return [
        ...lines,
        ...(more > 0 ? [`* The output \`results\` holds the reasons of ${(0,units/* thousands */.oh)(more)} more.`] : []),
        ...(rest === undefined ? [] : [`* ${SYMBOLS.notTried} ${text(rest)}`]),
    ].join("\n");
}
function remarks({ remarks }, keyHelp) {
    const list = (0,summary/* listOfRemarks */.fX)(remarks.slice(0, MAX_REASONS), keyHelp);
    const more = remarks.length - MAX_REASONS;
    return more > 0 ? `${list}\n- ${(0,units/* thousands */.oh)(more)} more stand in the log.` : list;
}
function summary_facts({ places }, bytesLeft) {
    const files = new Map(places.map(({ target, inspection }) => [target.filePath, inspection]));
    const known = [...files].filter(([, inspection]) => inspection?.sha256 !== undefined);
    let bytes = 0;
    const shown = known.slice(0, MAX_FILES).flatMap(([path, inspection]) => {
        const text = inspection ? `${(0,markdown/* code */.aY)(path, MAX_PATH_CHARACTERS)}${listOf(inspection)}` : "";
        bytes += Buffer.byteLength(text);
        return bytes < bytesLeft ? [text] : [];
    });
    if (shown.length === 0)
        return "";
    const left = known.length - shown.length;
    const more = left > 0 ? `The output <code>results</code> tells what is in ${(0,units/* thousands */.oh)(left)} more files.` : "";
    const title = known.length === 1 ? "What is in the file" : `What is in the ${(0,units/* thousands */.oh)(known.length)} files`;
    return `<details><summary>${title}</summary>${shown.join("")}${more}</details>`;
}
function listOf({ bytes, sha256, place }) {
    const lines = [...(place ? (0,inspect/* describePlace */.df)(place, bytes) : []), `sha256 ${sha256}`];
    return `<ul>${lines.map((line) => `<li>${(0,markdown/* plain */.pj)((0,harmless/* harmless */.I)(line, MAX_REASON_CHARACTERS))}</li>`).join("")}</ul>`;
}
function placeLink({ target }) {
    return `[${target.placeId}](${placeUrl(target.placeId)})`;
}
function size(bytes) {
    if (bytes < 1000)
        return `${bytes} B`;
    return bytes < 100_000 ? `${(bytes / 1000).toFixed(1)} kB` : (0,units/* megabytes */.ix)(bytes);
}
function unbroken(text) {
    return text.replaceAll(" ", "\u00a0");
}

;// CONCATENATED MODULE: ./lib/src/actions/publish/main.js


















const LAST_SECONDS = 2;
async function run(inputs) {
    const client = (0,open_cloud_client/* startClient */.eQ)(inputs, (0,context/* caller */.mF)());
    const step = startRecord(inputs);
    const deployment = openDeployment(step, (0,context/* readRun */.cI)());
    (0,cancel/* ifCancelled */.lC)({ say: () => fateOf(step), finish: (message) => finishCancelled(step, deployment, message) });
    try {
        await checkKeyBeside(client, step, () => checkFiles(step, client.deadline.signal)).finally(() => {
            for (const finding of step.findings)
                (0,annotations/* annotate */.f)(step.remarks, finding);
        });
        if (inputs.dryRun)
            await rehearse(client, step);
        else
            await publish(client, step, deployment);
    }
    catch (error) {
        step.failure ??= (0,runner_failure/* failureOf */.g5)(error);
        throw error;
    }
    finally {
        if (!cancel/* cancelled */.KW.aborted)
            await reportOutcome(step);
    }
}
async function rehearse(client, step) {
    const { inputs } = step;
    if (inputs.lastVersionNumber !== "" && inputs.apiKey === "") {
        core/* info */.pq("Without a key, lastVersionNumber is not compared with the versions of the place");
    }
    else {
        await newestAllowed(client, inputs, await lastAllowed(step, (0,context/* readRun */.cI)(), client.deadline.signal));
    }
    await finishDryRun(client, step);
}
async function publish(client, step, deployment) {
    const run = (0,context/* readRun */.cI)();
    const { signal } = client.deadline;
    const last = await lastAllowed(step, run, signal);
    const known = lookBack(step, run, signal);
    await deployment.begin();
    try {
        const newest = await newestAllowed(client, step.inputs, last);
        await sendPlaces(client, step);
        warnOfOthers(step, newest ?? (await known));
    }
    finally {
        if (!cancel/* cancelled */.KW.aborted)
            await Promise.all([deployment.finish(), followUp(client, step, run)]);
    }
}
async function reportOutcome(step) {
    try {
        (0,outputs/* setOutputs */.n)({ results: resultsOf(step), ...outputsOf(step) }, step.failure?.message ?? fateOf(step));
    }
    finally {
        await writeSummary(step);
    }
}
async function finishCancelled(step, deployment, message) {
    step.failure = { title: cancel/* CANCELLED_TITLE */.Fq, message };
    step.whyNotTried ??= "the step was cancelled.";
    for (const place of step.places)
        record_cancel(place);
    try {
        (0,outputs/* setOutputs */.n)({ results: resultsOf(step), ...outputsOf(step) }, message);
    }
    catch {
    }
    await (0,open_cloud_deadline/* within */.ux)(LAST_SECONDS, () => Promise.all([deployment.finish("error"), writeSummary(step)]));
}


/***/ }),

/***/ 2202:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CH: () => (/* binding */ universeOfPlace),
/* harmony export */   F2: () => (/* binding */ publishingOf),
/* harmony export */   vy: () => (/* binding */ uploadPlace)
/* harmony export */ });
/* unused harmony export versionNumberOf */
/* harmony import */ var _text_units_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6647);
/* harmony import */ var _answer_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3953);
/* harmony import */ var _body_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8967);
/* harmony import */ var _call_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9962);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1512);
/* harmony import */ var _pages_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2699);






const SAFE_TO_REPEAT = "Running the step again is safe: Roblox has been seen to answer identical bytes with the existing version.";
function uploadPlace(client, upload, watch) {
    return (0,_call_js__WEBPACK_IMPORTED_MODULE_2__/* .callAndCount */ .Hp)(client, uploadCall(client, upload), watch);
}
function publishingOf(placeId) {
    return { what: `place ${placeId} was`, done: "published" };
}
function uploadCall(client, upload) {
    const { universeId, placeId, versionType, contentType, bytes } = upload;
    return {
        method: "POST",
        target: `/universes/v1/${universeId}/places/${placeId}/versions?versionType=${versionType}`,
        headers: { accept: "application/json, text/plain" },
        body: (0,_body_js__WEBPACK_IMPORTED_MODULE_1__/* .provenFile */ .HI)(upload, contentType),
        permission: _facts_js__WEBPACK_IMPORTED_MODULE_3__/* .APIS */ .yc.publish.permission,
        repeatable: true,
        paced: true,
        read: versionNumberOf,
        unreadable: "final",
        words: {
            title: publishingOf(placeId),
            doing: "publishing",
            limit: `${_facts_js__WEBPACK_IMPORTED_MODULE_3__/* .APIS */ .yc.publish.perMinute} uploads a minute`,
            ifUncertain: `The place may have been published all the same; its version history in the Creator Dashboard tells. ${SAFE_TO_REPEAT}`,
            ifBrokenOff: "nothing was published",
            ifRefused: "The place is probably not part of the universe.",
            ifForbidden: {
                why: "Publishing to this place is not allowed, likeliest because the key lacks universe-places write on this experience, because its owner may not edit it (group role), or because the publishing requirements of the account are not met.",
                next: `Check the key in the ${_pages_js__WEBPACK_IMPORTED_MODULE_4__/* .DASHBOARD */ .$} and publish once from Studio with the same account, which names what is missing.`,
            },
            ifBusy: "The place is probably open in Roblox Studio or a Team Create session: close it there.",
            refusal: (answer) => refusalOf(answer, bytes),
        },
        async findOut(answer) {
            const isWrongPlace = answer.status === 404 || (answer.status === 409 && !(0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .isBusy */ .A5)(answer));
            if (!isWrongPlace)
                return undefined;
            return reasonOfWrongPlace(answer.status, upload, await universeOfPlace(client, placeId, _call_js__WEBPACK_IMPORTED_MODULE_2__/* .LOOK_UP_SECONDS */ .YP));
        },
    };
}
function refusalOf(answer, bytes) {
    const { status } = answer;
    if ((0,_call_js__WEBPACK_IMPORTED_MODULE_2__/* .succeeded */ .gq)(answer) && answer.bodySent) {
        return {
            why: "That is no version number, so it is not known whether the place was published.",
            next: `Look at the place's version history in the Creator Dashboard before you run this again; if the version is missing, look at ${_pages_js__WEBPACK_IMPORTED_MODULE_4__/* .STATUS_PAGE */ .s}.`,
        };
    }
    if ((0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .isBusy */ .A5)(answer)) {
        return {
            why: "The place is probably open in Roblox Studio or in a Team Create session; now and then Roblox itself is busy.",
            next: `Close the place in Studio and end the Team Create session, then run the job again. ${SAFE_TO_REPEAT}`,
        };
    }
    if (status === 413) {
        return {
            why: `The file (${(0,_text_units_js__WEBPACK_IMPORTED_MODULE_5__/* .thousands */ .oh)(bytes)} bytes) is larger than Roblox takes.`,
            next: "Make the place smaller; an .rbxlx file shrinks a lot when it is built as .rbxl.",
        };
    }
    if (status === 400 && (0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .readAnswer */ .JN)(answer).form !== "html") {
        return {
            why: "Roblox did not accept the file's content: it is damaged, goes on after its end, or holds what Roblox cannot read.",
            next: "Open the file in Roblox Studio to see whether it loads, build it again, and leave checkFile at strict so that damage is found before the upload.",
        };
    }
    return undefined;
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
function versionNumberOf(answer) {
    if (!(0,_call_js__WEBPACK_IMPORTED_MODULE_2__/* .succeeded */ .gq)(answer) || !answer.bodySent)
        return undefined;
    const digits = (0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)((0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .parseObject */ .lj)(answer.text.trim())?.versionNumber);
    return /^[1-9]\d{0,18}$/.test(digits) ? digits : undefined;
}
async function universeOfPlace(client, placeId, seconds) {
    const read = ({ status, text }) => {
        const id = status === 200 ? (0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .textOf */ .b6)((0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .parseObject */ .lj)(text)?.universeId) : "";
        return /^[1-9]\d{0,18}$/.test(id) ? id : undefined;
    };
    return (0,_call_js__WEBPACK_IMPORTED_MODULE_2__/* .lookUp */ .TE)(client, { method: "GET", target: `/universes/v1/places/${placeId}/universe`, read }, seconds);
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
