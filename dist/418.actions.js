export const id = 418;
export const ids = [418];
export const modules = {

/***/ 1418:
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
var failure = __webpack_require__(2511);
// EXTERNAL MODULE: ./lib/src/runner/outputs.js
var outputs = __webpack_require__(2023);
// EXTERNAL MODULE: ./lib/src/text/harmless.js
var harmless = __webpack_require__(1297);
// EXTERNAL MODULE: ./lib/src/open-cloud/api/delivery.js + 1 modules
var delivery = __webpack_require__(9094);
// EXTERNAL MODULE: ./lib/src/open-cloud/api/versions.js
var versions = __webpack_require__(7631);
// EXTERNAL MODULE: ./lib/src/open-cloud/call.js + 1 modules
var call = __webpack_require__(9962);
// EXTERNAL MODULE: ./lib/src/place-file/download.js
var download = __webpack_require__(9091);
// EXTERNAL MODULE: ./lib/src/place-file/inspect.js
var inspect = __webpack_require__(863);
// EXTERNAL MODULE: ./lib/src/runner/annotations.js
var annotations = __webpack_require__(7775);
// EXTERNAL MODULE: ./lib/src/runner/secret.js
var secret = __webpack_require__(2917);
// EXTERNAL MODULE: ./lib/src/text/units.js
var units = __webpack_require__(6647);
;// CONCATENATED MODULE: ./lib/src/actions/download-place/record.js

function startRecord(inputs) {
    return { inputs, remarks: [], beganAt: performance.now() };
}
function nameOf({ inputs, versionNumber = inputs.versionNumber }) {
    const isNumber = /^\d/.test(versionNumber);
    return `${isNumber ? `version ${versionNumber}` : `the ${versionNumber} version`} of place ${inputs.placeId}`;
}
function fateOf(step) {
    if (step.written !== undefined)
        return `The file is written: ${nameOf(step)}, ${(0,harmless/* harmless */.I)(step.written)}.`;
    return "Nothing was written; a file that was there is as it was.";
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./lib/src/actions/download-place/target.js








async function prepareTarget({ inputs, versionNumber }) {
    const folder = process.env.RUNNER_TEMP || (0,external_node_os_.tmpdir)();
    const path = inputs.path === "" ? (0,external_node_path_.join)(folder, `place-${inputs.placeId}-v${versionNumber}.rbxl`) : inputs.path;
    try {
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
        return await (0,promises_.realpath)(path).catch(() => path);
    }
    catch (error) {
        throw asUnwritten(error);
    }
}
function partOf(target) {
    return (0,external_node_path_.join)((0,external_node_path_.dirname)(target), `.${(0,external_node_path_.basename)(target)}.${process.pid}.part`);
}
function targetFor({ inputs, inspection, remarks }, target) {
    const isXml = inspection?.contentType === "application/xml";
    const right = isXml ? ".rbxlx" : ".rbxl";
    const extension = (0,external_node_path_.extname)(target).toLowerCase();
    if (inputs.path === "")
        return `${target.slice(0, target.length - extension.length)}${right}`;
    if (extension !== right && [".rbxl", ".rbxlx", ".rbxm", ".rbxmx"].includes(extension)) {
        (0,annotations/* annotate */.f)(remarks, {
            severity: "warning",
            title: "Content and extension disagree",
            message: `The place that Roblox keeps is ${isXml ? "XML" : "binary"}, and filePath ends in ${extension}. Most tools go by the extension: let filePath end in ${right}.`,
        });
    }
    return target;
}
function putInPlace(step, target) {
    cancel/* cancelled */.KW.throwIfAborted();
    try {
        (0,external_node_fs_.renameSync)(step.part ?? "", target);
        step.written = target;
    }
    catch (error) {
        throw asUnwritten(error);
    }
}
async function removePart({ part, written }) {
    if (part !== undefined && written === undefined)
        await (0,promises_.rm)(part, { force: true }).catch(() => { });
}
function asUnwritten(error) {
    const { code, syscall } = error;
    if (code === undefined || syscall === undefined)
        return error;
    const space = code === "ENOSPC" ? "Free some space on the runner's disk" : "Look at the folder's permissions";
    return new failure/* StepFailure */.pH("The place could not be written", `filePath could not be written (${(0,harmless/* harmless */.I)(code)}), and a file that was there is as it was. ${space}, or write the place elsewhere.`);
}

;// CONCATENATED MODULE: ./lib/src/actions/download-place/fetch.js














const NOTHING = "nothing was written";
async function chooseVersion(client, step) {
    const { placeId, versionNumber: wanted } = step.inputs;
    const title = `Place ${placeId} was not downloaded`;
    const isNumber = /^\d/.test(wanted);
    try {
        const newest = await (0,versions/* newestVersions */.aH)(client, placeId, { title, certain: NOTHING });
        if (newest) {
            step.newest = newest;
            const { latest, published } = newest;
            core/* info */.pq(published === latest
                ? `Place ${placeId}: version ${latest} is live, and the newest`
                : `Place ${placeId}: ${published === undefined ? "no version is live" : `version ${published} is live`}, version ${latest} is the newest, saved but not published`);
            (0,outputs/* setOutputs */.n)({ ...(published === undefined ? {} : { publishedVersion: published }), latestVersion: latest }, "Nothing was written.");
        }
    }
    catch (error) {
        if (!isNumber || !(error instanceof call/* CallError */.RA) || client.deadline.signal.aborted)
            throw error;
        (0,annotations/* annotate */.f)(step.remarks, {
            severity: "warning",
            title: "The place's versions could not be listed",
            message: `${error.happened}. The outputs publishedVersion and latestVersion are not set; version ${wanted} is downloaded all the same.`,
        });
    }
    step.versionNumber = isNumber ? wanted : chosen(step.newest, wanted, placeId, title);
}
function chosen(newest, wanted, placeId, title) {
    if (!newest) {
        throw new failure/* StepFailure */.pH(title, `Roblox's list of versions of place ${placeId} is empty: there is nothing to download yet. Publish the place once, or correct placeId.`);
    }
    const number = wanted === "latest" ? newest.latest : newest.published;
    if (number !== undefined)
        return number;
    throw new failure/* StepFailure */.pH(title, `Place ${placeId} has no published version among those that Roblox lists, so none is live; its newest version, ${newest.latest}, is saved. Set versionNumber to latest for that one, or to a number.`);
}
async function fetchPart(client, step, target) {
    const { placeId } = step.inputs;
    const { versionNumber = "" } = step;
    step.part = partOf(target);
    core/* info */.pq(`Fetching ${nameOf(step)}`);
    const began = performance.now();
    const purpose = { title: `Place ${placeId} was not downloaded`, certain: NOTHING };
    step.file = await (0,delivery/* fetchVersion */.p)(client, { placeId, versionNumber }, step.part, purpose, secret/* hideParts */.N).catch((error) => {
        throw asUnwritten(error);
    });
    core/* info */.pq(`It has come whole, in ${(0,units/* secondsText */.Hd)((performance.now() - began) / 1000)}`);
}
async function checkPart(step, signal) {
    const { inputs, file, remarks } = step;
    if (!file)
        return;
    const inspection = await (0,download/* inspectDownload */.T)(file.path, inputs.checkFile, signal).catch((error) => {
        if (!signal.aborted)
            throw error;
        throw new failure/* StepFailure */.pH("The check did not end in time, nothing was written", `The bytes of ${nameOf(step)} had come whole, but had not been checked: ${error.message}. ${failure/* LATE_CHECK_ADVICE */.d9}`);
    });
    step.inspection = inspection;
    const { place, findings, sha256 } = inspection;
    core/* startGroup */.Oh(`Version ${step.versionNumber} of place ${inputs.placeId}: ${(0,units/* bytesText */.pV)(file.bytes)}`);
    for (const line of place ? (0,inspect/* describePlace */.df)(place, file.bytes) : [])
        core/* info */.pq((0,harmless/* harmless */.I)(line, 2000));
    core/* info */.pq(`sha256 ${file.sha256}`);
    core/* endGroup */.N4();
    const reasons = findings.filter(({ severity }) => severity === "refusal").map(({ message }) => message);
    if (sha256 !== undefined && sha256 !== file.sha256) {
        reasons.push("What was read back from the disk is not what had been written to it. Look at the runner's disk.");
    }
    if (reasons.length > 0) {
        throw new failure/* StepFailure */.pH(`Version ${step.versionNumber} was refused, nothing was written`, (0,failure/* linesOfError */.jl)(reasons.map((reason) => `The download of ${nameOf(step)}: ${reason}`)));
    }
    for (const { severity, title, message } of findings) {
        if (severity !== "refusal")
            (0,annotations/* annotate */.f)(remarks, { severity, title, message });
    }
    if (file.announced !== undefined) {
        (0,annotations/* annotate */.f)(remarks, {
            severity: "warning",
            title: "Roblox announced another size",
            message: `Roblox announced ${(0,units/* thousands */.oh)(file.announced)} bytes for ${nameOf(step)}, and ${(0,units/* thousands */.oh)(file.bytes)} came. The connection brought all that it promised, and the file ends like a place.`,
        });
    }
}

// EXTERNAL MODULE: ./lib/src/runner/markdown.js
var markdown = __webpack_require__(4612);
// EXTERNAL MODULE: ./lib/src/runner/summary.js
var summary = __webpack_require__(7457);
;// CONCATENATED MODULE: ./lib/src/actions/download-place/summary.js







const MAX_PATH_CHARACTERS = 80;
async function writeSummary(step) {
    const seconds = (performance.now() - step.beganAt) / 1000;
    await (0,summary/* addToSummary */.Dg)(() => summaryOf(step, seconds, (0,context/* apiKeyHelp */.Px)()));
}
function summaryOf(step, seconds, keyHelp) {
    const { inputs, newest, file, written, inspection, failure, remarks } = step;
    const [, instances = "", , scripts = ""] = inspection?.place && file ? (0,inspect/* describePlace */.df)(inspection.place, file.bytes) : [];
    const table = (0,summary/* tableOfFacts */.DH)([
        ["Version", versionText(step)],
        ["Live version", newest && (newest.published ?? "none")],
        ["Newest version", newest?.latest],
        ["File", written && (0,markdown/* code */.aY)(inputs.filePath || (0,external_node_path_.basename)(written), MAX_PATH_CHARACTERS)],
        ["Size", file && `${(0,units/* thousands */.oh)(file.bytes)} bytes`],
        ["Holds", instances && (0,markdown/* plain */.pj)((0,harmless/* harmless */.I)(`${instances}; ${scripts}`))],
        ["SHA-256", file && (0,markdown/* code */.aY)(file.sha256)],
        ["Time", (0,units/* secondsText */.Hd)(seconds)],
    ]);
    const notes = (0,summary/* listOfRemarks */.fX)(remarks, keyHelp);
    const sections = [
        `### ${headingOf(step)}`,
        ...(failure ? [`> ${(0,markdown/* prose */.CS)(failure.message, keyHelp)}`] : []),
        table,
        ...(notes === "" ? [] : [notes]),
    ];
    return `${sections.join("\n\n")}\n`;
}
function headingOf({ inputs, failure, versionNumber }) {
    if (failure)
        return `❌ ${(0,markdown/* plain */.pj)((0,harmless/* harmless */.I)(failure.title))}`;
    return `✅ Version ${versionNumber} of place ${placeLink(inputs.placeId)} is downloaded`;
}
function versionText({ versionNumber, newest }) {
    if (versionNumber === undefined || !newest)
        return versionNumber;
    if (versionNumber === newest.published)
        return `${versionNumber}, the live one`;
    return versionNumber === newest.latest ? `${versionNumber}, the newest; saved, not live` : versionNumber;
}
function placeLink(placeId) {
    return `[${placeId}](https://www.roblox.com/games/${placeId})`;
}

// EXTERNAL MODULE: ./lib/src/runner/inputs.js
var runner_inputs = __webpack_require__(7724);
;// CONCATENATED MODULE: ./lib/src/actions/download-place/inputs.js




async function readInputs() {
    const reader = new runner_inputs/* InputReader */.i_();
    const shared = (0,runner_inputs/* readSharedInputs */.lS)(reader);
    if (shared.apiKey === "")
        reader.problem(`apiKey is missing. ${(await (0,context/* whyNoSecrets */.hP)(runner_inputs/* ADVICE */.hc)) ?? runner_inputs/* KEY_HINT */.a2}`);
    const inputs = {
        ...shared,
        placeId: reader.id("placeId"),
        versionNumber: readVersion(reader),
        filePath: reader.text("filePath"),
        path: await readPath(reader),
        checkFile: reader.oneOf("checkFile", ["strict", "warn", "off"], "strict"),
    };
    reader.finish();
    return inputs;
}
function readVersion(reader) {
    const given = reader.text("versionNumber") || "published";
    const value = given.toLowerCase();
    if (value === "published" || value === "latest" || (0,runner_inputs/* isId */.eQ)(value))
        return value;
    reader.problem(`versionNumber is ${reader.show(given)}, but must be the number of a version, published (the live one) or latest (the newest, saved or published).`);
    return "published";
}
async function readPath(reader) {
    const given = reader.text("filePath");
    if (given === "")
        return "";
    if (given.includes("\0")) {
        reader.problem(`filePath is ${reader.show(given)}, but no path can hold a NUL character.`);
        return "";
    }
    const path = (0,external_node_path_.resolve)((0,context/* workspace */.Gl)(), given);
    const found = await (0,promises_.stat)(path).catch(() => undefined);
    const isFolder = found?.isDirectory() || /[\\/]$/.test(given);
    if (isFolder || found?.isFile() === false) {
        const what = isFolder ? "a folder" : "no regular file";
        reader.problem(`filePath is ${reader.show(given)}, which is ${what}. Give the path of the file to write.`);
    }
    return path;
}

;// CONCATENATED MODULE: ./lib/src/actions/download-place/main.js













const LAST_SECONDS = 2;
async function run(inputs) {
    const client = (0,open_cloud_client/* startClient */.eQ)(inputs, (0,context/* caller */.mF)());
    const step = startRecord(inputs);
    const { promise: over, resolve: end } = Promise.withResolvers();
    (0,cancel/* ifCancelled */.lC)({ say: () => fateOf(step), finish: (message) => finishCancelled(step, message, over) });
    try {
        await chooseVersion(client, step);
        const target = await prepareTarget(step);
        await fetchPart(client, step, target);
        await checkPart(step, client.deadline.signal);
        putInPlace(step, targetFor(step, target));
        report(step);
    }
    catch (error) {
        step.failure ??= (0,failure/* failureOf */.g5)(error);
        throw error;
    }
    finally {
        await (0,deadline/* within */.ux)(LAST_SECONDS, () => removePart(step)).catch(() => { });
        if (!cancel/* cancelled */.KW.aborted)
            await writeSummary(step);
        end();
    }
}
function report(step) {
    const { written = "", versionNumber, file } = step;
    core/* info */.pq(`Written to ${(0,harmless/* harmless */.I)(written, 1000)}`);
    (0,outputs/* setOutputs */.n)({ filePath: written, versionNumber, sha256: file?.sha256, bytes: String(file?.bytes) }, fateOf(step));
}
async function finishCancelled(step, message, over) {
    step.failure = { title: cancel/* CANCELLED_TITLE */.Fq, message };
    await (0,deadline/* within */.ux)(LAST_SECONDS, () => over)
        .catch(() => (0,deadline/* within */.ux)(LAST_SECONDS, () => removePart(step)))
        .catch(() => { });
    await (0,deadline/* within */.ux)(LAST_SECONDS, () => writeSummary(step));
}


/***/ })

};
