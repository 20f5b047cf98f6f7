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
    const part = (0,external_node_path_.join)((0,external_node_path_.dirname)(path), `.${(0,external_node_path_.basename)(path)}.${process.pid}.part`);
    try {
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
        const file = await (0,promises_.open)(part, "w");
        const bytes = await receiveInto(file, client, outputAddress).finally(() => file.close());
        await (0,promises_.rename)(part, path);
        core/* info */.pq(`Wrote outputPath: ${(0,units/* bytesText */.pV)(bytes)}`);
    }
    catch (error) {
        await (0,promises_.rm)(part, { force: true }).catch(() => { });
        throw asUnwritten(error);
    }
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
    try {
        await core/* summary */.z.addRaw(summaryOf(record, (0,context/* readRun */.cI)(), (0,context/* apiKeyHelp */.Px)(), locate), true).write();
    }
    catch (error) {
        core/* info */.pq(`The job summary could not be written: ${(0,harmless/* harmless */.I)(String(error))}`);
    }
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
            return writeSummary(record, locate);
        },
    });
    try {
        await runScript(inputs, record, { fileOf, locate, leave });
    }
    catch (error) {
        const { title = "Unexpected error", message } = error;
        record.failure = { title, message };
        throw error;
    }
    finally {
        await writeSummary(record, locate);
    }
}
async function runScript(inputs, record, { fileOf, locate, leave }) {
    leave("The script was not run.");
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
    leave(`The task may have been created; then it goes on in Roblox's cloud ${limit}.`);
    const which = versionNumber === "" ? "the newest version" : `version ${versionNumber}`;
    core/* info */.pq(`Running the script on ${which} of place ${placeId}, for at most ${timeoutSeconds} s`);
    const task = await (0,luau/* createTask */.UT)(client, inputs, input, (said) => {
        core/* info */.pq(`${said}. The place has ten unfinished tasks; waiting for one of them to end`);
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



/***/ }),

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
        create: "The script was not run",
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
            ifUncertain: `${sentence(notDone)} An input that nobody uses is gone after ${_facts_js__WEBPACK_IMPORTED_MODULE_5__/* .BINARY_MINUTES */ .MG} minutes.`,
            ifRefused: "Compare universeId with the Creator Dashboard.",
            limit: `${_facts_js__WEBPACK_IMPORTED_MODULE_5__/* .APIS */ .yc.createBinaryInput.perMinute} inputs a minute`,
        },
    });
}
function sentence(words) {
    return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
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
            ifUncertain: sentence(notDone),
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


/***/ })

};
