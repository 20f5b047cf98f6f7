export const id = 291;
export const ids = [291];
export const modules = {

/***/ 6291:
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
// EXTERNAL MODULE: ./lib/src/open-cloud/api/luau.js
var luau = __webpack_require__(6815);
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
// EXTERNAL MODULE: ./lib/src/text/harmless.js
var harmless = __webpack_require__(1297);
// EXTERNAL MODULE: ./lib/src/text/units.js
var units = __webpack_require__(6647);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/src/files/open.js
var files_open = __webpack_require__(3144);
// EXTERNAL MODULE: ./lib/src/runner/secret.js
var secret = __webpack_require__(2917);
;// CONCATENATED MODULE: ./lib/src/actions/run-luau/files.js









async function sendInput(client, universeId, path) {
    const file = await prove(path);
    const input = await (0,luau/* createBinaryInput */.Ij)(client, universeId, file.bytes);
    (0,secret/* hideAddress */.H)(input.address);
    await (0,luau/* sendBinaryInput */.s4)(client, input, file);
    core/* info */.pq(`Handed over inputPath: ${(0,units/* bytesText */.pV)(file.bytes)}, sha256 ${file.sha256}`);
    return input;
}
async function saveOutput(client, { outputAddress }, path) {
    if (!outputAddress) {
        throw new runner_failure/* StepFailure */.pH("The script returned no output", "outputPath is given, but the script ended without a `BinaryOutput`. It must return one table and nothing else, as in `return { BinaryOutput = buf, ReturnValues = { 1, 2 } }`, where buf is a buffer.");
    }
    (0,secret/* hideAddress */.H)(outputAddress);
    const part = partOf(path);
    try {
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
        const file = await (0,promises_.open)(part, "w");
        const bytes = await receiveInto(file, client, outputAddress).finally(() => file.close());
        await (0,promises_.rename)(part, path);
        core/* info */.pq(`Wrote outputPath: ${(0,units/* bytesText */.pV)(bytes)}`);
    }
    catch (error) {
        await dropPart(path);
        throw asUnwritten(error);
    }
}
function partOf(path) {
    return (0,external_node_path_.join)((0,external_node_path_.dirname)(path), `.${(0,external_node_path_.basename)(path)}.${process.pid}.part`);
}
async function dropPart(path) {
    await (0,promises_.rm)(partOf(path), { force: true }).catch(() => { });
}
async function receiveInto(file, client, address) {
    let at = 0;
    await (0,luau/* fetchBinaryOutput */.PQ)(client, address, () => {
        at = 0;
    }, async (chunk) => {
        for (let written = 0; written < chunk.length;) {
            written += (await file.write(chunk, written, chunk.length - written, at + written)).bytesWritten;
        }
        at += chunk.length;
    });
    await file.truncate(at);
    await file.sync();
    return at;
}
async function prove(path) {
    const hash = (0,external_node_crypto_.createHash)("sha256");
    let bytes = 0;
    try {
        const file = await (0,files_open/* openRegularFile */.q)(path);
        for await (const chunk of file.createReadStream()) {
            hash.update(chunk);
            bytes += chunk.length;
        }
    }
    catch (error) {
        const { code = "not a regular file" } = error;
        throw new runner_failure/* StepFailure */.pH("The input could not be sent", `inputPath could not be read (${code}). Nothing was sent, and the script was not run.`);
    }
    return { path, bytes, sha256: hash.digest("hex") };
}
function asUnwritten(error) {
    const { code, path } = error;
    if (code === undefined || (path === undefined && code !== "ENOSPC"))
        return error;
    return new runner_failure/* StepFailure */.pH("The output could not be written", `outputPath could not be written (${code}). The script ended well, and Roblox keeps its output for 15 minutes. Give the path of a file, in a folder where this step may write.`);
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./lib/src/text/secret.js
var text_secret = __webpack_require__(6942);
;// CONCATENATED MODULE: ./lib/src/actions/run-luau/tests.js
const SEPARATOR = " › ";
const STATUSES = ["passed", "failed", "skipped"];
const MAX_NAME_CHARACTERS = 500;
const MAX_MESSAGE_CHARACTERS = 8000;
const MAX_PATH_CHARACTERS = 500;
const FORM = "{name, status, seconds, message, path}, with a status of passed, failed or skipped";
function readTests(results) {
    const [first] = results;
    if (!isTable(first) || !("tests" in first))
        return undefined;
    const { tests } = first;
    if (isTable(tests) && Object.keys(tests).length === 0)
        return [];
    if (!Array.isArray(tests))
        return [unreadable("tests", `It is ${kindOf(tests)}, but must be a list of ${FORM}.`)];
    return tests.map((entry, index) => readTest(entry, `tests[${index + 1}]`));
}
function readTest(entry, where) {
    if (!isTable(entry))
        return unreadable(where, `It is ${kindOf(entry)}, but must be ${FORM}.`);
    const { name, status, seconds, message, path } = entry;
    const known = STATUSES.find((one) => one === status);
    const problems = [
        ...(typeof name === "string" && name.trim() !== "" ? [] : [`name is ${kindOf(name)}`]),
        ...(known ? [] : [`status is ${typeof status === "string" ? JSON.stringify(cut(status, 40)) : kindOf(status)}`]),
        ...(isMissing(seconds) || isDuration(seconds) ? [] : [`seconds is ${kindOf(seconds)}`]),
        ...(isMissing(message) || typeof message === "string" ? [] : [`message is ${kindOf(message)}`]),
        ...(isMissing(path) || typeof path === "string" ? [] : [`path is ${kindOf(path)}`]),
    ];
    const suite = typeof name === "string" ? namesOf(name) : [];
    const own = suite.pop() ?? where;
    if (!known || problems.length > 0) {
        return { ...unreadable(own, `In ${where}, ${problems.join(", ")}; it must be ${FORM}.`), suite };
    }
    return {
        suite,
        name: own,
        status: known,
        seconds: isDuration(seconds) ? seconds : undefined,
        message: typeof message === "string" ? cut(message, MAX_MESSAGE_CHARACTERS) : "",
        path: typeof path === "string" ? cut(path, MAX_PATH_CHARACTERS) : "",
    };
}
function namesOf(name) {
    return cut(name, MAX_NAME_CHARACTERS)
        .split(SEPARATOR)
        .map((part) => part.trim())
        .filter((part) => part !== "");
}
function unreadable(name, message) {
    return { suite: [], name, status: "failed", seconds: undefined, message, path: "" };
}
function count(tests) {
    const of = (status) => tests.filter((test) => test.status === status).length;
    return { passed: of("passed"), failed: of("failed"), skipped: of("skipped") };
}
function fullName({ suite, name }) {
    return [...suite, name].join(SEPARATOR);
}
function verdict({ passed, failed, skipped }) {
    const ran = passed + failed;
    if (failed > 0)
        return `${failed} of ${ran} ${ran === 1 ? "test" : "tests"} failed`;
    const also = skipped > 0 ? `, ${skipped} skipped` : "";
    return passed === 0 ? `No test ran${also}` : `${passed} ${passed === 1 ? "test" : "tests"} passed${also}`;
}
function lineOf({ path, message }) {
    if (path === "")
        return undefined;
    for (let at = message.indexOf(path); at >= 0; at = message.indexOf(path, at + 1)) {
        if (/[\w.]/.test(message[at - 1] ?? ""))
            continue;
        const [, line] = /^(?:", line |:)(\d{1,7})\b/.exec(message.slice(at + path.length, at + path.length + 20)) ?? [];
        if (line !== undefined && line !== "0")
            return Number(line);
    }
    return undefined;
}
function isTable(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
function isMissing(value) {
    return value === undefined || value === null;
}
function isDuration(value) {
    return typeof value === "number" && Number.isFinite(value) && value >= 0;
}
function kindOf(value) {
    if (isMissing(value))
        return "missing";
    if (value === "" || (typeof value === "string" && value.trim() === ""))
        return "empty";
    if (Array.isArray(value))
        return "a list";
    if (typeof value === "object")
        return "a table";
    return typeof value === "number" ? `the number ${value}` : `a ${typeof value}`;
}
function cut(text, maxLength) {
    const whole = text.length <= maxLength ? text : `${text.slice(0, maxLength - 1)}…`;
    return whole.toWellFormed();
}

;// CONCATENATED MODULE: ./lib/src/actions/run-luau/junit.js






const NO_SUITE = "tests";
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
function junitXml(tests, startedAt, locate = () => undefined) {
    const suites = Map.groupBy(tests, ({ suite }) => clean(suite.join(SEPARATOR)) || NO_SUITE);
    const timestamp = startedAt.toISOString().slice(0, 19);
    const lines = [...suites].map(([suite, own], id) => {
        const { failed, skipped } = count(own);
        const names = numbered(own.map(({ name }) => clean(name)));
        const seconds = own.reduce((sum, test) => sum + (test.seconds ?? 0), 0);
        return [
            `  <testsuite${attributes({
                name: suite,
                package: suite,
                id: String(id),
                timestamp,
                hostname: "roblox",
                tests: String(own.length),
                failures: String(failed),
                errors: "0",
                skipped: String(skipped),
                time: seconds.toFixed(3),
            })}>`,
            "    <properties/>",
            ...own.map((test, at) => testcase(test, suite, names[at] ?? "", locate(test))),
            "    <system-out/>",
            "    <system-err/>",
            "  </testsuite>",
        ].join("\n");
    });
    return `${['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", ...lines, "</testsuites>"].join("\n")}\n`;
}
async function writeJunit(path, xml) {
    try {
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
        await (0,promises_.writeFile)(path, xml);
        return undefined;
    }
    catch (error) {
        const { code = "unknown error" } = error;
        return new runner_failure/* StepFailure */.pH("The JUnit XML could not be written", `junitPath could not be written (${code}). Give the path of a file, in a folder where this step may write.`);
    }
}
function testcase(test, classname, name, location) {
    const start = `    <testcase${attributes({ name, classname, time: (test.seconds ?? 0).toFixed(3) })}`;
    if (test.status === "passed")
        return `${start}/>`;
    const message = clean(test.message.split(/\r\n|\r|\n/, 1)[0] ?? "");
    if (test.status === "skipped") {
        return `${start}>\n      <skipped${message === "" ? "" : attributes({ message })}/>\n    </testcase>`;
    }
    const where = location ? `${location.file}${location.line === undefined ? "" : `:${location.line}`}` : "";
    const body = [test.message, [test.path, where].filter((part) => part !== "").join(" = ")];
    const text = escaped(body.filter((part) => part !== "").join("\n\n"));
    const failure = `<failure${attributes({ message, type: "failed" })}>${text}</failure>`;
    return `${start}>\n      ${failure}\n    </testcase>`;
}
function numbered(names) {
    const taken = new Set(names);
    const seen = new Map();
    return names.map((name) => {
        let times = (seen.get(name) ?? 0) + 1;
        while (times > 1 && taken.has(`${name} (${times})`))
            times++;
        seen.set(name, times);
        return times === 1 ? name : `${name} (${times})`;
    });
}
function attributes(values) {
    return Object.entries(values)
        .map(([name, value]) => ` ${name}="${escaped(value).replace(/[\t\n\r]/g, " ")}"`)
        .join("");
}
function clean(text) {
    return xmlText(text).replace(/\s+/g, " ").trim();
}
function escaped(text) {
    return xmlText(text).replace(/[&<>"']|:(?=:)|(?<=##)\[/g, (character) => `&#${character.charCodeAt(0)};`);
}
function xmlText(text) {
    const whole = (0,external_node_util_.stripVTControlCharacters)(text).toWellFormed().replace(/\r\n?/g, "\n");
    return (0,text_secret/* redact */.E$)(whole).replace(NOT_XML, "\ufffd");
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./lib/src/actions/run-luau/log.js






const MAX_WARNINGS = 10;
const MAX_ERRORS = 9;
const MAX_LINE_CHARACTERS = 4000;
const MAX_ANNOTATION_LINES = 30;
const TASK_SCRIPT = "TaskScript";
function printLog(messages, fileOf, told, maxErrors = MAX_ERRORS) {
    let warnings = 0;
    let errors = 0;
    for (const { type, text } of messages) {
        const properties = () => ({ title: titleOf(type, text, fileOf), ...positionOf(text, fileOf) });
        if (type === "WARNING" && warnings++ < MAX_WARNINGS)
            core/* warning */.$e(annotationText(text), properties());
        else if (type === "ERROR" && text !== told && errors++ < maxErrors)
            core/* error */.z3(annotationText(text), properties());
        else
            for (const line of linesOf(text))
                core/* info */.pq(outputLine(line));
    }
}
async function writeLog(messages) {
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(process.env.RUNNER_TEMP || (0,external_node_os_.tmpdir)(), "run-luau-"));
    const path = (0,external_node_path_.join)(folder, "log.txt");
    const lines = messages.map(({ time, type, text }) => `${time} ${type.padEnd(7)} ${text}\n`);
    await (0,promises_.writeFile)(path, (0,text_secret/* redact */.E$)(lines.join("")));
    return path;
}
function outputLine(line) {
    const cut = line.length > MAX_LINE_CHARACTERS ? `${line.slice(0, MAX_LINE_CHARACTERS - 1)}…` : line;
    const words = cut.toWellFormed().replaceAll("\t", "    ").split(/( +)/);
    const shown = words.map((word) => (word.startsWith(" ") ? word : (0,harmless/* harmless */.I)(word, MAX_LINE_CHARACTERS))).join("");
    return (0,text_secret/* redact */.E$)(shown).trimEnd();
}
function originOf(text) {
    const [, script, line] = /^(?=[\p{L}_])([^\s.:]+|[^.:\r\n]+(?:\.[^.:\r\n]+)+):(\d{1,7}):/u.exec(text) ?? [];
    return script === undefined ? undefined : { script, line: Number(line) };
}
function positionOf(text, fileOf) {
    const origin = originOf(text);
    const file = origin && fileOf(origin.script);
    return file === undefined ? undefined : { file, startLine: origin?.line ?? 1 };
}
function titleOf(type, text, fileOf) {
    const kind = type === "WARNING" ? "Warning" : "Error";
    const origin = originOf(text);
    if (!origin)
        return `${kind} from the script`;
    return `${kind} in ${(0,harmless/* harmless */.I)(fileOf(origin.script) ?? origin.script, 200)}:${origin.line}`;
}
function annotationText(text) {
    const lines = linesOf(text);
    const shown = lines.slice(0, MAX_ANNOTATION_LINES).map(outputLine);
    const more = lines.length - shown.length;
    return [...shown, ...(more > 0 ? [`… ${more} more lines in the output logs`] : [])].join("\n");
}
function linesOf(text) {
    return (0,text_secret/* redact */.E$)(text)
        .replace(/\r?\n$/, "")
        .split(/\r\n|\r|\n/);
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./lib/src/actions/run-luau/rojo.js


const PROJECT_FILE = "default.project.json";
const SCRIPT_FILE = /(?:\.(?:server|client|plugin|legacy|local))?\.luau?$/;
const INIT_FILE = /^init(?:\.(?:server|client|plugin|legacy|local))?\.luau?$/;
const MAX_DEPTH = 64;
function readRojoProject(workspace) {
    const tree = readTree((0,external_node_path_.join)(workspace, PROJECT_FILE));
    const root = tree?.$className === "DataModel" ? resolvePath({ node: tree, folder: workspace }, workspace, 0) : undefined;
    const known = new Map();
    return (fullName) => {
        if (!root || fullName === "")
            return undefined;
        if (!known.has(fullName)) {
            const files = new Set();
            collect(root, fullName, files, 0);
            const [only] = files.size === 1 ? files : [];
            known.set(fullName, only === undefined ? undefined : inside(workspace, only));
        }
        return known.get(fullName);
    };
}
function collect(place, rest, files, depth) {
    if (depth > MAX_DEPTH)
        return;
    for (const [name, child] of childrenOf(place, rest, depth)) {
        if (name === rest) {
            const file = scriptOf(child);
            if (file !== undefined)
                files.add(file);
        }
        else
            collect(child, rest.slice(name.length + 1), files, depth + 1);
    }
}
function childrenOf({ node, folder = "", path }, rest, depth) {
    const fits = (name) => rest === name || rest.startsWith(`${name}.`);
    const declared = Object.entries(node ?? {})
        .filter(([name, child]) => !name.startsWith("$") && isNode(child) && fits(name))
        .map(([name, child]) => [name, resolvePath({ node: child, folder }, folder, depth)]);
    const onDisk = path === undefined ? [] : entriesOf(path, depth).filter(([name]) => fits(name));
    return [...declared, ...onDisk];
}
function resolvePath(place, folder, depth) {
    const { $path } = place.node ?? {};
    const given = typeof $path === "object" ? $path?.optional : $path;
    return typeof given === "string" ? { ...place, ...onDisk((0,external_node_path_.resolve)(folder, given), depth + 1) } : place;
}
function onDisk(path, depth) {
    const project = path.endsWith(".project.json") ? path : (0,external_node_path_.join)(path, PROJECT_FILE);
    const node = depth > MAX_DEPTH ? undefined : readTree(project);
    return node ? resolvePath({ node, folder: (0,external_node_path_.dirname)(project) }, (0,external_node_path_.dirname)(project), depth) : { path };
}
function entriesOf(path, depth) {
    try {
        if (!(0,external_node_fs_.statSync)(path).isDirectory())
            return [];
        return (0,external_node_fs_.readdirSync)(path).flatMap((entry) => {
            const full = (0,external_node_path_.join)(path, entry);
            if (INIT_FILE.test(entry))
                return [];
            if (SCRIPT_FILE.test(entry))
                return [[entry.replace(SCRIPT_FILE, ""), { path: full }]];
            if (entry.endsWith(".project.json") && entry !== PROJECT_FILE) {
                return [[entry.replace(/\.project\.json$/, ""), onDisk(full, depth)]];
            }
            return (0,external_node_fs_.statSync)(full).isDirectory() ? [[entry, onDisk(full, depth)]] : [];
        });
    }
    catch {
        return [];
    }
}
function scriptOf({ path }) {
    if (path === undefined)
        return undefined;
    try {
        if ((0,external_node_fs_.statSync)(path).isFile())
            return SCRIPT_FILE.test((0,external_node_path_.basename)(path)) ? path : undefined;
        const [only, another] = (0,external_node_fs_.readdirSync)(path).filter((entry) => INIT_FILE.test(entry));
        return only !== undefined && another === undefined ? (0,external_node_path_.join)(path, only) : undefined;
    }
    catch {
        return undefined;
    }
}
function readTree(project) {
    try {
        const { tree } = JSON.parse((0,external_node_fs_.readFileSync)(project, "utf8"));
        return isNode(tree) ? tree : undefined;
    }
    catch {
        return undefined;
    }
}
function isNode(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
function inside(workspace, file) {
    const path = (0,external_node_path_.relative)((0,external_node_fs_.realpathSync)(workspace), (0,external_node_fs_.realpathSync)(file));
    return path.startsWith("..") || (0,external_node_path_.isAbsolute)(path) ? undefined : path.split(external_node_path_.sep).join("/");
}

// EXTERNAL MODULE: ./lib/src/runner/markdown.js
var markdown = __webpack_require__(4612);
// EXTERNAL MODULE: ./lib/src/runner/summary.js
var summary = __webpack_require__(7457);
;// CONCATENATED MODULE: ./lib/src/actions/run-luau/summary.js







const MAX_SUMMARY_BYTES = 900 * 1024;
const MAX_FAILED_BYTES = 500 * 1024;
const MAX_LOG_BYTES = 60 * 1024;
const MAX_MESSAGE_LINES = 10;
const summary_MAX_LINE_CHARACTERS = 240;
const summary_MAX_NAME_CHARACTERS = 200;
const MAX_LOG_LINES = 25;
const SLOW_SECONDS = 1;
const MAX_SLOW = 5;
async function writeSummary(record, locate = () => undefined) {
    if (record.summarised || !process.env.GITHUB_STEP_SUMMARY)
        return;
    record.summarised = true;
    await (0,summary/* addToSummary */.Dg)(() => summaryOf(record, (0,context/* readRun */.cI)(), (0,context/* apiKeyHelp */.Px)(), locate));
}
function summaryOf(record, run, keyHelp, locate) {
    const tests = record.tests ?? [];
    const failed = tests.filter(({ status }) => status === "failed");
    const sections = [
        `### ${heading(record)}`,
        circumstances(record, run),
        tests.length > 0 ? totals(tests) : "",
        record.failure && failed.length === 0 ? `> ${(0,markdown/* prose */.CS)(record.failure.message, keyHelp)}` : "",
        failedTable(failed, run, locate),
        slowTable(tests),
        record.failure && failed.length === 0 ? lastLines(record.log) : "",
    ].filter((section) => section !== "");
    const bytesLeft = MAX_SUMMARY_BYTES - Buffer.byteLength(sections.join("\n\n"));
    return `${[...sections, rest(tests, bytesLeft)].join("\n\n").trim()}\n`;
}
function heading({ tests, failure }) {
    const counts = tests && count(tests);
    if (failure)
        return `❌ ${(0,markdown/* plain */.pj)(counts && counts.failed > 0 ? verdict(counts) : failure.title)}`;
    if (!counts)
        return "✅ The script ended well";
    return `${counts.passed === 0 ? "⚠️" : "✅"} ${verdict(counts)}`;
}
function circumstances({ placeId, versionNumber, state, seconds }, run) {
    const version = versionNumber === "" ? "" : `, version ${versionNumber}`;
    return [
        `Place [${placeId}](https://www.roblox.com/games/${placeId})${version}`,
        ...(state ? [`state ${(0,markdown/* code */.aY)(state)}`] : []),
        ...(seconds === undefined ? [] : [(0,units/* secondsText */.Hd)(seconds)]),
        ...(run.sha !== "" && run.repositoryUrl !== ""
            ? [`commit [${(0,markdown/* code */.aY)(run.sha.slice(0, 7))}](${run.repositoryUrl}/commit/${run.sha})`]
            : []),
        ...(run.url === "" ? [] : [`[workflow run](${run.url})`]),
    ].join(" · ");
}
function totals(tests) {
    const { passed, failed, skipped } = count(tests);
    const timed = tests.filter(({ seconds }) => seconds !== undefined);
    const seconds = timed.reduce((sum, test) => sum + (test.seconds ?? 0), 0);
    return [
        ...(failed > 0 ? [`❌ **${(0,units/* thousands */.oh)(failed)} failed**`] : []),
        `✅ ${(0,units/* thousands */.oh)(passed)} passed`,
        ...(skipped > 0 ? [`➖ ${(0,units/* thousands */.oh)(skipped)} skipped`] : []),
        ...(timed.length > 0 ? [`${duration(seconds)} in all`] : []),
    ].join(" · ");
}
function failedTable(failed, run, locate) {
    if (failed.length === 0)
        return "";
    const hasPlace = failed.some(({ path }) => path !== "");
    const hasTime = failed.some(({ seconds }) => seconds !== undefined);
    const line = (test, where, time) => `| ${[test, ...(hasPlace ? [where] : []), ...(hasTime ? [time] : [])].join(" | ")} |`;
    const rows = within(MAX_FAILED_BYTES, failed, (test) => line(`❌ ${nameOf(test)}${messageOf(test)}`, whereOf(test, run, locate), duration(test.seconds)));
    const more = failed.length - rows.length;
    return [
        line("Failed test", "Where", "Time"),
        line("---", "---", "--:"),
        ...rows,
        ...(more > 0 ? ["", `The output \`results\` holds ${(0,units/* thousands */.oh)(more)} more failed tests.`] : []),
    ].join("\n");
}
function slowTable(tests) {
    const slow = tests
        .filter(({ status, seconds = 0 }) => status === "passed" && seconds >= SLOW_SECONDS)
        .sort((a, b) => (b.seconds ?? 0) - (a.seconds ?? 0))
        .slice(0, MAX_SLOW);
    if (slow.length === 0)
        return "";
    return [
        "| Slowest test | Time |",
        "| --- | --: |",
        ...slow.map((test) => `| 🐢 ${nameOf(test)} | ${duration(test.seconds)} |`),
    ].join("\n");
}
function rest(tests, bytesLeft) {
    const fine = tests.filter(({ status }) => status !== "failed");
    if (fine.length === 0)
        return "";
    const { passed, skipped } = count(fine);
    const title = [
        ...(passed > 0 ? [`${(0,units/* thousands */.oh)(passed)} passed`] : []),
        ...(skipped > 0 ? [`${(0,units/* thousands */.oh)(skipped)} skipped`] : []),
    ];
    const suites = Map.groupBy(fine, ({ suite }) => suite.join(SEPARATOR));
    let bytes = 1000;
    let shown = 0;
    let list = "";
    for (const [suite, own] of suites) {
        const head = suite === "" ? "" : `<b>${(0,markdown/* plain */.pj)((0,harmless/* harmless */.I)(suite, summary_MAX_NAME_CHARACTERS))}</b>`;
        bytes += Buffer.byteLength(head) + 20;
        const items = within(bytesLeft - bytes, own, item);
        bytes += Buffer.byteLength(items.join(""));
        shown += items.length;
        if (items.length > 0)
            list += `${head}<ul>${items.join("")}</ul>`;
    }
    const left = fine.length - shown;
    const more = left > 0 ? `The output <code>results</code> holds ${(0,units/* thousands */.oh)(left)} more.` : "";
    return `<details><summary>${title.join(", ")}</summary>${list}${more}</details>`;
}
function item({ name, status, seconds, message }) {
    const symbol = status === "passed" ? "✅" : "➖";
    const time = seconds === undefined ? "" : ` <i>${duration(seconds)}</i>`;
    const why = status === "skipped" && message !== "" ? ` ${(0,markdown/* code */.aY)(message, summary_MAX_LINE_CHARACTERS)}` : "";
    return `<li>${symbol} ${(0,markdown/* plain */.pj)((0,harmless/* harmless */.I)(name, summary_MAX_NAME_CHARACTERS))}${time}${why}</li>`;
}
function nameOf({ suite, name }) {
    const before = suite.length === 0 ? "" : `${(0,markdown/* plain */.pj)((0,harmless/* harmless */.I)(suite.join(SEPARATOR), summary_MAX_NAME_CHARACTERS))} › `;
    return `${before}<b>${(0,markdown/* plain */.pj)((0,harmless/* harmless */.I)(name, summary_MAX_NAME_CHARACTERS))}</b>`;
}
function messageOf({ message }) {
    const lines = linesOf(message).filter((line) => line.trim() !== "");
    const more = lines.length - MAX_MESSAGE_LINES;
    const shown = lines.slice(0, MAX_MESSAGE_LINES).map(shapedLine);
    return [...shown, ...(more > 0 ? [`… ${(0,units/* thousands */.oh)(more)} more lines`] : [])].map((line) => `<br>${line}`).join("");
}
function shapedLine(line) {
    const indent = /^[ \t]*/.exec(line)?.[0].replaceAll("\t", "    ").slice(0, 40) ?? "";
    return `${"&nbsp;".repeat(indent.length)}${(0,markdown/* code */.aY)(line, summary_MAX_LINE_CHARACTERS)}`;
}
function whereOf(test, run, locate) {
    const location = locate(test);
    if (!location)
        return test.path === "" ? "" : (0,markdown/* code */.aY)(test.path, summary_MAX_NAME_CHARACTERS);
    const { file, line } = location;
    const text = (0,markdown/* code */.aY)(line === undefined ? file : `${file}:${line}`, summary_MAX_NAME_CHARACTERS);
    if (run.sha === "" || run.repositoryUrl === "")
        return text;
    const path = file.split("/").map(encodeURIComponent).join("/").replaceAll("(", "%28").replaceAll(")", "%29");
    return `[${text}](${run.repositoryUrl}/blob/${run.sha}/${path}${line === undefined ? "" : `#L${line}`})`;
}
function lastLines(log) {
    const lines = log.flatMap(({ text }) => linesOf(text));
    const last = lines.slice(-MAX_LOG_LINES);
    const shown = within(MAX_LOG_BYTES, last.reverse(), shapedLine).reverse();
    if (shown.length === 0)
        return "";
    const title = shown.length < lines.length ? `The last ${shown.length} lines of the log` : "The log";
    return `<details open><summary>${title}</summary>${shown.join("<br>")}</details>`;
}
function within(maxBytes, items, write) {
    const written = [];
    let bytes = 0;
    for (const one of items) {
        const text = write(one);
        bytes += Buffer.byteLength(text) + 1;
        if (bytes > maxBytes)
            break;
        written.push(text);
    }
    return written;
}
function duration(seconds) {
    if (seconds === undefined)
        return "";
    const text = seconds < 0.9995 ? `${Math.round(seconds * 1000)} ms` : (0,units/* secondsText */.Hd)(seconds);
    return text.replaceAll(" ", "\u00a0");
}

;// CONCATENATED MODULE: ./lib/src/actions/run-luau/told.js





const MAX_NAMED = 10;
function locationOf(test, fileOf) {
    const file = fileOf(test.path);
    const line = lineOf(test);
    return file === undefined ? undefined : { file, ...(line === undefined ? {} : { line }) };
}
function showFailed(test, annotated, locate) {
    const name = (0,harmless/* harmless */.I)(fullName(test));
    const text = test.message === "" ? "The test failed without a message." : test.message;
    if (!annotated) {
        for (const line of [`Failed: ${name}`, ...linesOf(text).map((one) => `  ${one}`)])
            core/* info */.pq(outputLine(line));
        return;
    }
    const { file, line } = locate(test) ?? {};
    core/* error */.z3(annotationText(text), {
        title: `Failed: ${name}`,
        ...(file === undefined ? {} : { file }),
        ...(line === undefined ? {} : { startLine: line }),
    });
}
function failureOf(failed, counts) {
    const names = failed.slice(0, MAX_NAMED).map((test) => `- ${fullName(test)}`);
    const more = failed.length - names.length;
    const last = [
        ...(more > 0 ? [`… and ${more} more.`] : []),
        "Their messages stand in the job summary and in the log above.",
    ];
    return new runner_failure/* StepFailure */.pH(verdict(counts), (0,runner_failure/* linesOfError */.jl)(names, last));
}

// EXTERNAL MODULE: ./lib/src/open-cloud/facts.js
var facts = __webpack_require__(1512);
// EXTERNAL MODULE: ./lib/src/runner/inputs.js
var runner_inputs = __webpack_require__(7724);
;// CONCATENATED MODULE: ./lib/src/actions/run-luau/inputs.js







const BYTE_ORDER_MARK_BYTES = 3;
async function readInputs() {
    const reader = new runner_inputs/* InputReader */.i_();
    const outputPath = readPath(reader, "outputPath");
    const inputs = {
        ...(await (0,runner_inputs/* readKeyedInputs */.aG)(reader)),
        placeId: reader.id("placeId"),
        versionNumber: readVersion(reader),
        ...(await readScript(reader)),
        timeoutSeconds: reader.number("timeoutSeconds", facts/* MAX_TIMEOUT_SECONDS */.Pe, { least: 1, most: facts/* MAX_TIMEOUT_SECONDS */.Pe }),
        junitPath: readPath(reader, "junitPath"),
        inputPath: await readInputPath(reader),
        outputPath,
        wantsOutput: outputPath !== "",
    };
    reader.finish();
    return inputs;
}
function readPath(reader, name) {
    const path = reader.text(name);
    return path === "" ? "" : (0,external_node_path_.resolve)((0,context/* workspace */.Gl)(), path);
}
async function readInputPath(reader) {
    const given = reader.text("inputPath");
    const path = readPath(reader, "inputPath");
    if (path === "")
        return "";
    const about = `inputPath is ${reader.show(given)}`;
    try {
        const found = await (0,promises_.stat)(path);
        if (!found.isFile())
            reader.problem(`${about}, but that is not a file.`);
        else if (found.size === 0)
            reader.problem(`${about}, but that file is empty.`);
        else if (found.size > facts/* MAX_BINARY_INPUT_BYTES */.Ke) {
            reader.problem(`${about}, a file of ${(0,units/* thousands */.oh)(found.size)} bytes, but Roblox takes inputs of up to 100 MiB.`);
        }
    }
    catch (error) {
        reader.problem(`${about}, ${whyNot(error)}`);
    }
    return path;
}
function whyNot(error) {
    if (error instanceof files_open/* NotAFileError */.Z)
        return "but that is not a file.";
    const { code = "unknown error" } = error;
    return code === "ENOENT"
        ? "but there is no such file in the workspace. Usually the job has no actions/checkout step, or no step before this one made the file."
        : `but that file could not be read (${code}).`;
}
function readVersion(reader) {
    const version = reader.text("versionNumber");
    if (version !== "" && !(0,runner_inputs/* isId */.eQ)(version)) {
        reader.problem(`versionNumber is ${reader.show(version)}, but must be a version's number, or empty for the newest version.`);
    }
    return version;
}
async function readScript(reader) {
    const given = reader.text("script", { trimWhitespace: false });
    const scriptPath = reader.text("scriptPath");
    const nothing = { script: "", scriptFile: undefined };
    if (given.trim() !== "" && scriptPath !== "") {
        reader.problem("script cannot be given together with scriptPath. Give one of them.");
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
    if (bytes > facts/* MAX_SCRIPT_BYTES */.bR)
        reader.problem(tooLong(name, bytes));
    return { script, scriptFile: scriptPath === "" ? undefined : inWorkspace(scriptPath) };
}
async function readScriptFile(reader, scriptPath) {
    try {
        const file = await (0,files_open/* openRegularFile */.q)((0,external_node_path_.resolve)((0,context/* workspace */.Gl)(), scriptPath));
        try {
            const { size } = await file.stat();
            if (size <= facts/* MAX_SCRIPT_BYTES */.bR + BYTE_ORDER_MARK_BYTES) {
                return (await file.readFile("utf8")).replace(/^\uFEFF/, "");
            }
            reader.problem(tooLong("scriptPath", size));
            return undefined;
        }
        finally {
            await file.close();
        }
    }
    catch (error) {
        reader.problem(`scriptPath is ${reader.show(scriptPath)}, ${whyNot(error)}`);
        return undefined;
    }
}
function tooLong(name, bytes) {
    return `${name} has ${(0,units/* thousands */.oh)(bytes)} bytes, but Roblox takes scripts of up to 4 MB (${(0,units/* thousands */.oh)(facts/* MAX_SCRIPT_BYTES */.bR)} bytes).`;
}
function inWorkspace(scriptPath) {
    const path = (0,external_node_path_.relative)((0,context/* workspace */.Gl)(), (0,external_node_path_.resolve)((0,context/* workspace */.Gl)(), scriptPath));
    return path.startsWith("..") || (0,external_node_path_.isAbsolute)(path) ? undefined : path.split(external_node_path_.sep).join("/");
}

;// CONCATENATED MODULE: ./lib/src/actions/run-luau/main.js
















async function run(inputs) {
    const { universeId, placeId, versionNumber } = inputs;
    const record = { universeId, placeId, versionNumber, log: [] };
    const files = readRojoProject((0,context/* workspace */.Gl)());
    const fileOf = (script) => (script === TASK_SCRIPT ? inputs.scriptFile : files(script));
    const locate = (test) => locationOf(test, fileOf);
    const leave = (sentence) => (0,cancel/* ifCancelled */.lC)({
        say: () => sentence,
        finish(message) {
            record.failure = { title: cancel/* CANCELLED_TITLE */.Fq, message };
            return Promise.all([inputs.wantsOutput && dropPart(inputs.outputPath), writeSummary(record, locate)]);
        },
    });
    try {
        await runScript(inputs, record, { fileOf, locate, leave });
    }
    catch (error) {
        const { title = "Unexpected error", message } = error;
        if (!cancel/* cancelled */.KW.aborted)
            record.failure = { title, message };
        throw error;
    }
    finally {
        if (!cancel/* cancelled */.KW.aborted)
            await writeSummary(record, locate);
    }
}
const NOT_RUN = "The script was not run.";
async function runScript(inputs, record, { fileOf, locate, leave }) {
    leave(NOT_RUN);
    const client = (0,open_cloud_client/* startClient */.eQ)(inputs, (0,context/* caller */.mF)());
    const startedAt = new Date();
    const input = inputs.inputPath === "" ? undefined : await sendInput(client, inputs.universeId, inputs.inputPath);
    const created = await startTask(client, inputs, input, leave);
    record.state = created.state;
    record.versionNumber = created.versionNumber ?? record.versionNumber;
    const began = performance.now();
    const task = await (0,luau/* awaitTask */.gr)(client, created, inputs, ({ state }) => {
        core/* info */.pq(`The task is ${state}`);
        core/* setOutput */.uH("state", state);
    });
    if (task.error && task.error.code !== "")
        core/* setOutput */.uH("errorCode", task.error.code);
    if ((0,luau/* isOver */.PU)(task))
        leave(`The task is over: ${task.state}.`);
    record.state = task.state;
    record.seconds = (performance.now() - began) / 1000;
    record.tests = readTests(task.results);
    record.log = await readMessages(client, task);
    const failed = record.tests?.filter(({ status }) => status === "failed") ?? [];
    printLog(record.log, fileOf, task.error?.message, Math.max(0, MAX_ERRORS - failed.length));
    await writeLogFile(record.log);
    judge(task, inputs, fileOf);
    const returned = reportResults(task, record.tests);
    core/* info */.pq(`The script ended well in ${(0,units/* secondsText */.Hd)(record.seconds)}${returned}`);
    const unsaved = inputs.wantsOutput
        ? await saveOutput(client, task, inputs.outputPath).catch((error) => error)
        : undefined;
    await reportTests(record.tests, inputs.junitPath, startedAt, locate).catch((failed) => {
        if (unsaved)
            core/* warning */.$e(unsaved.message, { title: "title" in unsaved ? String(unsaved.title) : unsaved.name });
        throw failed;
    });
    if (unsaved)
        throw unsaved;
}
function reportResults({ results }, tests) {
    try {
        const json = (0,outputs/* jsonText */.s)(results);
        core/* setOutput */.uH("results", json);
        if (tests)
            return `, returned ${tests.length} ${tests.length === 1 ? "test" : "tests"}`;
        return results.length > 0 ? `, returned ${(0,harmless/* harmless */.I)(json)}` : "";
    }
    catch (error) {
        core/* warning */.$e(`The script returned values that cannot be written as JSON (${(0,harmless/* harmless */.I)(String(error))}), so the output results is not set. Return tables that are less deep.`, { title: "The returned values could not be written" });
        return "";
    }
}
async function startTask(client, inputs, input, leave) {
    const { placeId, versionNumber, timeoutSeconds } = inputs;
    const limit = `until it ends or its limit of ${timeoutSeconds} s is over`;
    const which = versionNumber === "" ? "the newest version" : `version ${versionNumber}`;
    core/* info */.pq(`Running the script on ${which} of place ${placeId}, for at most ${timeoutSeconds} s`);
    const task = await (0,luau/* createTask */.UT)(client, inputs, input, {
        onEffect(effect) {
            const isPossible = effect === "possible";
            leave(isPossible ? `The task may have been created; then it goes on in Roblox's cloud ${limit}.` : NOT_RUN);
        },
    });
    leave(`The task goes on in Roblox's cloud ${limit}.`);
    const version = task.versionNumber === undefined ? "" : ` on version ${task.versionNumber}`;
    core/* info */.pq(`The task is created${version} and ${task.state}`);
    core/* setOutput */.uH("state", task.state);
    return task;
}
async function readMessages(client, task) {
    const messages = [];
    try {
        const isCut = await (0,luau/* readLog */.x6)(client, task, (page) => {
            for (const message of page)
                messages.push(message);
        });
        if (isCut) {
            core/* warning */.$e("The log is far longer than the 450 KB that Roblox keeps by its documentation, so it was read only in part: what it begins with stands below and in the output logs. Print less.", { title: "The log was cut" });
        }
    }
    catch (error) {
        if (cancel/* cancelled */.KW.aborted)
            throw error;
        core/* warning */.$e(error.message, { title: "The log could not be read to its end" });
    }
    return messages;
}
async function writeLogFile(messages) {
    try {
        core/* setOutput */.uH("logs", await writeLog(messages));
    }
    catch (error) {
        core/* warning */.$e(`The log stands above, but its file could not be written: ${(0,harmless/* harmless */.I)(String(error))}. The output logs is not set. Check RUNNER_TEMP and the space on the runner's disk.`, { title: "The log's file could not be written" });
    }
}
function judge(task, inputs, fileOf) {
    const failure = (0,luau/* explainTask */.Ry)(task, inputs, inputs.timeoutMinutes);
    if (failure)
        throw new runner_failure/* StepFailure */.pH(failure.title, failure.message, positionOf(task.error?.message ?? "", fileOf));
}
async function reportTests(tests, junitPath, startedAt, locate) {
    if (!tests) {
        if (junitPath !== "") {
            core/* warning */.$e("The script returned no table with `tests`, so there is nothing to write to junitPath. docs/test-gate.md shows what it has to return.", { title: "No tests to write" });
        }
        return;
    }
    const counts = count(tests);
    core/* setOutput */.uH("testsPassed", String(counts.passed));
    core/* setOutput */.uH("testsFailed", String(counts.failed));
    if (counts.passed + counts.failed === 0) {
        core/* warning */.$e("The script returned tests, but none of them ran. The step does not fail for that.", {
            title: "No test ran",
        });
    }
    const failed = tests.filter(({ status }) => status === "failed");
    for (const [at, test] of failed.entries())
        showFailed(test, at < MAX_ERRORS, locate);
    const unwritten = junitPath === "" ? undefined : await writeJunit(junitPath, junitXml(tests, startedAt, locate));
    if (failed.length > 0) {
        if (unwritten)
            core/* warning */.$e(unwritten.message, { title: unwritten.title });
        throw failureOf(failed, counts);
    }
    if (unwritten)
        throw unwritten;
}



/***/ })

};
